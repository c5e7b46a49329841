import { setTimeout as sleep } from 'node:timers/promises';
import type { Scope } from '../app/context.ts';
import { wake } from '../app/due/wake.ts';
import type { WakeSubject } from '../app/ports/due.ts';
import { addMinutes, Instant, minutesBetween } from '../domain/calendar/time.ts';
import { describeError } from './log.ts';
import { inScope, type Works } from './scope.ts';

/** A subject that failed, or that set no later moment, comes again after this; the others do not wait for it. */
const AGAIN_MINUTES = 1;
/** The newest moment seen is kept, at most once a minute. Several machines' clocks may differ by as much. */
const LAST_SEEN = 'clock.lastSeen';
const STEP_MINUTES = 1;

/** What another replica is just waking is waited for: about two seconds. */
const MOST_LOOKS = 100;
const PAUSE_MS = 20;

/**
 * Wakes every subject whose moment has come, each in its own transaction, until none is left (N1, N5); also none that another replica has
 * taken: what is sent afterwards, the morning's digests first of all, has everything in it.
 */
export async function runDue(works: Works): Promise<{ readonly handled: number }> {
  await inScope(works, noticeClock(works));
  let handled = 0;
  for (let looks = 1; ; looks += 1) {
    while (await wakeNext(works)) handled += 1;
    if (looks === MOST_LOOKS || !(await inScope(works, isAnyDue))) return { handled };
    await sleep(PAUSE_MS);
  }
}

async function isAnyDue({ tx, now }: Scope): Promise<boolean> {
  const next = await tx.wakes.nextAt();
  return next !== null && next <= now;
}

/** After the clock went back everything is worked out anew: moments were set from a time that has not come yet. */
function noticeClock({ log }: Works): (scope: Scope) => Promise<void> {
  return async ({ tx, now }) => {
    const seen = Instant.safeParse(await tx.meta.get(LAST_SEEN)).data ?? null;
    const passed = seen === null ? STEP_MINUTES : minutesBetween(seen, now);
    if (Math.abs(passed) < STEP_MINUTES) return;
    await tx.meta.set(LAST_SEEN, now);
    if (passed > 0) return;
    log.warn({ seen, now }, 'The clock went back: everything is worked out anew');
    await tx.wakes.wakeAll(now);
    await tx.outbox.reviveExpired(now);
  };
}

/** False when nothing was due. A subject that fails is logged by its id and put off, in a transaction of its own. */
async function wakeNext(works: Works): Promise<boolean> {
  const attempt: { subject: WakeSubject | null } = { subject: null };
  try {
    return await inScope(works, async (scope) => {
      attempt.subject = (await scope.tx.wakes.due(scope.now, 1))[0]?.subject ?? null;
      if (attempt.subject === null) return false;
      await wake(scope, attempt.subject);
      await mustMoveForward(works, scope, attempt.subject);
      return true;
    });
  } catch (error) {
    const { subject } = attempt;
    if (subject === null) throw error;
    works.log.error({ kind: subject.kind, id: subject.id, ...describeError(error) }, 'A subject could not be woken');
    // Where the database itself fails this throws too, and the round comes again.
    await inScope(works, (scope) => putOff(scope, subject));
    return true;
  }
}

/** A handler that leaves its own moment due would keep the loop from ever ending. */
async function mustMoveForward({ log }: Works, scope: Scope, subject: WakeSubject): Promise<void> {
  const next = await scope.tx.wakes.at(subject);
  if (next === null || next > scope.now) return;
  log.error({ kind: subject.kind, id: subject.id }, 'A subject stayed due after it was woken');
  await putOff(scope, subject);
}

async function putOff({ tx, now }: Scope, subject: WakeSubject): Promise<void> {
  await tx.wakes.set(subject, addMinutes(now, AGAIN_MINUTES));
}
