import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ChannelViewer, Viewer } from '../../../src/domain/access.ts';
import { disclose } from '../../../src/domain/access.ts';
import { addDays, maxDate } from '../../../src/domain/calendar/dates.ts';
import { LocalTime, type PlainDate, toInstant } from '../../../src/domain/calendar/time.ts';
import { type Course, homeSide } from '../../../src/domain/course/course.ts';
import { decide } from '../../../src/domain/course/decide.ts';
import { CourseEvent } from '../../../src/domain/course/events.ts';
import { settle, settlesNext } from '../../../src/domain/course/settle.ts';
import { REFUSAL_REASONS } from '../../../src/domain/refusal.ts';
import { CLINICIAN, LEADER, ODENSE, OTHER_CLINICIAN, SPECIALIST, viewer } from '../../_util/builders.ts';
import { anyBeginning, anyCourse, anyMoves, play, type Step } from '../../_util/histories.ts';

const shared: ChannelViewer = { kind: 'channel', agreement: ODENSE, channel: 'shared' };
const noon = (date: PlainDate) => toInstant(date, LocalTime.parse('12:00'));
const days = fc.integer({ min: -60, max: 900 });

/** Everyone who is not at home with the course. */
function otherSide(course: Course): readonly Viewer[] {
  if (homeSide(course) === 'psychiatry') return [viewer('leader', LEADER), viewer('specialist', SPECIALIST), shared];
  return [viewer('clinician', CLINICIAN), viewer('clinician', OTHER_CLINICIAN), shared];
}

/** K10, told again without the code's own words: on this day each direction has one that is not ended and not over. */
function bothDirectionsHold(course: Course, date: PlainDate): boolean {
  const holding = course.consents.filter((c) => c.ended === null && date >= c.validFrom && date <= c.lastValidDay);
  const of = (direction: string) => holding.some((c) => c.direction === direction && c.purpose === course.gate);
  return of('psychiatryToJobCentre') && of('jobCentreToPsychiatry');
}

/** The steps from a withdrawal up to the next consent. */
function sinceWithdrawal(steps: readonly Step[]): readonly Step[] {
  let withdrawn = false;
  return steps.filter(({ decision }) => {
    const types = decision.kind === 'refused' ? [] : decision.events.map((e) => e.type);
    withdrawn = types.includes('ConsentWithdrawn') || (withdrawn && !types.includes('ConsentGiven'));
    return withdrawn;
  });
}

describe('decide and evolve, for any order of commands and any clock steps', () => {
  test('every accepted event is one the log can hold, and the course goes on from it', () => {
    fc.assert(
      fc.property(anyBeginning, anyMoves, (beginning, moves) => {
        for (const { decision, after } of play(beginning, moves)) {
          if (decision.kind === 'refused') expect(REFUSAL_REASONS).toContain(decision.because);
          else for (const event of decision.events) expect(CourseEvent.parse(event)).toEqual(event);
          expect(['referred', 'running', 'declined', 'closed']).toContain(after.status);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('product 3: the same command a second time changes nothing', () => {
    fc.assert(
      fc.property(anyBeginning, anyMoves, (beginning, moves) => {
        for (const { decision, after, command, context } of play(beginning, moves)) {
          if (decision.kind === 'refused') continue;
          const again = decide(command, after, context);
          expect(again.kind === 'refused' ? [] : again.events).toEqual([]);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('A12: a start date is never moved, and lies neither before the referral nor ahead', () => {
    fc.assert(
      fc.property(anyBeginning, anyMoves, (beginning, moves) => {
        for (const { before, after, context } of play(beginning, moves)) {
          if (after.status !== 'running') continue;
          // Where the clock went back behind the referral, the start waits for it.
          const latest = maxDate(maxDate(context.today, after.referredOn), after.specialistSince ?? after.referredOn);
          if (before.status === 'running') expect(after.startedOn).toBe(before.startedOn);
          else expect(after.startedOn >= after.referredOn && after.startedOn <= latest).toBe(true);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('A2, K11: what the calendar does by itself, it does once, and says beforehand on which day', () => {
    fc.assert(
      fc.property(anyCourse, ({ course, steps, today }) => {
        const context = steps.at(-1)?.context;
        if (context === undefined || settle(course, context).length > 0) return;
        const next = settlesNext(course, today) ?? addDays(today, 400);
        for (let date = addDays(today, 1); date < next; date = addDays(date, 1)) {
          expect(settle(course, { ...context, today: date, now: noon(date) })).toEqual([]);
        }
      }),
      { numRuns: 80 },
    );
  });
});

describe('K14: the gate, for any history and any moment', () => {
  test('K10, K14: the other side and the shared channel see a course only while both directions are in force', () => {
    fc.assert(
      fc.property(anyCourse, days, ({ course, today }, n) => {
        const date = addDays(today, n);
        for (const who of otherSide(course)) {
          if (disclose(course, who, noon(date)) !== null) expect(bothDirectionsHold(course, date)).toBe(true);
        }
        if (bothDirectionsHold(course, date)) expect(disclose(course, shared, noon(date))).not.toBeNull();
      }),
      { numRuns: 300 },
    );
  });

  test('K12: after a withdrawal nothing is shown to the other side, at whatever moment, until a new consent', () => {
    fc.assert(
      fc.property(anyBeginning, anyMoves, days, (beginning, moves, n) => {
        for (const { after, context } of sinceWithdrawal(play(beginning, moves))) {
          const at = noon(addDays(context.today, n));
          for (const who of otherSide(after)) expect(disclose(after, who, at)).toBeNull();
        }
      }),
      { numRuns: 300 },
    );
  });

  test('K12: whenever the cooperation is over, no open task stands on the other side once it is settled', () => {
    fc.assert(
      fc.property(anyBeginning, anyMoves, (beginning, moves) => {
        for (const { after, decision, context } of play(beginning, moves)) {
          const over = after.consents.every((c) => c.ended !== null);
          if (decision.kind === 'refused' || !over || context.now < after.openedAt) continue;
          const open = after.tasks.filter((t) => t.state === 'open' && t.owner === CLINICIAN);
          expect(open).toEqual([]);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('product 4: whoever sees a course by role has a reason: own, named, or the team’s', () => {
    fc.assert(
      fc.property(anyCourse, days, ({ course, today }, n) => {
        const at = noon(addDays(today, n));
        for (const role of ['coordinator', 'admin'] as const) expect(disclose(course, viewer(role), at)).toBeNull();
        const stranger = disclose(course, viewer('specialist', LEADER), at);
        expect(stranger).toBeNull();
        const outsider = viewer('specialist', SPECIALIST, { agreements: new Set() });
        expect(disclose(course, outsider, at)).toBeNull();
      }),
      { numRuns: 100 },
    );
  });
});

test('the histories reach every event but those of the opening, so that the properties above say something', () => {
  const seen = new Set<string>();
  for (const { steps } of fc.sample(anyCourse, { numRuns: 600, seed: 14 })) {
    for (const { decision } of steps)
      if (decision.kind === 'accepted') for (const e of decision.events) seen.add(e.type);
  }
  const opening = ['CourseOpened'];
  const all = CourseEvent.options.map((option) => option.shape.type.value).filter((type) => !opening.includes(type));
  expect([...seen].sort()).toEqual(all.sort());
});
