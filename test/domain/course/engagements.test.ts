import { describe, expect, test } from '@jest/globals';
import type { CourseCommand } from '../../../src/domain/course/commands.ts';
import { typicalStep } from '../../../src/domain/course/course.ts';
import type { EngagementTerms } from '../../../src/domain/course/engagement-events.ts';
import { missingConditions } from '../../../src/domain/course/steps.ts';
import { InternshipPurpose } from '../../../src/domain/engagement.ts';
import { kindsOffered } from '../../../src/domain/programme.ts';
import {
  agreed,
  begun,
  CLINICIAN,
  consented,
  day,
  documented,
  ended,
  engagement,
  given,
  job,
  matching,
  ODENSE,
  on,
  opened,
  outcome,
  programmes,
  running,
  stepCompleted,
  stepStarted,
  viewer,
} from '../../_util/builders.ts';

const agree = (terms: EngagementTerms, name = 'job'): CourseCommand => ({
  type: 'agreeEngagement',
  engagement: engagement(name),
  terms,
});
const end = (date: string, name = 'job'): CourseCommand => ({
  type: 'endEngagement',
  engagement: engagement(name),
  on: day(date),
  because: 'employerStopped',
});
const DROP_OUT: CourseCommand = { type: 'dropOut', on: day('2027-01-20'), because: 'health' };
const COMPLETE: CourseCommand = { type: 'completeStep' };
const a = given(running('2026-11-02'));
const b = given(matching('2026-11-02'));
const fsm3 = programmes.latest('fsm3');

describe('A10: job or education', () => {
  test.each(['ips', 'fsm3'])('A10: the kinds of %s are these seven', (programme) => {
    expect(kindsOffered(programmes.latest(programme), day('2026-11-02'))).toEqual([
      'ordinaryJob',
      'selfEmployment',
      'education',
      'flexJob',
      'wageSubsidy',
      'shelteredJob',
      'internship',
    ]);
  });

  test('A10: what has begun already is agreed and started in one', () => {
    const decided = a.decide(agree(job('ordinaryJob', '2026-11-10', { startsOn: '2026-11-16' })), { on: '2026-11-20' });
    expect(outcome(decided)).toEqual(['EngagementAgreed', 'EngagementStarted']);
    const ahead = a.decide(agree(job('ordinaryJob', '2026-11-10', { startsOn: '2026-12-01' })), { on: '2026-11-20' });
    expect(outcome(ahead)).toEqual(['EngagementAgreed']);
  });

  test('A10: an ordinary job has at least one paid hour', () => {
    const hours = (weeklyHours: number | null) =>
      outcome(a.decide(agree(job('ordinaryJob', '2026-11-10', { weeklyHours })), { on: '2026-11-10' }));
    expect([null, 0.5, 1, 37, 61].map(hours)).toEqual([
      'job-hours-needed',
      'job-hours-needed',
      ['EngagementAgreed'],
      ['EngagementAgreed'],
      'job-hours-impossible',
    ]);
  });

  test('A10: several at once; each changes and ends by itself, with a reason', () => {
    const two = a
      .and(agreed(job('ordinaryJob', '2026-11-10')), begun('2026-11-16'))
      .and(agreed(job('education', '2026-11-12'), 'school'), begun('2026-11-18', 'school'));
    const change = { type: 'changeEngagement', engagement: engagement(), on: day('2026-12-01') } as const;
    const more = two
      .after({ ...change, weeklyHours: 30, permanent: true, endsOn: null }, { on: '2026-12-01' })
      .after(end('2026-12-18', 'school'), { on: '2026-12-20' });
    expect(more.course.engagements).toMatchObject([
      { status: 'ongoing', weeklyHours: 30, changedOn: ['2026-12-01'] },
      { status: 'ended', startedOn: '2026-11-18', endedOn: '2026-12-18', because: 'employerStopped' },
    ]);
    expect(outcome(more.decide(end('2026-12-19', 'school'), { on: '2026-12-20' }))).toBe('engagement-ended');
  });

  test.each([
    [
      'a first day before the agreement',
      job('flexJob', '2026-11-10', { startsOn: '2026-11-09' }),
      'job-starts-before-agreement',
    ],
    ['a first day in two years', job('flexJob', '2026-11-10', { startsOn: '2028-11-09' }), 'job-starts-too-late'],
    [
      'an end before the first day',
      job('flexJob', '2026-11-10', { startsOn: '2026-11-20', endsOn: day('2026-11-19') }),
      'job-ends-before-start',
    ],
    ['an agreement of tomorrow', job('flexJob', '2026-11-11'), 'date-in-future'],
    ['an agreement of 200 years ago', job('flexJob', '1826-11-10'), 'date-too-old'],
  ])('%s is refused', (_what, terms, because) => {
    expect(outcome(a.decide(agree(terms), { on: '2026-11-10' }))).toBe(because);
  });

  test('A2: before the start there is no job to record', () => {
    const referral = given(opened('2026-11-02'));
    expect(outcome(referral.decide(agree(job('flexJob', '2026-11-02')), { on: '2026-11-02' }))).toBe('not-running');
  });
});

