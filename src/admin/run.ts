import { parseArgs } from 'node:util';
import { type Say, sayIn } from '../app/i18n.ts';
import { StoreError } from '../app/ports.ts';
import { ConfigError, readAdminConfig } from '../config.ts';
import { type AdminCommand, AdminError, type Call, type Terminal } from './command.ts';
import { COMMANDS } from './commands.ts';

/** Runs what was typed after `npm run admin --`. Returns the exit code: 0 done, 1 not done, 2 not understood. Never throws. */
export async function runAdmin(argv: readonly string[], terminal: Terminal): Promise<number> {
  const say = sayIn('da');
  try {
    if (argv.length === 0 || argv[0] === '--help') {
      for (const line of usage(say)) terminal.out(line);
      return 0;
    }
    await run(argv, terminal, say);
    return 0;
  } catch (error) {
    const { text, exitCode } = sentenceFor(error, say);
    terminal.err(text);
    return exitCode;
  }
}

async function run(argv: readonly string[], terminal: Terminal, say: Say): Promise<void> {
  const command = COMMANDS.find(({ words }) => words.split(' ').every((word, i) => argv[i] === word));
  if (command === undefined) throw new AdminError(say('admin.unknown', { word: wordOf(argv) }), { exitCode: 2 });
  const { positionals, values } = parsed(command, argv.slice(command.words.split(' ').length), say);
  if (positionals.length !== command.given) throw new AdminError(usageOf(command, say), { exitCode: 2 });
  const call: Call = {
    out: (line) => terminal.out(line),
    err: (line) => terminal.err(line),
    ask: (question) => terminal.ask(question),
    now: () => terminal.now(),
    config: readAdminConfig(terminal.env),
    say,
    given: positionals,
    option: (name) => values[name],
  };
  await command.run(call);
}

/** Only what could be a command's word is repeated: a name or a number typed by mistake is not. */
function wordOf(argv: readonly string[]): string {
  const [word = ''] = argv;
  return /^[a-zæøå-]{1,20}$/.test(word) ? `»${word}«` : '';
}

function parsed({ options }: AdminCommand, args: string[], say: Say) {
  try {
    const { positionals, values } = parseArgs({ args, options, allowPositionals: true });
    const flat: Record<string, string | boolean | undefined> = {};
    for (const [name, value] of Object.entries(values)) flat[name] = Array.isArray(value) ? value[0] : value;
    return { positionals, values: flat };
  } catch (cause) {
    // The parser's own message repeats what was typed, so it goes no further than the cause.
    throw new AdminError(say('admin.badOption'), { exitCode: 2, cause });
  }
}

function usageOf({ words, takes }: AdminCommand, say: Say): string {
  return say('admin.usageOne', { line: `npm run admin -- ${words} ${takes}`.trim() });
}

function usage(say: Say): readonly string[] {
  const lines = COMMANDS.flatMap(({ id, words, takes }) => [
    `  ${`${words} ${takes}`.trim()}`,
    `      ${say(`admin.${id}.does`)}`,
  ]);
  return [say('admin.usage'), '', ...lines, '', say('admin.usageEnd')];
}

function sentenceFor(error: unknown, say: Say): { readonly text: string; readonly exitCode: number } {
  if (error instanceof AdminError) return { text: error.message, exitCode: error.exitCode };
  if (error instanceof ConfigError) return { text: error.message, exitCode: 2 };
  if (error instanceof StoreError) return { text: say('admin.storeError', { reason: error.message }), exitCode: 1 };
  // Whatever else a message says, it could hold what was typed or read.
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const name = error instanceof Error ? error.name : 'unknown';
  return { text: say('admin.failed', { reason: [name, code].filter((part) => part !== '').join(' ') }), exitCode: 1 };
}
