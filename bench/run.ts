import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assigned, opened } from '../test/_util/builders.ts';
import { actionsOf, valuesOf } from '../test/_util/card.ts';
import { startFakeConnector } from '../test/_util/fake-connector.ts';
import { personalChat, teamsClient } from '../test/_util/http.ts';
import { idOf, PEOPLE, startOdense } from '../test/_util/odense.ts';
import { addCourse, runningA } from '../test/_util/odense-courses.ts';
import { idleTick } from './idle-tick.ts';
import { type LoadResult, load } from './load.ts';

/**
 * Prints, side by side in one run: a bare botbuilder echo on restify, `forløb ODE-014`, and a consent answer, all against the same fake
 * connector; then the cost of a round in which nothing is due. Not part of the gate: these machines are noisy, so read the ratios.
 */
const CONNECTIONS = 32;
const SECONDS = 5;
const CONSENTS = 1500;

/** A consent card as a client would send it. */
interface OpenForm {
  readonly verb: string;
  readonly data: Record<string, unknown>;
  readonly card: string;
}

const folder = mkdtempSync(join(tmpdir(), 'trinvis-bench-'));
const file = join(folder, 'bench.db');
const connector = await startFakeConnector();
const { mette } = PEOPLE;

console.info(
  `node ${process.version}, ${CONNECTIONS} connections, ${SECONDS} s each, authentication off, SQLite with full sync\n`,
);
const forms = await prepare();
const echo = await serve('echo-server.ts', []);
const bot = await serve('bot-server.ts', [file, `${mette.tenantId}:nobody`]);
const echoed = await measureWriting(echo.url, 'hej');
const shown = await measureWriting(bot.url, 'forløb ODE-014');
const answered = await measureConsents(bot.url);
row('botbuilder echo', echoed, echoed);
row('forløb ODE-014', shown, echoed);
row('consent answer', answered, echoed);
for (const child of [echo.child, bot.child]) child.kill();
await connector.stop();
rmSync(folder, { recursive: true });

console.info('\na round with nothing due');
for (const courses of [1_000, 100_000]) {
  const { median, max } = await idleTick(courses);
  console.info(
    `  ${courses.toLocaleString('en').padStart(8)} courses   median ${median.toFixed(2)} ms   max ${max.toFixed(2)} ms`,
  );
}

/** A database in which ODE-014 runs and so many referrals wait for their consent, each with its card open. */
async function prepare(): Promise<OpenForm[]> {
  const trinvis = await startOdense({ connector, at: '2026-11-02 09:00', database: { kind: 'sqlite', file } });
  await addCourse(trinvis, 'ODE-014', runningA('2026-10-01'));
  const waiting = { referredBy: idOf('mette'), clinician: idOf('bodil') };
  const open: OpenForm[] = [];
  for (let n = 1000; n < 1000 + CONSENTS; n += 1) {
    await addCourse(trinvis, `ODE-${n}`, [opened('2026-10-26', waiting), assigned('2026-10-26', idOf('mette'))]);
    const { card, activityId } = await trinvis.write(mette, `samtykke ODE-${n}`);
    const save = actionsOf(card).find((a) => a.verb === 'consent.save');
    if (save === undefined) throw new Error('the consent card has no save');
    const ticked = {
      psychiatryToJobCentre: 'true',
      jobCentreToPsychiatry: 'true',
      evidence: 'Journal 2. nov.',
      signature: 'true',
    };
    open.push({ verb: save.verb, data: { ...valuesOf(card), ...save.data, ...ticked }, card: activityId });
  }
  await trinvis.bot.stop();
  return open;
}

async function serve(script: string, args: readonly string[]): Promise<{ child: ChildProcess; url: string }> {
  const child = fork(new URL(script, import.meta.url), [...args], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const url = await new Promise<string>((resolve, reject) => {
    child.once('message', (message: { url: string }) => resolve(message.url));
    child.once('exit', () => reject(new Error(`${script} did not start`)));
  });
  return { child, url };
}

function measureWriting(botUrl: string, line: string): Promise<LoadResult> {
  const teams = teamsClient({ botUrl, serviceUrl: connector.url });
  return load(
    async () => {
      const { status } = await teams.write(mette, personalChat(mette), line);
      if (status !== 200) throw new Error(`answered ${status}`);
    },
    { connections: CONNECTIONS, seconds: SECONDS },
  );
}

/** Every prepared card is answered once; the rate is over all of them. */
async function measureConsents(botUrl: string): Promise<LoadResult> {
  const teams = teamsClient({ botUrl, serviceUrl: connector.url });
  const took: number[] = [];
  const began = performance.now();
  const worker = async () => {
    for (let form = forms.pop(); form !== undefined; form = forms.pop()) {
      const start = performance.now();
      const { body } = await teams.tap(mette, personalChat(mette), form);
      if (!JSON.stringify(body).includes('adaptive'))
        throw new Error(`a consent was not taken: ${JSON.stringify(body)}`);
      took.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, worker));
  took.sort((a, b) => a - b);
  const at = (share: number) => took[Math.floor(took.length * share)] ?? Number.NaN;
  return { perSecond: (took.length / (performance.now() - began)) * 1000, p50: at(0.5), p99: at(0.99) };
}

function row(name: string, { perSecond, p50, p99 }: LoadResult, yardstick: LoadResult): void {
  const ratio = (perSecond / yardstick.perSecond).toFixed(2);
  console.info(
    `  ${name.padEnd(18)} ${perSecond.toFixed(0).padStart(6)} /s   × ${ratio}   p50 ${p50.toFixed(1)} ms   p99 ${p99.toFixed(1)} ms`,
  );
}
