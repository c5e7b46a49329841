import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays, daysBetween, maxDate } from '../../../src/domain/calendar/dates.ts';
import { LocalTime, localDate, PlainDate, toInstant } from '../../../src/domain/calendar/time.ts';
import { addWorkingDays, isWorkingDay, rungDay, type WorkCalendar } from '../../../src/domain/calendar/working-days.ts';
import type { Course } from '../../../src/domain/course/course.ts';
import { evolve } from '../../../src/domain/course/evolve.ts';
import { courseObligations } from '../../../src/domain/course/obligations.ts';
import { settle, settlesNext } from '../../../src/domain/course/settle.ts';
import { type Obligation, type Rung, raisesNext, type Told } from '../../../src/domain/obligation.ts';
import { calendar, day, given, held, rulesOf, running, tasked } from '../../_util/builders.ts';
import { anyBeginning, anyClosing, anyCourse, anyMoves, play } from '../../_util/histories.ts';

const who = (told: Told) => (told.kind === 'person' ? `user:${told.user}` : told.kind);
const offset = fc.integer({ min: -30, max: 200 });

function obligationsOf(course: Course, today: PlainDate, cal: WorkCalendar): readonly Obligation[] {
  const rules = rulesOf(course.programme.id, { contactEveryDays: null });
  return courseObligations(course, { rules, calendar: cal, today });
}

/** The bot's memory and course over time, as the scheduler keeps them: settle, then raise what is reached and was not told. */
class World {
  readonly told = new Map<string, PlainDate>();
  readonly #calendar: WorkCalendar;
  course: Course;

  constructor(course: Course, cal: WorkCalendar) {
    this.course = course;
    this.#calendar = cal;
  }

  tick(today: PlainDate): void {
    const now = toInstant(today, LocalTime.parse('08:00'));
    const rules = rulesOf(this.course.programme.id, { contactEveryDays: null });
    for (const event of settle(this.course, { now, today: localDate(now), by: null, rules })) {
      this.course = evolve(this.course, { event, at: now, by: null });
    }
    for (const key of this.reached(today)) if (!this.told.has(key)) this.told.set(key, today);
  }

  /** Obligation, rung and recipient of everything reached on a day. */
  reached(today: PlainDate): readonly string[] {
    return obligationsOf(this.course, today, this.#calendar).flatMap((o) =>
      o.rungs.filter((r) => r.day <= today).flatMap((r) => r.to.map((told) => `${o.key} ${r.id} ${who(told)}`)),
    );
  }

