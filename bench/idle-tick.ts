import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instantFromMs } from '../src/domain/calendar/time.ts';
import { AgreementId, Alias, ConferenceId, CourseId, PersonId, UserId } from '../src/domain/ids.ts';
import { compose } from '../src/main.ts';

const MASTER_KEY = Buffer.from(new Uint8Array(32).map((_, i) => i + 1));
const NOW = instantFromMs(Date.UTC(2026, 10, 2, 9));
const LATER = instantFromMs(Date.UTC(2026, 10, 9, 7));

/** The cost of a round in which nothing is due, in milliseconds, with so many courses waiting for their moment. */
export async function idleTick(courses: number): Promise<{ readonly median: number; readonly max: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'trinvis-bench-'));
  const bot = await compose(
    {
      auth: { kind: 'none' },
      database: { kind: 'sqlite', file: join(folder, 'bench.db') },
      host: '127.0.0.1',
      port: 0,
      admin: { tenantId: 't', objectId: 'o' },
      masterKey: MASTER_KEY,
      tenants: new Set(['t']),
      logLevel: 'silent',
      shutdownMs: 1000,
    },
    { clock: { now: () => NOW }, scheduling: 'by-hand' },
  );
  await bot.store.transaction(async (tx) => {
    for (let n = 1; n <= courses; n += 1) {
      const id = CourseId.parse(`course-${n}`);
      const [agreement, conference, person, user] = [
        AgreementId.parse('a'),
        ConferenceId.parse('c'),
        PersonId.parse('p'),
        UserId.parse('u'),
      ];
      const alias = Alias.parse(`ODE-${String(n).padStart(3, '0')}`);
      const people = { referredBy: user, specialist: user, clinician: null, caseworker: null };
      await tx.courses.save({ id, alias, agreement, conference, person, status: 'running', ...people });
      await tx.wakes.set({ kind: 'course', id }, LATER);
    }
  });
  await bot.runRound();
  const took: number[] = [];
  for (let n = 0; n < 200; n += 1) {
    const start = performance.now();
    await bot.runRound();
    took.push(performance.now() - start);
  }
  await bot.stop();
  rmSync(folder, { recursive: true });
  took.sort((a, b) => a - b);
  return { median: took[100] ?? 0, max: took.at(-1) ?? 0 };
}