describe('A15: the typical step follows the facts', () => {
  const discussed = a.and(
    on('2026-11-11', { type: 'DiscussedAtConference', meeting: 'm' as never, on: day('2026-11-11') }),
  );
  const inJob = discussed.and(agreed(job('ordinaryJob', '2026-11-13')), begun('2026-11-20'));

  test('A15: 4 on the day a job starts, 5 from the day after; the agreement alone changes nothing', () => {
    const agreedOnly = discussed.and(agreed(job('ordinaryJob', '2026-11-13', { startsOn: '2026-11-20' })));
    expect(typicalStep(agreedOnly.course, day('2026-11-19'))).toBe(3);
    expect(typicalStep(inJob.course, day('2026-11-20'))).toBe(4);
    expect(typicalStep(inJob.course, day('2026-11-21'))).toBe(5);
  });

  test('A15: a job’s end returns to 2, and the next conference after it to 3', () => {
    const over = inJob.and(ended('2026-12-10'));
    expect(typicalStep(over.course, day('2026-12-10'))).toBe(2);
    const again = over.and(
      on('2026-12-16', { type: 'DiscussedAtConference', meeting: 'n' as never, on: day('2026-12-16') }),
    );
    expect(typicalStep(again.course, day('2026-12-16'))).toBe(3);
  });

  test('A15, A10: while another job goes on, the end of one changes nothing', () => {
    const two = inJob.and(agreed(job('education', '2026-11-20'), 'school'), begun('2026-11-23', 'school'));
    expect(typicalStep(two.and(ended('2026-12-10')).course, day('2026-12-10'))).toBe(5);
  });
});

describe('B14: an internship has exactly one of three purposes', () => {
  test('B14: these three', () => {
    expect(InternshipPurpose.options).toEqual(['paidHours', 'jobSkills', 'jobGoal']);
  });

  test.each([
    ['without a purpose', job('internship', '2026-11-10', { purpose: null }), 'internship-purpose-needed'],
    ['a job with one', job('flexJob', '2026-11-10', { purpose: 'jobGoal' }), 'internship-purpose-only'],
    ['B13: paid hours not spoken of', job('internship', '2026-11-10', { paidHours: null }), 'paid-hours-needed'],
    ['B13: paid hours without a day', job('internship', '2026-11-10', { paidHoursFrom: null }), 'paid-hours-needed'],
    [
      'paid hours ruled out, and no end date',
      job('internship', '2026-11-10', { paidHours: 'ruledOut', paidHoursFrom: null }),
      'internship-end-needed',
    ],
  ])('B14: %s is refused', (_what, terms, because) => {
    expect(outcome(b.decide(agree(terms), { on: '2026-11-10' }))).toBe(because);
  });

  test('B14: ruled out with an end date is accepted, and its end cannot be taken away again', () => {
    const endsOn = day('2026-12-04');
    const short = job('internship', '2026-11-10', {
      startsOn: '2026-11-16',
      paidHours: 'ruledOut',
      paidHoursFrom: null,
      endsOn,
    });
    const course = b.after(agree(short), { on: '2026-11-10' });
    const open = { weeklyHours: 20, permanent: false, endsOn: null };
    const change = { type: 'changeEngagement', engagement: engagement(), on: day('2026-11-10'), ...open } as const;
    expect(outcome(course.decide(change, { on: '2026-11-10' }))).toBe('internship-end-needed');
  });
});

