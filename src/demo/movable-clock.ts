import type { Clock } from '../app/ports.ts';
import { type Instant, instantFromMs, instantMs, LocalTime, PlainDate, toInstant } from '../domain/calendar/time.ts';

/** When a fresh demo begins: a Monday morning, five minutes before the first digest. */
export const DEMO_START = toInstant(PlainDate.parse('2026-11-02'), LocalTime.parse('07:55'));

/** A clock that runs at real speed from wherever it was put, stands still while it is held, and never goes back. */
export interface MovableClock extends Clock {
  /** Puts the clock to a moment, at which it stands. An earlier moment than now is left alone. */
  holdAt(moment: Instant): void;
  /** Lets it run on from where it stands. */
  run(): void;
}

/** A clock that stands at `start` until it is run. */
export function createMovableClock(start: Instant): MovableClock {
  let base = instantMs(start);
  let runningSince: number | null = null;
  const nowMs = () => base + (runningSince === null ? 0 : performance.now() - runningSince);
  return {
    now: () => instantFromMs(nowMs()),
    holdAt(moment) {
      base = Math.max(nowMs(), instantMs(moment));
      runningSince = null;
    },
    run() {
      base = nowMs();
      runningSince = performance.now();
    },
  };
}
