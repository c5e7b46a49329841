import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { instantFromMs } from '../domain/calendar/time.ts';
import { runAdmin } from './run.ts';

const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });

/** One line from the keyboard or a pipe. What is typed is a secret and does not appear. */
async function ask(question: string): Promise<string> {
  process.stderr.write(question);
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: process.stdin.isTTY });
  const answer = await lines.question('');
  lines.close();
  process.stderr.write('\n');
  return answer;
}

process.exitCode = await runAdmin(process.argv.slice(2), {
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
  ask,
  now: () => instantFromMs(Date.now()),
});
