import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Store } from '../../src/app/ports.ts';
import { UserId } from '../../src/domain/ids.ts';
import { at, held, opened } from '../_util/builders.ts';
import { courseIdOf } from '../_util/odense-courses.ts';
import { memorySqlite } from '../_util/stores.ts';

let store: Store;
beforeEach(async () => {
  store = await memorySqlite();
});
afterEach(() => store.close());

const id = courseIdOf('ODE-014');
const event = opened('2026-11-02').event;
const lars = {
  id: UserId.parse('lars'),
  name: 'Lars',
  role: null,
  organisation: null,
  leader: null,
  language: 'da',
  digestAt: null,
  welcomed: false,
} as const;

describe('a transaction remembers what it has read, and reads its own writes', () => {
  test('a stream read before an append is read anew after it, one by one or several at once', async () => {
    await store.transaction(async ({ events }) => {
      expect((await events.load('course', id)).revision).toBe(0);
      await events.append('course', id, { revision: 0, events: [event], at: at('2026-11-02'), by: null });
      expect((await events.load('course', id)).revision).toBe(1);
      await events.append('course', id, {
        revision: 1,
        events: [held('2026-11-02').event],
        at: at('2026-11-02'),
        by: null,
      });
      expect((await events.loadMany('course', [id])).get(id)?.revision).toBe(2);
    });
  });

  test('a read that was on its way when the stream grew is not what the next one gets', async () => {
    await store.transaction(async ({ events }) => {
      const before = events.load('course', id);
      await events.append('course', id, { revision: 0, events: [event], at: at('2026-11-02'), by: null });
      await before;
      expect((await events.load('course', id)).revision).toBe(1);
    });
  });

  test('a colleague saved is a colleague read', async () => {
    await store.transaction(async ({ users }) => {
      expect(await users.get(lars.id)).toBeNull();
      await users.save(lars);
      await users.save({ ...lars, role: 'leader' });
      expect((await users.get(lars.id))?.role).toBe('leader');
    });
  });
});
