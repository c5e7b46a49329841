import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { sayIn } from '../../src/app/i18n.ts';
import { ACTIONS } from '../../src/teams/actions/index.ts';
import { COMMANDS } from '../../src/teams/commands/index.ts';

const DOC = readFileSync(new URL('../../docs/conversation.md', import.meta.url), 'utf8');
const CARDS = readdirSync(new URL('../../cards/', import.meta.url));

/** The rows of the table under a heading: each a list of its cells. */
function rowsUnder(heading: string): string[][] {
  const section = DOC.split(/^## /m).find((part) => part.startsWith(heading)) ?? '';
  const lines = section.split('\n').filter((line) => line.startsWith('|'));
  return lines.slice(2).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('`', '')),
  );
}

test('the list of words is what people can write, and what each does', () => {
  const words = COMMANDS.map(({ id }) => [
    sayIn('da')(`commands.${id}.word`),
    sayIn('en')(`commands.${id}.word`),
    sayIn('da')(`commands.${id}.does`),
  ]);
  expect(rowsUnder('Words').map(([da, en, , , does]) => [da, en, does])).toEqual(words);
});

test('the list of cards is the folder of cards, with the verbs on each', () => {
  const names = CARDS.filter((file) => !file.endsWith('.sample.json')).map((file) => file.replace('.json', ''));
  expect(rowsUnder('Cards').map(([name]) => name)).toEqual(names);
  for (const [name = '', , verbs = ''] of rowsUnder('Cards')) {
    const template = readFileSync(new URL(`../../cards/${name}.json`, import.meta.url), 'utf8');
    for (const verb of verbs.split(' ').filter((v) => v !== '–')) expect(template).toContain(verb);
  }
});

test('the list of verbs is what a card may send, and where each stands', () => {
  const verbs = ACTIONS.map(({ verb, on }) => [verb, on.join(' ')]);
  expect(rowsUnder('Verbs')).toEqual(verbs);
});
