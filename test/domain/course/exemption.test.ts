import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays, daysBetween } from '../../../src/domain/calendar/dates.ts';
import type { PlainDate } from '../../../src/domain/calendar/time.ts';
import { agendaReasons } from '../../../src/domain/conference/reasons.ts';
import { courseObligations } from '../../../src/domain/course/obligations.ts';
import {
  agreed,
  assigned,
  begun,
  CASEWORKER,
  CLINICIAN,
  calendar,
  consented,
  day,
  exempted,
  failed,
  type Given,
  given,
  grouped,
  held,
  job,
  matching,
  met,
  on,
  openedB,
  outcome,
  resumed,
  rulesOf,
  running,
  runningB,
  SPECIALIST,
  started,
  stepCompleted,
  stepStarted,
  told,
  viewer,
} from '../../_util/builders.ts';

const by = (date: string) => ({ on: date, by: CASEWORKER });
/** Begins an exemption from a day, reviewed on another. */
const begin = (from: string, reviewOn: string, contactOn: string | null = null) =>
  ({
    type: 'beginExemption',
    because: 'illness',
    from: day(from),
    reviewOn: day(reviewOn),
    contactOn: contactOn === null ? null : day(contactOn),
  }) as const;
const resume = (date: string) => ({ type: 'endExemption', on: day(date) }) as const;
const kinds = (course: Given, today: string) =>
  course
    .obligations(today)
    .map((o) => o.kind)
    .sort();
const due = (course: Given, today: string) => course.owes('step', today)?.due;

const step1 = given(runningB('2026-11-02'));
const step2 = given(matching('2026-11-02'));

describe('B4: while the exemption lasts', () => {
  test('B4: targets and job steps rest: no step, no rhythm, no employer, no agreement or first day, no silence, no specialist', () => {
    const busy = given(matching('2026-11-02'), agreed(job('internship', '2026-11-05', { startsOn: '2026-11-23' })));
    expect(kinds(busy, '2026-11-12')).toEqual(['agreementLacks', 'contact', 'jobStart', 'lostContact', 'step']);
    expect(kinds(busy.and(exempted('2026-11-12', '2027-02-12')), '2027-03-01')).toEqual(['exemptionReview']);
    const nobodys = given(openedB('2026-11-02'), ...started('2026-11-02', '1'));
    expect(kinds(nobodys.and(exempted('2026-11-12', '2027-02-12')), '2026-11-12')).toEqual(['exemptionReview']);
  });

  test('B4: the monthly contact of step 3 rests too, and consents and tasks do not', () => {
    const working = given(
      matching('2026-11-02'),
      agreed(job('ordinaryJob', '2026-11-05')),
      begun('2026-11-09'),
      ...consented('2026-11-02', { purpose: 'K3' }),
      exempted('2026-12-01', '2027-02-12'),
    );
    expect(kinds(working, '2026-12-02')).toEqual(['consentNotInJournal', 'consentRunningOut', 'exemptionReview']);
  });

  test('B4: its review is the caseworker’s: 7 days before, on the day, and after 5 working days the leader’s; else the leader’s alone', () => {
    const exempt = step1.and(exempted('2026-11-09', '2027-02-08'));
    expect(told(exempt.owes('exemptionReview', '2026-11-09'))).toEqual([
      '2027-02-01 caseworker',
      '2027-02-08 caseworker',
      '2027-02-15 caseworker leader',
    ]);
    const unnamed = given(runningB('2026-11-02', { caseworker: null }), exempted('2026-11-09', '2027-02-08'));
    expect(unnamed.owes('exemptionReview', '2026-11-09')?.owners).toEqual([{ kind: 'leader' }]);
  });

  test('B4: a new review date is another duty, and again at most three months ahead', () => {
    const exempt = step1.and(exempted('2026-11-09', '2026-12-09'));
    const again = exempt.after({ type: 'reviewExemption', reviewOn: day('2027-03-07') }, by('2026-12-07'));
    expect(again.owes('exemptionReview', '2026-12-10')).toMatchObject({ due: '2027-03-07' });
    expect(again.owes('exemptionReview', '2026-12-10')?.key).not.toBe(
      exempt.owes('exemptionReview', '2026-12-10')?.key,
    );
    const far = { type: 'reviewExemption', reviewOn: day('2027-03-08') } as const;
    expect(outcome(exempt.decide(far, by('2026-12-07')))).toBe('exemption-review-date');
  });

  test('B4: an agreed contact does not rest: on its day, three working days after and the leader, until it is held', () => {
    const exempt = step1.and(exempted('2026-11-09', '2027-02-08', '2026-11-25'));
    expect(told(exempt.owes('agreedContact', '2026-11-09'))).toEqual([
      '2026-11-25 specialist',
      '2026-11-30 specialist leader',
    ]);
    expect(exempt.and(held('2026-11-25')).owes('agreedContact', '2026-11-25')).toBeUndefined();
    const later = exempt
      .and(held('2026-11-25'))
      .after({ type: 'agreeExemptionContact', contactOn: day('2026-12-16') }, by('2026-11-25'));
    expect(later.owes('agreedContact', '2026-11-26')?.due).toBe('2026-12-16');
  });

  test('B4, F3: silence rests, but not when a contact was agreed: 21 days from its day, or three attempts in the exemption', () => {
    const exempt = step1.and(exempted('2026-11-09', '2027-02-08', '2026-11-25'));
    expect(exempt.owes('lostContact', '2026-12-01')?.due).toBe('2026-12-16');
    const tried = exempt.and(failed('2026-11-25'), failed('2026-11-26'), failed('2026-11-27'));
    expect(tried.owes('lostContact', '2026-12-01')?.due).toBe('2026-11-27');
    const before = given(runningB('2026-11-02'), failed('2026-11-04'), failed('2026-11-05'), failed('2026-11-06'));
    const since = before.and(exempted('2026-11-09', '2027-02-08', '2026-11-25'));
    expect(since.owes('lostContact', '2026-12-01')?.due).toBe('2026-12-16');
  });

  test('B4, F3: a silence that was told during the exemption is not told again after it', () => {
    const exempt = step1.and(held('2026-11-05'), exempted('2026-11-09', '2027-02-08', '2026-11-25'));
    const during = exempt.owes('lostContact', '2026-12-16');
    const after = exempt.and(resumed('2026-12-20')).owes('lostContact', '2027-02-01');
    expect(after?.key).toBe(during?.key);
    expect(after?.rungs.map((r) => r.id)).toEqual(during?.rungs.map((r) => r.id));
  });

  test('B4: a step is not completed while it rests', () => {
    const ready = step1.and(met('2026-11-04', 'cvBegun'), met('2026-11-04', 'jobGoalBegun'));
    const exempt = ready.and(met('2026-11-04', 'specialistInMinPlan'), exempted('2026-11-09', '2027-02-08'));
    expect(outcome(exempt.decide({ type: 'completeStep' }, { on: '2026-11-10' }))).toBe('steps-rest');
  });
});

