import type { Moment } from '../record.ts';

/** What is to be looked at, and when; while the process is down nothing is, and all of it at once when it is up again. */
export interface Clockwork {
  /** `run` is told the moment at which it really is. */
  plan(at: Moment, run: (now: Moment) => void): void;
  /** Up to a moment. */
  runTo(moment: Moment): void;
  down(): void;
  up(moment: Moment): void;
}

interface Planned {
  readonly at: Moment;
  readonly nth: number;
  readonly run: (now: Moment) => void;
}

export function createClockwork(): Clockwork {
  const byDay = new Map<string, Planned[]>();
  let nth = 0;
  let isDown = false;
  let since: Moment = '';
  const before = (a: Planned, b: Planned) => a.at.localeCompare(b.at) || a.nth - b.nth;
  const next = (moment: Moment): Planned | undefined => {
    const [day] = [...byDay.keys()].filter((d) => d <= moment.slice(0, 10)).toSorted();
    const all = byDay.get(day ?? '') ?? [];
    const [first] = all.toSorted(before);
    if (first === undefined || first.at > moment) return undefined;
    all.splice(all.indexOf(first), 1);
    if (all.length === 0) byDay.delete(day ?? '');
    return first;
  };
  return {
    plan(at, run) {
      const day = at.slice(0, 10);
      nth += 1;
      byDay.set(day, [...(byDay.get(day) ?? []), { at, nth, run }]);
    },
    runTo(moment) {
      if (isDown) return;
      for (let planned = next(moment); planned !== undefined; planned = next(moment)) {
        planned.run(planned.at < since ? since : planned.at);
      }
    },
    down() {
      isDown = true;
    },
    up(moment) {
      isDown = false;
      since = moment;
    },
  };
}
