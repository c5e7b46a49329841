import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { sayIn } from '../../src/app/i18n.ts';

const SRC = new URL('../../src/', import.meta.url);
const FILES = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
const BLANKS = { count: 2 };

/** The sentences that stand by their whole name in the code; the rest are put together from lists that other tests walk. */
const named = FILES.flatMap((file) => {
  const text = readFileSync(new URL(file, SRC), 'utf8');
  return [...text.matchAll(/\bsay\(\s*'([^']+)'/g)].map(([, key]) => ({ file, key: key ?? '' }));
});

test('every sentence that the code names stands in both languages', () => {
  expect(named.length).toBeGreaterThan(300);
  const lost = named.filter(({ key }) => {
    try {
      return [sayIn('da'), sayIn('en')].some((say) => say(key, BLANKS) === '');
    } catch {
      return true;
    }
  });
  expect(lost).toEqual([]);
});
