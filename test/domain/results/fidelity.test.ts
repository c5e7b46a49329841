import { describe, expect, test } from '@jest/globals';
import { ConferenceId, UserId } from '../../../src/domain/ids.ts';
import { type FidelityFacts, fidelity, type IndicatorId } from '../../../src/domain/results/fidelity.ts';
import type { Audience } from '../../../src/domain/results/figures.ts';
import { isFollowedAlong } from '../../../src/domain/results/follow-along.ts';
import { day } from '../../_util/builders.ts';
import { began, facts, times } from '../../_util/results.ts';

const TODAY = day('2026-11-02');
function indicator(id: IndicatorId, found: Partial<FidelityFacts>, audience: Audience = 'team') {
  const empty = { courses: [], conferences: [], people: { specialists: 0, leaders: 0 }, supervision: [], today: TODAY };
  return fidelity({ ...empty, ...found }, audience).find((i) => i.id === id);
}
const computed = (value: number, n: number, band: object | null = null) => ({ kind: 'computed', value, n, band });
const best = (range: string) => ({ range, best: true });
const below = (range: string) => ({ range, best: false });
const lacks = (lack: string) => ({ kind: 'missing', lack });

describe('R4: indicators, only where the data is there', () => {
  test('R4: working hours, employers and supervision are not recorded: said, and no number', () => {
    expect(indicator('caseload', { courses: times(30, () => facts('2026-01-05')) })).toMatchObject(
      lacks('workingHours'),
    );
    expect(indicator('sameEmployer', {})).toMatchObject(lacks('employers'));
    expect(indicator('supervision', {})).toMatchObject(lacks('supervision'));
    expect(indicator('firstEmployerContact', { courses: [facts('2026-01-05')] })).toMatchObject(
      lacks('employerContacts'),
    );
    expect(indicator('employerContacts', { people: { specialists: 2, leaders: 1 } })).toMatchObject(
      lacks('employerContacts'),
    );
  });

  test('R4, S4: weekly supervision: the share of the specialists’ whole weeks with courses in which it was held', () => {
    // Monday 2 Nov 2026: the twelve weeks before it begin on 10 Aug. Five of twelve, and one of the four since 5 Oct.
    const held = ['2026-08-10', '2026-08-16', '2026-08-21', '2026-09-02', '2026-10-19', '2026-10-26'].map(day);
    const mette = { since: day('2026-01-05'), heldOn: [day('2026-08-09'), ...held, TODAY] };
    expect(indicator('supervision', { supervision: [mette] })).toMatchObject(computed(41.7, 12));
    const morten = { since: day('2026-10-05'), heldOn: [day('2026-10-08')] };
    expect(indicator('supervision', { supervision: [mette, morten] })).toMatchObject(computed(37.5, 16));
  });

  test('R4: supervision that nobody has entered is not nought', () => {
    const supervision = [{ since: day('2026-01-05'), heldOn: [] }];
    expect(indicator('supervision', { supervision })).toMatchObject(lacks('supervision'));
    const one = [{ since: day('2026-10-19'), heldOn: [day('2026-10-20')] }];
    expect(indicator('supervision', { supervision: one })).toMatchObject(lacks('tooFew'));
  });

  test('R4: fewer than five say nothing, not even in the team', () => {
    const conferences = times(2, () => ({ specialists: 2, coming: 2 }));
    expect(indicator('conferences', { conferences })).toMatchObject(lacks('tooFew'));
  });

  test('R4: at most two clinic teams with 90 % of the caseload: 9 of 10 courses is in the best band, 8 of 10 is not', () => {
    const at = (conference: string, count: number, specialist = 'mette') =>
      times(count, () =>
        facts('2026-01-05', {
          conference: ConferenceId.parse(conference),
          specialist: UserId.parse(specialist),
        }),
      );
    const nine = [...at('wednesday', 6), ...at('friday', 3), ...at('monday', 1)];
    expect(indicator('clinicTeams', { courses: nine })).toMatchObject(computed(90, 10, best('≥ 90')));
    const eight = [...at('wednesday', 4), ...at('friday', 4), ...at('monday', 2)];
    expect(indicator('clinicTeams', { courses: eight })).toMatchObject(computed(80, 10, below('< 90')));
    const two = [...at('wednesday', 3), ...at('friday', 2), ...at('monday', 3, 'morten')];
    expect(indicator('clinicTeams', { courses: two })).toMatchObject(computed(100, 8, best('≥ 90')));
  });

  test('R4: conferences attended of those held, per specialist with a course on it: 7 of 8', () => {
    const conferences = [...times(3, () => ({ specialists: 2, coming: 2 })), { specialists: 2, coming: 1 }];
    expect(indicator('conferences', { conferences })).toMatchObject(computed(87.5, 8));
    expect(indicator('conferences', { conferences }, 'outside')).toMatchObject(lacks('tooFew'));
  });

  test('R4, A14: days to the first employer contact face to face, with the band of the scale', () => {
    const firstAfter = (...days: readonly number[]) =>
      days.map((n) =>
        facts('2026-01-01', {
          employerContacts: [
            { on: day('2026-01-01'), inPerson: false },
            { on: day(`2026-0${n > 31 ? 2 : 1}-${String(n > 31 ? n - 31 : n).padStart(2, '0')}`), inPerson: true },
          ],
        }),
      );
    expect(indicator('firstEmployerContact', { courses: firstAfter(11, 21, 31, 31, 41) })).toMatchObject(
      computed(30, 5, best('≤ 30')),
    );
    expect(indicator('firstEmployerContact', { courses: firstAfter(11, 21, 32, 41, 51) })).toMatchObject(
      computed(31, 5, below('31–60')),
    );
  });

  test('R4, A14: employer contacts per specialist and week: 48 in four weeks by two is 6', () => {
    const on = (date: string, count: number) => times(count, () => ({ on: day(date), inPerson: true }));
    const courses = [facts('2026-01-05', { employerContacts: [...on('2026-10-06', 48), ...on('2026-10-05', 9)] })];
    expect(indicator('employerContacts', { courses, people: { specialists: 2, leaders: 1 } })).toMatchObject(
      computed(6, 48, best('≥ 6')),
    );
  });

  test('R4: ordinary and permanent jobs of all paid jobs begun in the last 12 months: 4 of 6', () => {
    const jobs = [
      ...times(4, () => began('2026-03-02')),
      began('2026-03-02', { permanent: false }),
      began('2026-03-02', { kind: 'flexJob' }),
      began('2026-03-02', { kind: 'internship' }),
      began('2025-11-02'),
      began('2025-03-02'),
    ];
    const courses = [facts('2025-06-02', { engagements: jobs })];
    expect(indicator('permanentJobs', { courses })).toMatchObject(computed(66.7, 6, below('< 95')));
  });

  test('R4, W3: openness was talked through by the first day: 3 of 5', () => {
    const withTalk = (opennessOn: string | null) =>
      facts('2026-01-05', {
        opennessOn: opennessOn === null ? null : day(opennessOn),
        engagements: [began('2026-03-02')],
      });
    const courses = [
      withTalk('2026-02-02'),
      withTalk('2026-03-02'),
      withTalk('2026-01-12'),
      withTalk('2026-03-03'),
      withTalk(null),
    ];
    expect(indicator('openness', { courses })).toMatchObject(computed(60, 5));
  });

  test('R4: at most ten specialists per leader', () => {
    expect(indicator('leaders', { people: { specialists: 10, leaders: 1 } })).toMatchObject(
      computed(10, 10, best('≤ 10')),
    );
    expect(indicator('leaders', { people: { specialists: 11, leaders: 1 } })).toMatchObject(
      computed(11, 11, below('≤ 10')),
    );
    expect(indicator('leaders', { people: { specialists: 6, leaders: 0 } })).toMatchObject(lacks('leader'));
  });

  test('R4: programme A alone', () => {
    const courses = times(9, () => facts('2026-01-05', { letter: 'B' }));
    expect(indicator('clinicTeams', { courses })).toMatchObject(lacks('tooFew'));
  });
});

