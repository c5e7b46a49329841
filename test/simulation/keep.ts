import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import type { Chronicle, Line } from './record.ts';

/** Writes down a simulation, one line of JSON each, to be checked again. */
export function keepChronicle(file: string, { lines, ...head }: Chronicle): void {
  const out = openSync(file, 'w');
  writeSync(out, `${JSON.stringify(head)}\n`);
  for (const line of lines) writeSync(out, `${JSON.stringify(line)}\n`);
  closeSync(out);
}

/** Reads a simulation that was written down. */
export function readChronicle(file: string): Chronicle {
  const [head = '', ...rest] = readFileSync(file, 'utf8').trimEnd().split('\n');
  const { towns, from, to }: Chronicle = JSON.parse(head);
  return { towns, from, to, lines: rest.map((line): Line => JSON.parse(line)) };
}