describe('B4: removing it resumes the targets with the days counted right', () => {
  test.each([
    { what: 'B9: one month', course: step1, before: '2026-12-02', after: '2027-01-01' },
    { what: 'B17: 91 days', course: step2, before: '2027-02-01', after: '2027-03-03' },
  ])('$what, and 30 days more', ({ course, before, after }) => {
    expect(due(course, '2026-11-09')).toBe(before);
    const back = course.and(exempted('2026-11-10', '2027-02-08')).after(resume('2026-12-10'), by('2026-12-10'));
    expect(due(back, '2026-12-10')).toBe(after);
  });

  test('B4: several exemptions add up', () => {
    const twice = step1.and(
      exempted('2026-11-10', '2027-02-08'),
      resumed('2026-11-20'),
      exempted('2026-11-30', '2027-02-08'),
      resumed('2026-12-05'),
    );
    expect(due(twice, '2026-12-05')).toBe('2026-12-17');
  });

  test('B4: of one that began before the step, only the days from the step’s start count', () => {
    const late = given(runningB('2026-11-02'), stepCompleted('2026-11-16', '1'), stepStarted('2026-11-16', '2')).after(
      begin('2026-11-10', '2027-02-08'),
      by('2026-11-23'),
    );
    expect(due(late.after(resume('2026-11-30'), by('2026-11-30')), '2026-11-30')).toBe('2027-03-01');
  });

  test('B4, B20: of a step begun anew during it, only the days from that beginning count', () => {
    const anew = given(
      matching('2026-11-02'),
      agreed(job('internship', '2026-11-03')),
      exempted('2026-11-09', '2027-02-08'),
    ).after({ type: 'dropOut', on: day('2026-11-16'), because: 'health' }, { on: '2026-11-16' });
    expect(due(anew, '2026-11-16')).toBeUndefined();
    expect(due(anew.and(resumed('2026-11-26')), '2026-11-26')).toBe('2027-02-25');
  });

  test('B4: over the target before it, the course is as many days over after it', () => {
    const over = given(runningB('2026-11-02'), exempted('2026-12-07', '2027-02-08'), resumed('2027-01-06'));
    expect(daysBetween(due(over, '2027-01-06') ?? day('2027-01-06'), day('2027-01-06'))).toBe(5);
    // Day 28 was told on 30 Nov under that name, and seven days over falls seven days after the new due date.
    const rungs = over.owes('step', '2027-01-06')?.rungs ?? [];
    expect(rungs.map((r) => [r.id, r.day]).slice(0, 4)).toEqual([
      ['2026-11-16', '2026-11-16'],
      ['2026-11-23', '2026-11-23'],
      ['2026-11-30', '2026-11-30'],
      ['2026-12-09', '2027-01-08'],
    ]);
  });

  test('B4, N5: dated back, what was told meanwhile keeps its name and is not told again', () => {
    const names = (c: Given) => c.owes('step', '2026-12-01')?.rungs.map((r) => r.id);
    const back = step1
      .after(begin('2026-11-10', '2027-02-08'), by('2026-11-24'))
      .after(resume('2026-12-01'), by('2026-12-01'));
    expect(names(back)?.slice(0, 4)).toEqual(names(step1)?.slice(0, 4));
    expect(back.owes('step', '2026-12-01')?.key).toBe(step1.owes('step', '2026-12-01')?.key);
  });

  test('B4, B12: the weekly contact goes on with the days it had left', () => {
    const course = given(matching('2026-11-02'), held('2026-11-10'));
    const back = course.and(exempted('2026-11-13', '2027-02-08'), resumed('2026-12-14'));
    expect(course.owes('contact', '2026-11-12')?.due).toBe('2026-11-17');
    expect(back.owes('contact', '2026-12-14')?.due).toBe('2026-12-18');
    expect(back.and(held('2026-12-01')).owes('contact', '2026-12-14')?.due).toBe('2026-12-21');
    expect(back.owes('lostContact', '2026-12-14')?.due).toBe(addDays(day('2026-12-01'), 31));
  });

  test('B16: five working days after a due date count from the later one', () => {
    const course = given(
      matching('2026-11-02'),
      agreed(job('ordinaryJob', '2026-11-03')),
      begun('2026-11-04'),
      exempted('2026-11-20', '2027-02-08'),
      resumed('2026-12-04'),
    );
    expect(told(course.owes('contact', '2026-12-04'))).toEqual([
      '2026-12-15 specialist',
      '2026-12-18 specialist',
      '2026-12-28 specialist leader',
    ]);
  });

  test('B4: into group 2 it ends, for there is nothing left to rest', () => {
    const two = step1
      .and(exempted('2026-11-10', '2027-02-08'))
      .after({ type: 'decideGroup', group: '2', on: day('2026-11-12') }, by('2026-11-12'));
    expect(kinds(two, '2026-11-12')).toEqual(['groupTwoPreparation', 'groupTwoTeam']);
    expect(two.course.exemptions.at(-1)?.endedOn).toBe('2026-11-12');
  });

  test('B4: pausing for n days makes every later rung n days later, under the same names, and no earlier one', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(step1, step2),
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 0, max: 90 }),
        (course, after, n) => {
          const from = addDays(day('2026-11-02'), after);
          const until = addDays(from, n);
          const paused = course.and(exempted(from, addDays(from, 30)), resumed(until));
          const look = { rules: rulesOf('fsm3', { contactEveryDays: null }), calendar: everyDay, today: until };
          const [was, is] = [course, paused].map((c) =>
            courseObligations(c.course, look).find((o) => o.kind === 'step'),
          );
          expect(is?.key).toBe(was?.key);
          expect(is?.due).toBe(addDays(was?.due ?? from, n));
          for (const rung of is?.rungs ?? []) {
            const before = was?.rungs.find((r) => r.id === rung.id);
            if (before === undefined) continue;
            expect(rung.day).toBe(before.day < from ? before.day : moved(before.day, { n, was: was?.due ?? from }));
            expect(rung.to).toEqual(before.to);
          }
        },
      ),
    );
  });
});