describe('R4, A11: follow-along after a job start', () => {
  const followed = (contacts: readonly string[], job = began('2026-03-02'), today = '2026-04-01') =>
    isFollowedAlong(job, { contactsHeld: contacts.map(day) }, day(today));
  const FIRST_MONTH = ['2026-03-05', '2026-03-12', '2026-03-19', '2026-03-29'];

  test('R4: within 3 days of the start and in each of four weeks', () => {
    expect(followed(FIRST_MONTH)).toBe(true);
    expect(followed(['2026-03-06', ...FIRST_MONTH.slice(1)])).toBe(false);
    expect(followed(FIRST_MONTH.slice(0, 3))).toBe(false);
  });

  test('R4: what is not over yet counts neither way', () => {
    expect(followed([], began('2026-03-02'), '2026-03-04')).toBeNull();
    expect(followed([], began('2026-03-02'), '2026-03-05')).toBe(false);
    expect(followed(['2026-03-04'], began('2026-03-02'), '2026-03-08')).toBe(true);
  });

  test('R4: then in each month of the first year', () => {
    expect(followed([...FIRST_MONTH, '2026-04-15'], began('2026-03-02'), '2026-05-01')).toBe(true);
    expect(followed([...FIRST_MONTH, '2026-05-02'], began('2026-03-02'), '2026-05-01')).toBe(false);
    const year = Array.from(
      { length: 11 },
      (_, i) => `${i < 9 ? 2026 : 2027}-${String(((i + 3) % 12) + 1).padStart(2, '0')}-15`,
    );
    expect(followed([...FIRST_MONTH, ...year], began('2026-03-02'), '2028-03-02')).toBe(true);
  });

  test('R4: within 3 days of losing it, and no longer asked for weeks it did not last', () => {
    const lost = began('2026-03-02', { endedOn: '2026-03-10' });
    expect(followed(['2026-03-03', '2026-03-13'], lost)).toBe(true);
    expect(followed(['2026-03-03', '2026-03-14'], lost)).toBe(false);
  });

  test('R4: the share of jobs that were followed along', () => {
    const courses = [
      ...times(4, () =>
        facts('2026-01-05', {
          engagements: [began('2026-10-05')],
          contactsHeld: ['2026-10-06', '2026-10-13', '2026-10-20', '2026-10-27'].map(day),
        }),
      ),
      facts('2026-01-05', { engagements: [began('2026-10-05')] }),
    ];
    expect(indicator('followAlong', { courses })).toMatchObject(computed(80, 5));
  });
});
