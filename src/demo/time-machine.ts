import type { DeliveryState, IntentKind, OutboxRow } from '../app/ports/outbox.ts';
import type { Instant } from '../domain/calendar/time.ts';
import type { Bot } from '../main.ts';
import type { MovableClock } from './movable-clock.ts';

/** How playing went: where it began and what was said on the way, in order. */
export interface Played {
  readonly from: Instant;
  readonly to: Instant;
  readonly said: readonly OutboxRow[];
}

/** Moves the demo's time and lets the ordinary scheduler work at every due instant. */
export interface TimeMachine {
  readonly clock: MovableClock;
  /** Stops at every due instant up to `to`, in order, and runs the scheduler's round there. */
  play(to: Instant): Promise<Played>;
  /** Goes straight to `to` and runs one round there, as after a long standstill (N5). */
  jump(to: Instant): Promise<Played>;
  /** Lets the clock run, and the scheduler with it. */
  start(): void;
  stop(): Promise<void>;
}

type Rounds = Pick<Bot, 'store' | 'nextMoment' | 'runRound'>;

const KEPT = 'demo.clock';
const BEAT_MS = 1000;
/** How often the clock's stand is kept: so much may be lost when the process is killed, and is skipped on a restart. */
const KEEP_EVERY_MS = 10_000;
/** A round may leave something due at its own instant: Teams' limits are kept in real time. */
const MOST_ROUNDS_AT_ONE_INSTANT = 600;
const REST_MS = 100;
const TOLD: readonly DeliveryState[] = ['sent', 'uncertain', 'undeliverable', 'expired'];
const MOST_ROWS = 5000;
/** Whether a kind comes as a new message; the others change one that stands. */
const IS_NEW: Readonly<Record<IntentKind, boolean>> = {
  digest: true,
  agenda: true,
  preparation: true,
  reminder: true,
  questionRound: true,
  channelAlert: true,
  consentEnded: true,
  otherConsentEnded: true,
  decisionForm: true,
  welcome: true,
  mask: false,
  replace: false,
  refresh: false,
};

export function createTimeMachine(
  clock: MovableClock,
  rounds: () => Rounds,
  failed: (error: unknown) => void,
): TimeMachine {
  const inTurn = createQueue();
  let beats: ReturnType<typeof setInterval> | undefined;
  const move = (to: Instant, work: () => Promise<void>) =>
    inTurn(async () => {
      const from = clock.now();
      try {
        await work();
      } finally {
        await keep(rounds(), clock.now());
        clock.run();
      }
      return { from, to, said: await saidSince(rounds(), from) };
    });
  return {
    clock,
    play: (to) => move(to, () => playTo(clock, rounds(), to)),
    jump: (to) =>
      move(to, async () => {
        clock.holdAt(to);
        await settleAt(clock, rounds());
      }),
    start() {
      clock.run();
      let kept = 0;
      beats = setInterval(() => {
        const due = performance.now() - kept > KEEP_EVERY_MS;
        if (due) kept = performance.now();
        inTurn(() => beat(clock, rounds(), due)).catch(failed);
      }, BEAT_MS);
    },
    async stop() {
      clearInterval(beats);
      await inTurn(() => keep(rounds(), clock.now()));
    },
  };
}

/** Where the clock stood when the demo last ran, or null. */
export async function keptTime({ store }: Pick<Rounds, 'store'>): Promise<string | null> {
  return store.transaction((tx) => tx.meta.get(KEPT));
}

async function keep({ store }: Rounds, now: Instant): Promise<void> {
  await store.transaction((tx) => tx.meta.set(KEPT, now));
}

async function beat(clock: MovableClock, rounds: Rounds, alsoKeep: boolean): Promise<void> {
  const next = await rounds.nextMoment();
  if (next !== null && next <= clock.now()) await rounds.runRound();
  if (alsoKeep) await keep(rounds, clock.now());
}

async function playTo(clock: MovableClock, rounds: Rounds, to: Instant): Promise<void> {
  clock.holdAt(clock.now());
  await settleAt(clock, rounds);
  for (let next = await rounds.nextMoment(); next !== null && next <= to; next = await rounds.nextMoment()) {
    clock.holdAt(next);
    if (!(await settleAt(clock, rounds))) break;
  }
  clock.holdAt(to);
  await settleAt(clock, rounds);
}

/** Runs rounds until nothing is due any more at the instant at which the clock stands; false when something stays due. */
async function settleAt(clock: MovableClock, rounds: Rounds): Promise<boolean> {
  for (let i = 0; i < MOST_ROUNDS_AT_ONE_INSTANT; i += 1) {
    const { woken, delivered } = await rounds.runRound();
    const next = await rounds.nextMoment();
    if (next === null || next > clock.now()) return true;
    if (woken + delivered === 0) await new Promise((done) => setTimeout(done, REST_MS));
  }
  return false;
}

async function saidSince({ store }: Rounds, from: Instant): Promise<readonly OutboxRow[]> {
  const rows = await store.transaction((tx) => tx.outbox.inState(TOLD, MOST_ROWS));
  return rows
    .filter((row) => row.changedAt >= from && IS_NEW[row.kind])
    .sort((a, b) => a.changedAt.localeCompare(b.changedAt) || a.id - b.id);
}

/** Runs one piece of work after the other. */
function createQueue() {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work, work);
    last = mine.catch(() => undefined);
    return mine;
  };
}