describe('B17: step 2 ends with agreement, contact person, plan, and Min Plan; an internship in VITAS too', () => {
  test('B17: without an agreement it lacks all of it', () => {
    expect(b.decide(COMPLETE, { on: '2026-11-20' })).toMatchObject({
      because: 'step-lacks',
      details: {
        missing: ['companyAgreement', 'contactPerson', 'followUpPlan', 'agreementInMinPlan', 'agreementInVitas'],
      },
    });
  });

  test('B17: an ordinary job is not asked for VITAS, an internship is', () => {
    const missing = (terms: EngagementTerms) => missingConditions(b.and(agreed(terms)).course, fsm3);
    expect(missing(job('ordinaryJob', '2026-11-10'))).toEqual(['contactPerson', 'followUpPlan', 'agreementInMinPlan']);
    expect(missing(job('internship', '2026-11-10'))).toContain('agreementInVitas');
  });

  test('B17: of several agreements the one that lacks least decides; they are not added up', () => {
    const two = b.and(
      agreed(job('ordinaryJob', '2026-11-10')),
      documented('2026-11-10', 'contactPerson'),
      documented('2026-11-10', 'followUpPlan'),
      agreed(job('ordinaryJob', '2026-11-12'), 'other'),
      documented('2026-11-12', 'agreementInMinPlan', 'other'),
    );
    expect(missingConditions(two.course, fsm3)).toEqual(['agreementInMinPlan']);
  });

  test('B17: with everything there it ends, and step 3 begins without a target', () => {
    const done = b
      .and(agreed(job('internship', '2026-11-10')))
      .and(
        (['contactPerson', 'followUpPlan', 'agreementInMinPlan', 'agreementInVitas'] as const).map((c) =>
          documented('2026-11-11', c),
        ),
      )
      .after(COMPLETE, { on: '2026-11-12' });
    expect(done.course.steps.slice(-2)).toMatchObject([
      { step: '2', completedOn: '2026-11-12' },
      { step: '3', startedOn: '2026-11-12', completedOn: null },
    ]);
    expect(done.owes('step', '2027-11-12')).toBeUndefined();
  });

  test('B17: a document twice changes nothing; on an ended agreement it is refused', () => {
    const one = b.and(agreed(job('flexJob', '2026-11-10')), documented('2026-11-10', 'followUpPlan'));
    const plan = {
      type: 'meetAgreementCondition',
      engagement: engagement(),
      condition: 'followUpPlan',
      on: day('2026-11-11'),
      note: null,
    } as const;
    expect(outcome(one.decide(plan, { on: '2026-11-11' }))).toBe('condition-already-met');
    expect(outcome(one.and(ended('2026-11-11')).decide(plan, { on: '2026-11-11' }))).toBe('engagement-ended');
    expect(outcome(one.decide({ ...plan, engagement: engagement('none') }, { on: '2026-11-11' }))).toBe(
      'engagement-unknown',
    );
    expect(outcome(one.decide({ ...plan, condition: 'agreementInVitas' }, { on: '2026-11-11' }))).toBe(
      'condition-unknown',
    );
  });
});

const inStep3 = b.and(
  agreed(job('internship', '2026-11-10')),
  begun('2026-11-16'),
  stepCompleted('2026-11-18', '2'),
  stepStarted('2026-11-18', '3'),
);

describe('B20: drop-out → a new match at once', () => {
  test('B20: back to step 2 with a new 13-week target, and the history is kept', () => {
    const back = inStep3.after(DROP_OUT, { on: '2027-01-20' });
    expect(back.course.steps).toEqual([
      { step: '1', startedOn: '2026-11-02', completedOn: '2026-11-02' },
      { step: '2', startedOn: '2026-11-02', completedOn: '2026-11-18' },
      { step: '3', startedOn: '2026-11-18', completedOn: null },
      { step: '2', startedOn: '2027-01-20', completedOn: null },
    ]);
    // 13 weeks are 91 days: 20 Jan + 91 = 21 Apr.
    expect(back.owes('step', '2027-01-20')?.due).toBe('2027-04-21');
    expect(back.course.engagements).toMatchObject([{ status: 'ended', because: 'health' }]);
    expect(missingConditions(back.course, fsm3)).toContain('contactPerson');
    expect(outcome(back.decide(DROP_OUT, { on: '2027-01-20' }))).toBe('nothing-to-drop-out');
  });

  test('B20: the end of the last job is one too; while another goes on, it is not', () => {
    const last = inStep3.after(end('2027-01-20'), { on: '2027-01-20' });
    expect(last.course.steps.at(-1)).toEqual({ step: '2', startedOn: '2027-01-20', completedOn: null });
    const two = inStep3.and(agreed(job('ordinaryJob', '2026-12-01'), 'other'));
    expect(outcome(two.decide(end('2027-01-20'), { on: '2027-01-20' }))).toEqual(['EngagementEnded']);
  });

  test('B20, B17: an agreement that falls through before its first day leaves the search’s target as it was', () => {
    const fell = b
      .and(agreed(job('ordinaryJob', '2026-11-10', { startsOn: '2026-12-01' })))
      .after(end('2026-11-20'), { on: '2026-11-20' });
    expect(fell.owes('step', '2026-11-20')?.due).toBe('2027-02-01');
  });

  test('B20: the second run of step 2 is completed, not the first', () => {
    const again = inStep3
      .after(DROP_OUT, { on: '2027-01-20' })
      .and(agreed(job('flexJob', '2027-02-01'), 'new'))
      .and(
        (['contactPerson', 'followUpPlan', 'agreementInMinPlan'] as const).map((c) =>
          documented('2027-02-01', c, 'new'),
        ),
      )
      .after(COMPLETE, { on: '2027-02-02' });
    expect(again.course.steps.map((s) => s.completedOn)).toEqual([
      '2026-11-02',
      '2026-11-18',
      null,
      '2027-02-02',
      null,
    ]);
  });

  test('A15: programme A has no step to go back to', () => {
    expect(outcome(a.and(agreed(job('flexJob', '2026-11-10'))).decide(DROP_OUT, { on: '2027-01-20' }))).toBe('no-step');
  });
});