/** No holidays; weekends are the weekends. */
const everyDay = { ...calendar(), isHoliday: () => false };

/**
 * Counted without the code: n days later, and from there off the weekend, back up to the due date and on after it. The programme's own
 * days after a start on a Monday are working days, so that nothing had been moved before.
 */
function moved(date: PlainDate, { n, was }: { readonly n: number; readonly was: PlainDate }): PlainDate {
  let to = addDays(date, n);
  while ([6, 0].includes(new Date(to).getUTCDay())) to = addDays(to, date <= was ? -1 : 1);
  return to;
}

describe('B4: what is refused, and to whom it is shown', () => {
  test.each([
    ['from tomorrow', begin('2026-11-24', '2027-01-04'), 'date-in-future'],
    ['from before the course began', begin('2026-11-01', '2027-01-04'), 'exemption-before-start'],
    ['reviewed today', begin('2026-11-20', '2026-11-23'), 'exemption-review-date'],
    ['reviewed in more than three months', begin('2026-11-20', '2027-02-24'), 'exemption-review-date'],
    ['a contact agreed for yesterday', begin('2026-11-20', '2027-02-23', '2026-11-22'), 'exemption-contact-date'],
    ['in order', begin('2026-11-20', '2027-02-23', '2026-11-23'), ['ExemptionBegun']],
  ])('B4: %s', (_what, command, expected) => {
    expect(outcome(step1.decide(command, by('2026-11-23')))).toEqual(expected);
  });

  test('B4: one at a time, never overlapping, never ended before it began or where there is none', () => {
    const exempt = step1.and(exempted('2026-11-10', '2027-02-08'));
    expect(outcome(exempt.decide(begin('2026-11-12', '2027-01-04'), by('2026-11-23')))).toBe('already-exempt');
    expect(outcome(exempt.decide(resume('2026-11-09'), by('2026-11-23')))).toBe('exemption-ends-before-start');
    expect(outcome(exempt.decide(resume('2026-11-24'), by('2026-11-23')))).toBe('date-in-future');
    const over = exempt.and(resumed('2026-11-20'));
    expect(outcome(over.decide(begin('2026-11-19', '2027-01-04'), by('2026-11-23')))).toBe('exemption-overlaps');
    expect(outcome(over.decide(begin('2026-11-20', '2027-01-04'), by('2026-11-23')))).toEqual(['ExemptionBegun']);
    expect(outcome(over.decide(resume('2026-11-20'), by('2026-11-23')))).toBe('not-exempt');
  });

  test('B3, B4: nothing to rest in group 2; programmes A and C have no pause', () => {
    const two = step1.and(grouped('2026-11-09', '2'));
    expect(outcome(two.decide(begin('2026-11-12', '2027-01-04'), by('2026-11-23')))).toBe('nothing-to-rest');
    const a = given(running('2026-11-02'));
    expect(outcome(a.decide(begin('2026-11-12', '2027-01-04'), by('2026-11-23')))).toBe('no-exemption');
    expect(rulesOf('att', { contactEveryDays: null }).programme.exemption).toBeNull();
  });

  test('B4, K14: the other side and channels read since when and until when, never why; the specialist reads why', () => {
    const exempt = given(
      [openedB('2026-11-02'), assigned('2026-11-02'), ...consented('2026-11-02', { purpose: 'K3' })],
      ...started('2026-11-02', '1'),
      exempted('2026-11-09', '2027-02-08', '2026-11-25'),
    );
    const seen = (who: Parameters<Given['shownTo']>[0]) => exempt.shownTo(who, '2026-11-10')?.value.exemptions.at(-1);
    const channel = { kind: 'channel', agreement: exempt.course.agreement, channel: 'shared' } as const;
    for (const who of [viewer('clinician', CLINICIAN), channel, { ...channel, channel: 'jobCentre' } as const])
      expect(seen(who)).toMatchObject({ because: null, contactOn: null, from: '2026-11-09', reviewOn: '2027-02-08' });
    expect(seen(viewer('specialist', SPECIALIST))).toMatchObject({ because: 'illness', contactOn: '2026-11-25' });
  });

  test('B4, A9: the agenda says that it rests and until when it is reviewed, and not that it is over its target', () => {
    const reasons = (c: Given) =>
      agendaReasons(c.course, {
        rules: rulesOf('fsm3', { contactEveryDays: null }),
        today: day('2026-12-20'),
        wanted: false,
      }).map((r) => r.kind);
    expect(reasons(step1)).toEqual(['overTarget', 'new']);
    expect(reasons(step1.and(exempted('2026-12-10', '2027-02-08')))).toEqual(['exempt', 'new']);
  });

  test('B4: the events hold a reason from the list and no text', () => {
    const { history } = step1.after(begin('2026-11-09', '2027-02-08'), by('2026-11-09'));
    expect(history.at(-1)).toEqual(on('2026-11-09', history.at(-1)?.event as never, CASEWORKER));
    expect(Object.keys(history.at(-1)?.event ?? {}).sort()).toEqual([
      'because',
      'contactOn',
      'from',
      'reviewOn',
      'type',
    ]);
  });
});
