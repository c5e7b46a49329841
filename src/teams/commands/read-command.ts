import { sayIn } from '../../app/i18n.ts';
import type { Command } from './command.ts';

/** What a line of chat asks for: a command, one that is a typing error away, or nothing known. */
export type Asked =
  | { readonly kind: 'command'; readonly command: Command; readonly rest: string }
  | { readonly kind: 'almost'; readonly command: Command; readonly rest: string }
  | { readonly kind: 'unknown' };

/** Reads the command word first, in Danish or English, any case; the longest word wins (`nyt forløb`, not `forløb`). */
export function readCommand(text: string, commands: readonly Command[]): Asked {
  const line = text.trim().replaceAll(/\s+/g, ' ');
  const words = commands.flatMap((command) => wordsOf(command).map((word) => ({ word, command })));
  const longestFirst = words.sort((a, b) => b.word.length - a.word.length);
  for (const { word, command } of longestFirst) {
    const rest = restAfter(line, word, (a, b) => a === b);
    if (rest !== null) return { kind: 'command', command, rest };
  }
  for (const { word, command } of longestFirst) {
    const rest = restAfter(line, word, isOneErrorAway);
    if (rest !== null) return { kind: 'almost', command, rest };
  }
  return { kind: 'unknown' };
}

function wordsOf(command: Command): string[] {
  const key = `commands.${command.id}.word`;
  return [...new Set([sayIn('da')(key), sayIn('en')(key)])].map((w) => w.toLowerCase());
}

/** The rest of the line when its first words are like the command's; the rest keeps its case. */
function restAfter(line: string, word: string, like: (a: string, b: string) => boolean): string | null {
  const count = word.split(' ').length;
  const typed = line.split(' ');
  if (typed.length < count) return null;
  if (!like(typed.slice(0, count).join(' ').toLowerCase(), word)) return null;
  return typed.slice(count).join(' ');
}

/** One letter changed, left out, added, or two neighbours swapped. Words under four letters are too alike for guessing. */
function isOneErrorAway(typed: string, word: string): boolean {
  if (word.length < 4 || Math.abs(typed.length - word.length) > 1) return false;
  let i = 0;
  while (i < typed.length && typed[i] === word[i]) i += 1;
  const tails = [
    [typed.slice(i + 1), word.slice(i + 1)],
    [typed.slice(i + 1), word.slice(i)],
    [typed.slice(i), word.slice(i + 1)],
    [`${typed[i + 1]}${typed[i]}${typed.slice(i + 2)}`, word.slice(i)],
  ];
  return tails.some(([a, b]) => a === b);
}