describe('B23: step 3 ends with self-support', () => {
  const self = {
    type: 'meetAgreementCondition',
    engagement: engagement(),
    condition: 'selfSupport',
    on: day('2027-02-01'),
    note: null,
  } as const;
  const paid = b.and(
    agreed(job('ordinaryJob', '2026-11-10')),
    stepCompleted('2026-11-18', '2'),
    stepStarted('2026-11-18', '3'),
  );

  test('B23: by an ordinary job, self-employment or education that has begun', () => {
    expect(outcome(inStep3.decide(self, { on: '2027-02-01' }))).toBe('self-support-needs-job');
    expect(outcome(paid.decide(self, { on: '2027-02-01' }))).toBe('self-support-needs-job');
    expect(outcome(paid.and(begun('2026-12-01')).decide(self, { on: '2027-02-01' }))).toEqual([
      'AgreementConditionMet',
    ]);
  });

  test('B23: then the step ends, and no step follows', () => {
    const done = paid.and(begun('2026-12-01')).after(self, { on: '2027-02-01' }).after(COMPLETE, { on: '2027-02-01' });
    expect(done.course.steps.at(-1)).toEqual({ step: '3', startedOn: '2026-11-18', completedOn: '2027-02-01' });
    expect(outcome(done.decide(COMPLETE, { on: '2027-02-02' }))).toBe('no-step');
  });

  test('B20: even then a job’s end goes back to the search', () => {
    const done = paid.and(
      begun('2026-12-01'),
      documented('2027-02-01', 'selfSupport'),
      stepCompleted('2027-02-01', '3'),
    );
    const lost = done.after(end('2027-03-01'), { on: '2027-03-01' });
    expect(lost.course.steps.at(-1)).toEqual({ step: '2', startedOn: '2027-03-01', completedOn: null });
  });
});

describe('A17, W3: what is said before a job', () => {
  test('A17: guidance on benefits with date and by whom, and again when it is given again', () => {
    const once = a.after(
      { type: 'guideOnBenefits', on: day('2026-11-10'), by: 'benefitsOffice' },
      { on: '2026-11-12' },
    );
    expect(once.course.benefitsGuided).toEqual([{ on: '2026-11-10', by: 'benefitsOffice' }]);
    expect(
      outcome(once.decide({ type: 'guideOnBenefits', on: day('2026-11-13'), by: 'union' }, { on: '2026-11-12' })),
    ).toBe('date-in-future');
  });

  test('W3, B11: openness to the employer is not stated until the citizen states it; the last word holds', () => {
    expect(a.course.openness).toBeNull();
    const wish = (date: string, w: 'open' | 'closed'): CourseCommand => ({
      type: 'stateOpenness',
      on: day(date),
      wish: w,
      note: null,
    });
    const twice = a
      .after(wish('2026-11-10', 'open'), { on: '2026-11-10' })
      .after(wish('2026-11-12', 'closed'), { on: '2026-11-12' });
    expect(twice.course.openness).toEqual({ on: '2026-11-12', wish: 'closed', note: null });
  });
});

describe('K14, N2: what of a job is shown to whom', () => {
  const course = a.and(consented('2026-11-03'), agreed(job('ordinaryJob', '2026-11-10')), begun('2026-11-16')).and(
    on('2026-11-10', { type: 'OpennessStated', on: day('2026-11-10'), wish: 'open', note: 'words' as never }),
    on('2026-11-10', {
      type: 'AgreementConditionMet',
      engagement: engagement(),
      condition: 'contactPerson',
      on: day('2026-11-10'),
      note: 'person' as never,
    }),
  );
  const seenBy = (who: Parameters<typeof course.shownTo>[0]) =>
    JSON.stringify(course.shownTo(who, '2026-11-20')?.value.engagements, (_k, v) => (v instanceof Map ? [...v] : v));

  test('N2: no word about the employer or the contact person leaves the home side, and no job at all is in a channel', () => {
    expect(seenBy(viewer('specialist'))).toContain('employer');
    expect(course.shownTo(viewer('clinician', CLINICIAN), '2026-11-20')?.value).toMatchObject({
      openness: null,
      engagements: [{ kind: 'ordinaryJob', employer: null, startedOn: '2026-11-16' }],
    });
    expect(seenBy(viewer('clinician', CLINICIAN))).not.toContain('"person"');
    for (const channel of ['shared', 'jobCentre'] as const)
      expect(course.shownTo({ kind: 'channel', agreement: ODENSE, channel }, '2026-11-20')?.value).toMatchObject({
        engagements: [],
        benefitsGuided: [],
        openness: null,
      });
  });
});
