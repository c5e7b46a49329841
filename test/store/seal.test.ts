import { hash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { StoreError } from '../../src/app/ports.ts';
import { deriveKeys } from '../../src/store/keys.ts';
import type { ColumnTypes } from '../../src/store/migrations/migration.ts';
import { MIGRATIONS } from '../../src/store/migrations/run.ts';
import { sealText, unsealText } from '../../src/store/seal.ts';
import { TEST_MASTER_KEY } from '../_util/stores.ts';

const here = { key: new Uint8Array(32).fill(7), place: 'person.name:p1' };

describe('A sealed value', () => {
  test.each(['', 'Ærø 😀', 'x'.repeat(10_000)])('opens where it was sealed, and looks different each time', (text) => {
    const [one, two] = [sealText(text, here), sealText(text, here)];
    expect([unsealText(one, here), unsealText(two, here)]).toEqual([text, text]);
    expect(Buffer.compare(one, two)).not.toBe(0);
  });

  test('does not open elsewhere, with another key, shortened, or with any bit changed', () => {
    const sealed = sealText('Kanarie', here);
    const flipped = Array.from({ length: sealed.length * 8 }, (_, bit) =>
      sealed.map((byte, index) => (index === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte)),
    );
    const shortened = Array.from({ length: sealed.length }, (_, length) => sealed.slice(0, length));
    for (const wrong of [...flipped, ...shortened]) expect(() => unsealText(wrong, here)).toThrow(StoreError);
    expect(() => unsealText(sealed, { ...here, place: 'person.name:p2' })).toThrow(StoreError);
    expect(() => unsealText(sealed, { ...here, key: new Uint8Array(32) })).toThrow(StoreError);
  });

  test('says where it stood and nothing of its content when it does not open', () => {
    expect(() => unsealText(new Uint8Array(60), here)).toThrow('a sealed value does not open: person.name:p1');
  });
});

test('each use has a key of its own, always the same for one master key', () => {
  const { wrap, names, lookUp, audit, check } = deriveKeys(TEST_MASTER_KEY);
  const all = [wrap.export(), names.export(), lookUp, audit].map((key) => Buffer.from(key).toString('hex'));
  expect(new Set([...all, check]).size).toBe(5);
  const again = deriveKeys(TEST_MASTER_KEY);
  expect([again.wrap.equals(wrap), again.names.equals(names)]).toEqual([true, true]);
  expect(again).toMatchObject({ lookUp, audit, check });
});

test('a migration never changes once it is published: add a new one instead', () => {
  const types: ColumnTypes = { text: 'T', bytes: 'B', milliseconds: 'M', counter: 'C' };
  const stamps = MIGRATIONS.map(({ name, statements }) => [
    name,
    hash('sha256', statements(types).join(';')).slice(0, 16),
  ]);
  expect(stamps).toEqual([
    ['001-first', '9391dc42a5290247'],
    ['002-absences', '972a8bfc423cb0fa'],
    ['003-training', '7edb1e8747207efa'],
    ['004-citizen-rights', '6fc8d68b5aa7baa0'],
  ]);
});
