import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { hasDisplay } from '../config.ts';
import { type Demo, startDemo } from './demo.ts';
import { DemoError } from './demo-error.ts';
import { freePort, type Playground, startPlayground } from './playground.ts';

const HELP = `npm run demo -- [valg]
  --port <port>             botten (3978)
  --playground-port <port>  Playground (56150)
  --database <fil>          SQLite-fil (data/demo.db)
  --no-playground           start kun botten
  --no-browser              åbn ikke en browser`;

const OPTIONS = {
  port: { type: 'string', default: '3978' },
  'playground-port': { type: 'string', default: '56150' },
  database: { type: 'string', default: 'data/demo.db' },
  playground: { type: 'boolean', default: true },
  browser: { type: 'boolean', default: true },
  help: { type: 'boolean', default: false },
} as const;

/** `npm run demo`: the bot with its examples, and the Playground in the browser. */
async function main(): Promise<void> {
  const values = readOptions();
  if (values === null || values.help) {
    console.info(HELP);
    return;
  }
  const log = pino({ level: 'info' }, pino.destination({ dest: join('data', 'demo.log'), mkdir: true, sync: true }));
  const port = await freePort(portOf(values.port));
  const wishedPort = portOf(values['playground-port']);
  console.info('Trinvis gør demoen klar …');
  const demo = await startDemo({ database: values.database, port, log });
  const openBrowser = values.browser && hasDisplay();
  const folder = join('data', 'playground');
  const playground = values.playground
    ? await startPlayground({ botUrl: demo.bot.url, port: wishedPort, folder, openBrowser })
    : null;
  if (playground === null) demo.time.start();
  else await demo.meetPlayground(playground.url);
  console.info(greeting(demo, playground));
  stopOnSignal(demo, playground);
}

/** What was asked for, or null when it cannot be read. */
function readOptions() {
  try {
    return parseArgs({ options: OPTIONS, allowNegative: true }).values;
  } catch {
    return null;
  }
}

function portOf(typed: string): number {
  const port = Number(typed);
  if (!/^\d+$/.test(typed) || port > 65_000) throw new DemoError(`${typed} er ikke et portnummer.`);
  return port;
}

function greeting({ bot }: Demo, playground: Playground | null): string {
  if (playground === null) return `\n  Botten svarer på ${bot.url}/api/messages. Stop med Ctrl-C.\n`;
  return `
  ┌──────────────────────────────────────────────────────────┐
  │  Åbn   ${playground.url.padEnd(50)}│
  └──────────────────────────────────────────────────────────┘
  Skriv »hjælp« i Personal Chat; »spil« viser, hvad du kan prøve. Alle mennesker i demoen er opdigtede.
  Stop med Ctrl-C.
`;
}

function stopOnSignal(demo: Demo, playground: Playground | null): void {
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await playground?.stop();
    await demo.stop();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
  void playground?.ended.then(stop);
}

if (import.meta.main) {
  main().catch((error: unknown) => {
    console.error(error instanceof DemoError ? error.message : error);
    process.exitCode = 1;
  });
}