  /** The next day something happens by itself, as the course's wake is set. */
  next(today: PlainDate): PlainDate | null {
    const isWorking = (d: PlainDate) => isWorkingDay(d, this.#calendar);
    const days = obligationsOf(this.course, today, this.#calendar).map((o) => raisesNext(o, today, isWorking));
    return [...days, settlesNext(this.course, today)].reduce(
      (a, b) => (a === null || (b !== null && b < a) ? b : a),
      null,
    );
  }
}

/** The day a rung has by its rule (N4), read off its id. */
function dayByRule({ id }: Rung, { due, key }: Obligation, { course, cal }: Under): PlainDate {
  if (id === 'told') return rungDay(due, due, cal);
  if (id.startsWith('back:')) return addWorkingDays(PlainDate.parse(id.slice(5)), 2, cal);
  const working = /^due\+(\d+)w$/.exec(id)?.[1];
  if (working !== undefined) return addWorkingDays(due, Number(working), cal);
  const start = /^(?:step:.|contact|firstEmployerContact):(\d{4}-\d\d-\d\d)/.exec(key)?.[1];
  const day = PlainDate.parse(id);
  if (start === undefined) return rungDay(day, due, cal);
  // B4: on or before the planned due date it moves back, else forward; rests only ever make both later.
  const planned = course.exemptions.reduce((d, e) => addDays(d, -restOf(e, PlainDate.parse(start))), due);
  const falls = later(course, { start: PlainDate.parse(start), day });
  return rungDay(falls, day <= planned ? falls : addDays(falls, -1), cal);
}

interface Under {
  readonly course: Course;
  readonly cal: WorkCalendar;
}
type Rest = Course['exemptions'][number];

const restOf = ({ from, endedOn }: Rest, start: PlainDate) =>
  endedOn === null ? 0 : Math.max(0, daysBetween(maxDate(from, start), endedOn));

/** B4, counted on the fingers: a day at a time, and the days of a rest do not count. */
function later(
  { exemptions }: Course,
  { start, day }: { readonly start: PlainDate; readonly day: PlainDate },
): PlainDate {
  const rests = (date: PlainDate) => exemptions.some((e) => e.endedOn !== null && e.from <= date && date < e.endedOn);
  if (day < start) return day;
  let date = start;
  for (let left = daysBetween(start, day); left > 0 || rests(date); date = addDays(date, 1))
    if (!rests(date)) left -= 1;
  return date;
}

/** It comes up again, on a working day, and no later than its next rung; only what is told once may be over. */
function expectNext(o: Obligation, after: PlainDate, cal: WorkCalendar): void {
  const next = raisesNext(o, after, (d) => isWorkingDay(d, cal));
  const rung = o.rungs.find((r) => r.day > after);
  if (!o.notice) expect(next).not.toBeNull();
  if (next !== null) expect(next > after && isWorkingDay(next, cal)).toBe(true);
  if (rung !== undefined) expect(next !== null && next <= rung.day).toBe(true);
}

describe('obligations, for any order of events, any closing days and any day one looks', () => {
  test('N4: a rung is on its moved day: never on a closed day, never before its time, and in order', () => {
    fc.assert(
      fc.property(anyCourse, anyClosing, offset, ({ course, today }, closing, n) => {
        const cal = calendar(...closing);
        for (const o of obligationsOf(course, addDays(today, n), cal)) {
          const { rungs } = o;
          for (const rung of rungs) {
            expect(isWorkingDay(rung.day, cal)).toBe(true);
            expect(rung.day).toBe(dayByRule(rung, o, { course, cal }));
          }
          expect(rungs.map((r) => r.day)).toEqual(rungs.map((r) => r.day).sort());
        }
      }),
      { numRuns: 150 },
    );
  });

  test('N4, N5: never a rung twice: neither the same rung nor the same day for one recipient', () => {
    fc.assert(
      fc.property(anyCourse, anyClosing, offset, ({ course, today }, closing, n) => {
        const obligations = obligationsOf(course, addDays(today, n), calendar(...closing));
        expect(new Set(obligations.map((o) => o.key)).size).toBe(obligations.length);
        for (const { rungs } of obligations) {
          const ids = rungs.flatMap((r) => r.to.map((t) => `${r.id} ${who(t)}`));
          const days = rungs.flatMap((r) => r.to.map((t) => `${r.day} ${who(t)}`));
          expect(new Set(ids).size).toBe(ids.length);
          expect(new Set(days).size).toBe(days.length);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('N5: always one after a missed one: whatever is open comes up again on a later working day', () => {
    fc.assert(
      fc.property(anyCourse, anyClosing, offset, ({ course, today }, closing, n) => {
        const cal = calendar(...closing);
        const after = addDays(today, n);
        for (const o of obligationsOf(course, after, cal)) expectNext(o, after, cal);
      }),
      { numRuns: 150 },
    );
  });

  test('N1: whatever is overdue comes up on the very next working day, for those it stands with', () => {
    fc.assert(
      fc.property(anyCourse, anyClosing, ({ course, today }, closing) => {
        const cal = calendar(...closing);
        for (const o of obligationsOf(course, today, cal)) {
          if (o.notice || o.quietUntil !== null || o.due > today) continue;
          expect(raisesNext(o, today, (d) => isWorkingDay(d, cal))).toBe(addWorkingDays(today, 1, cal));
        }
      }),
      { numRuns: 100 },
    );
  });

  test('F1: contacts and attempts give the same duties in whatever order they were written down', () => {
    const entry = fc.record({
      kind: fc.constantFrom('held', 'failed', 'signOfLife'),
      n: fc.integer({ min: 0, max: 40 }),
    });
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 8 }), fc.infiniteStream(fc.nat()), (entries, order) => {
        const start = given(running('2026-11-02'));
        const log = entries.map(
          ({ kind, n }) =>
            ({ kind, on: addDays(day('2026-11-02'), n), how: 'phone', because: 'noAnswer', by: 'x' }) as never,
        );
        const shuffled = log.map((e) => ({ e, at: order.next().value })).sort((a, b) => a.at - b.at);
        const today = day('2026-12-20');
        const one = obligationsOf({ ...start.course, contacts: log }, today, calendar());
        const other = obligationsOf({ ...start.course, contacts: shuffled.map(({ e }) => e) }, today, calendar());
        expect(other).toEqual(one);
      }),
    );
  });
});

describe('raising them over time', () => {
  test('N1, N5: waking only on the days the course asks for tells the same people the same things on the same days as looking every day', () => {
    fc.assert(
      fc.property(anyCourse, anyClosing, ({ course, today }, closing) => {
        const cal = calendar(...closing);
        const [daily, woken] = [new World(course, cal), new World(course, cal)];
        const end = addDays(today, 160);
        for (let date = today; date <= end; date = addDays(date, 1)) daily.tick(date);
        for (let date: PlainDate | null = today; date !== null && date <= end; date = woken.next(date))
          woken.tick(date);
        expect([...woken.told].sort()).toEqual([...daily.told].sort());
      }),
      { numRuns: 25 },
    );
  });

  test('N5: after downtime it tells late, never before its day, and nothing that would not have been told in time', () => {
    const gaps = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(anyCourse, anyClosing, gaps, ({ course, today }, closing, waits) => {
        const [daily, sleepy] = [new World(course, calendar(...closing)), new World(course, calendar(...closing))];
        let date = today;
        for (const wait of waits) {
          for (let d = date; d <= addDays(date, wait); d = addDays(d, 1)) daily.tick(d);
          date = addDays(date, wait);
          sleepy.tick(date);
        }
        for (const [key, on] of sleepy.told) expect(on >= (daily.told.get(key) ?? '9999')).toBe(true);
        for (const key of sleepy.reached(date)) expect(sleepy.told.has(key)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  test('F3: one silence is told once to each, whatever is recorded meanwhile and however the clock goes', () => {
    fc.assert(
      fc.property(anyBeginning, anyMoves, (beginning, moves) => {
        const world = new World(given(beginning).course, calendar());
        for (const { after, context } of play(beginning, moves)) {
          world.course = after;
          world.tick(context.today);
        }
        const silences = [...world.told.keys()].filter((key) => key.startsWith('lostContact:'));
        const once = silences.map((key) => key.replace(' told ', ' '));
        expect(new Set(once).size).toBe(silences.length);
        expect(silences.every((key) => key.includes(' told '))).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  test('S5, N5: a closing day added afterwards does not make a rung that was told a new one', () => {
    const course = given(running('2026-11-02'), tasked('2026-11-11', '2026-11-16'), held('2026-11-12')).course;
    const world = new World(course, calendar());
    world.tick(day('2026-11-19'));
    const before = [...world.told.keys()];
    const later = new World(course, calendar('2026-11-17', '2026-11-18'));
    for (const [key, on] of world.told) later.told.set(key, on);
    for (const date of ['2026-11-19', '2026-11-20', '2026-11-23']) later.tick(day(date));
    const task = (keys: readonly string[]) => keys.filter((key) => key.startsWith('task:'));
    expect(task([...later.told.keys()])).toEqual(task(before));
  });
});

test('L3, N4: due dates never move, whatever is closed', () => {
  fc.assert(
    fc.property(anyCourse, anyClosing, ({ course, today }, closing) => {
      const dues = (cal: WorkCalendar) => obligationsOf(course, today, cal).map((o) => `${o.key} ${o.due}`);
      expect(dues(calendar(...closing))).toEqual(dues(calendar()));
    }),
    { numRuns: 100 },
  );
});
