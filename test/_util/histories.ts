import fc from 'fast-check';
import { addDays, minDate } from '../../src/domain/calendar/dates.ts';
import { LocalTime, localDate, type PlainDate, toInstant } from '../../src/domain/calendar/time.ts';
import { DIRECTIONS, latestValidDay } from '../../src/domain/consent/consent.ts';
import type { CourseCommand, CourseContext } from '../../src/domain/course/commands.ts';
import type { Course } from '../../src/domain/course/course.ts';
import { decide } from '../../src/domain/course/decide.ts';
import type { CourseEvent, Recorded } from '../../src/domain/course/events.ts';
import { courseFrom, evolve } from '../../src/domain/course/evolve.ts';
import { EndReason, EngagementKind } from '../../src/domain/engagement.ts';
import { ConferenceId, ConsentId, ContactId, EngagementId, MeetingId, NoteId, TaskId } from '../../src/domain/ids.ts';
import { AgreementCondition } from '../../src/domain/programme.ts';
import type { Decision } from '../../src/domain/refusal.ts';
import {
  assigned,
  CASEWORKER,
  CLINICIAN,
  consent,
  day,
  exempted,
  grouped,
  job,
  matching,
  met,
  OTHER_CLINICIAN,
  OTHER_SPECIALIST,
  opened,
  openedB,
  referred,
  rulesOf,
  runningB,
  SPECIALIST,
} from './builders.ts';
import { relations } from './relation-moves.ts';
import { stepUps } from './step-up-moves.ts';
import { k4, lineAgreed, packageSent, stepUpBegun, stepUpPrepared, talkHeld } from './step-ups.ts';
import { visitations } from './visitation-moves.ts';

/** One thing that is tried on a course, some days after the one before; the clock may also go back. */
export interface Move {
  readonly days: number;
  readonly time: string;
  readonly nth: number;
  readonly ask: (course: Course, today: PlainDate, nth: number) => CourseCommand;
}

/** What a move came to. */
export interface Step {
  readonly before: Course;
  readonly after: Course;
  readonly command: CourseCommand;
  readonly context: CourseContext;
  readonly decision: Decision<CourseEvent>;
}

const always = (command: CourseCommand) => fc.constant(() => command);
const back = fc.integer({ min: -1, max: 20 });

const recordConsents = fc
  .record({
    directions: fc.constantFrom(DIRECTIONS, DIRECTIONS, DIRECTIONS.slice(0, 1), DIRECTIONS.slice(1)),
    ago: back,
    from: fc.constantFrom(0, 0, 0, 1, 12),
    lasts: fc.constantFrom(3, 40, 400),
    form: fc.constantFrom('written', 'written', 'oral', 'digital'),
  })
  .map(({ directions, ago, from, lasts, form }): Move['ask'] => (course, today, nth) => {
    const givenOn = addDays(today, -ago);
    const validFrom = addDays(givenOn, from);
    const lastValidDay = minDate(latestValidDay(givenOn), addDays(validFrom, lasts));
    const consents = directions.map((d) =>
      consent(d, givenOn, { id: ConsentId.parse(`${d}-${nth}`), purpose: course.gate, form, validFrom, lastValidDay }),
    );
    return { type: 'recordConsents', consents, signatureSeen: true };
  });

const contacts = fc
  .record({ ago: back, kind: fc.constantFrom('held', 'alive', 'failed') })
  .map(({ ago, kind }): Move['ask'] => (_course, today, nth) => {
    const on = addDays(today, -ago);
    if (kind === 'held') return { type: 'recordContact', contact: ContactId.parse(`contact-${nth}`), on, how: 'phone' };
    if (kind === 'alive') return { type: 'recordSignOfLife', on };
    return { type: 'recordFailedContact', on, because: 'noAnswer' };
  });

const conditions = fc
  .record({ ago: back, condition: fc.constantFrom('cvBegun', 'jobGoalBegun', 'specialistInMinPlan') })
  .map(({ ago, condition }): Move['ask'] => (_course, today) => {
    return { type: 'meetCondition', condition, on: addDays(today, -ago), where: null, goal: null, note: null };
  });

const tasks = fc
  .record({ ahead: fc.integer({ min: -1, max: 30 }), owner: fc.constantFrom(SPECIALIST, CLINICIAN, CASEWORKER) })
  .map(({ ahead, owner }): Move['ask'] => (_course, today, nth) => ({
    type: 'agreeTask',
    task: TaskId.parse(`task-${nth}`),
    text: NoteId.parse('note'),
    owner,
    ownerSide: 'jobCentre',
    due: addDays(today, ahead),
    meeting: null,
  }));

const agreements = fc
  .record({
    ago: back,
    ahead: fc.integer({ min: -3, max: 30 }),
    kind: fc.constantFrom(...EngagementKind.exclude(['revalidation']).options),
  })
  .map(({ ago, ahead, kind }): Move['ask'] => (_course, today, nth) => {
    const engagement = EngagementId.parse(`job-${nth}`);
    return {
      type: 'agreeEngagement',
      engagement,
      terms: job(kind, addDays(today, -ago), { startsOn: addDays(today, ahead) }),
    };
  });

/** Something about the last job, or one that is not there. */
const jobs = fc
  .record({
    ago: back,
    what: fc.constantFrom('start', 'start', 'end', 'change', 'meet', 'meet'),
    condition: fc.constantFrom(...AgreementCondition.options),
    because: fc.constantFrom(...EndReason.options),
  })
  .map(({ ago, what, condition, because }): Move['ask'] => (course, today, nth) => {
    const engagement = course.engagements.at(-1)?.id ?? EngagementId.parse('none');
    const on = addDays(today, -ago);
    if (what === 'start') return { type: 'startEngagement', engagement, on };
    if (what === 'end') return { type: 'endEngagement', engagement, on, because };
    if (what === 'meet') return { type: 'meetAgreementCondition', engagement, condition, on, note: null };
    return { type: 'changeEngagement', engagement, on, weeklyHours: nth + 1, permanent: true, endsOn: null };
  });
const dropOuts = back.map((ago): Move['ask'] => (_course, today) => {
  return { type: 'dropOut', on: addDays(today, -ago), because: 'poorMatch' };
});
const guidance = back.map((ago): Move['ask'] => (_course, today) => {
  return { type: 'guideOnBenefits', on: addDays(today, -ago), by: 'caseworker' };
});
const wishes = back.map((ago): Move['ask'] => (_course, today) => {
  return { type: 'stateOpenness', on: addDays(today, -ago), wish: 'partly', note: null };
});

const statedWishes = fc.constantFrom('yes', 'no', 'unsaid').map((answer): Move['ask'] => (_course, today) => {
  return { type: 'stateWishes', answers: { meetings: answer, network: 'yes' }, on: today };
});

const discussions = fc.constant<Move['ask']>((_course, today) => {
  return { type: 'noteDiscussion', meeting: MeetingId.parse(`odense-wednesday:${today}`), on: today };
});
const takenBack = fc.constant<Move['ask']>((course, today) => {
  const meeting = course.discussions.at(-1)?.meeting ?? MeetingId.parse(`odense-wednesday:${today}`);
  return { type: 'takeBackDiscussion', meeting };
});
const finishes = fc.constant<Move['ask']>((course) => {
  return { type: 'finishTask', task: course.tasks.at(0)?.id ?? TaskId.parse('none') };
});
const moves = fc.constantFrom('odense-wednesday', 'odense-monday').map((to): Move['ask'] => () => {
  return { type: 'moveToConference', conference: ConferenceId.parse(to), conferenceExists: true };
});
const snoozes = fc.integer({ min: -1, max: 20 }).map((days): Move['ask'] => (_course, today) => {
  const [until, latest] = [addDays(today, days), addDays(today, 14)];
  return { type: 'snooze', obligation: 'contact', until, latest, because: 'busy' };
});
const journals = fc.constant<Move['ask']>((course, today) => {
  return { type: 'journalConsents', consents: course.consents.map((c) => c.id), on: today };
});
const refusals = back.map((ago): Move['ask'] => (_course, today) => {
  return { type: 'refuseConsent', directions: DIRECTIONS, form: 'written', on: addDays(today, -ago) };
});

const ask: fc.Arbitrary<Move['ask']> = fc.oneof(
  { weight: 4, arbitrary: recordConsents },
  { weight: 4, arbitrary: contacts },
  { weight: 3, arbitrary: conditions },
  { weight: 3, arbitrary: tasks },
  { weight: 3, arbitrary: agreements },
  { weight: 6, arbitrary: jobs },
  { weight: 1, arbitrary: dropOuts },
  { weight: 1, arbitrary: guidance },
  { weight: 1, arbitrary: wishes },
  { weight: 1, arbitrary: statedWishes },
  { weight: 3, arbitrary: relations },
  { weight: 6, arbitrary: visitations },
  { weight: 6, arbitrary: stepUps },
  { weight: 2, arbitrary: always({ type: 'completeStep' }) },
  { weight: 2, arbitrary: always({ type: 'withdrawConsent' }) },
  { weight: 2, arbitrary: always({ type: 'settle' }) },
  { weight: 1, arbitrary: journals },
  { weight: 1, arbitrary: refusals },
  { weight: 1, arbitrary: discussions },
  { weight: 1, arbitrary: takenBack },
  { weight: 2, arbitrary: finishes },
  { weight: 2, arbitrary: always({ type: 'assignSpecialist', specialist: SPECIALIST }) },
  { weight: 1, arbitrary: always({ type: 'assignSpecialist', specialist: OTHER_SPECIALIST }) },
  { weight: 1, arbitrary: moves },
  { weight: 1, arbitrary: snoozes },
  { weight: 1, arbitrary: always({ type: 'nameClinician', clinician: OTHER_CLINICIAN }) },
  { weight: 1, arbitrary: always({ type: 'nameClinician', clinician: CLINICIAN }) },
  { weight: 1, arbitrary: always({ type: 'nameCaseworker', caseworker: CASEWORKER }) },
  { weight: 1, arbitrary: always({ type: 'decline', because: 'moved' }) },
  { weight: 1, arbitrary: always({ type: 'close', because: 'moved' }) },
);

/** Midnight, the hours around a clock change, and the digest's own. */
const time = fc.constantFrom('00:00', '02:30', '08:00', '12:00', '23:59');
const days = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 0, max: 25 }) },
  { weight: 1, arbitrary: fc.integer({ min: -10, max: -1 }) },
);

/** A beginning: programme A from either side, programme B with and without a specialist; around both clock changes. */
export const anyBeginning: fc.Arbitrary<readonly Recorded<CourseEvent>[]> = fc
  .record({
    on: fc.constantFrom('2026-10-20', '2026-11-02', '2026-12-18', '2027-01-31', '2027-03-15'),
    how: fc.constantFrom(
      ...(['a', 'a', 'referred', 'b', 'bReady', 'bMatch', 'bAlone', 'bUndecided', 'bTwo', 'bExempt'] as const),
      ...(['bPrepared', 'bTalked'] as const),
    ),
  })
  .map(({ on, how }) => {
    if (how === 'a') return [opened(on), assigned(on)];
    if (how === 'referred') return [referred(on)];
    if (how === 'bMatch') return matching(on);
    const prepared = [...stepUpPrepared(on), ...k4(on, 'toSpecialist', 'toHealthRepresentative')];
    if (how === 'bPrepared') return [...matching(on), ...stepUpBegun(on), ...prepared];
    const talked = [...matching(on), ...stepUpBegun(on), ...packageSent(on), talkHeld(on)];
    if (how === 'bTalked') return [...talked, lineAgreed(on, addDays(day(on), 30))];
    if (how === 'bTwo') return [...runningB(on), grouped(on, '2')];
    if (how === 'bExempt') return [...runningB(on), exempted(on, addDays(day(on), 60))];
    if (how === 'bUndecided') return runningB(on, { groupDecidedOn: null });
    if (how === 'bReady')
      return [...runningB(on), met(on, 'cvBegun'), met(on, 'jobGoalBegun'), met(on, 'specialistInMinPlan')];
    return how === 'b' ? runningB(on) : [openedB(on), ...runningB(on).slice(2)];
  });

export const anyMoves: fc.Arbitrary<readonly Move[]> = fc
  .array(fc.record({ days, time, ask }), { minLength: 4, maxLength: 18 })
  .map((moves) => moves.map((move, nth) => ({ ...move, nth })));

/** Plays the moves, one after another; refused ones change nothing. */
export function play(beginning: readonly Recorded<CourseEvent>[], moves: readonly Move[]): readonly Step[] {
  const first = courseFrom(beginning);
  if (first === null) throw new Error('a course begins with CourseOpened');
  let course: Course = first;
  let today = first.openedOn;
  return moves.map((move) => {
    today = addDays(today, move.days);
    const step = playOne(course, move, today);
    course = step.after;
    return step;
  });
}

function playOne(before: Course, move: Move, today: PlainDate): Step {
  const now = toInstant(today, LocalTime.parse(move.time));
  const rules = rulesOf(before.programme.id, { contactEveryDays: null });
  const command = move.ask(before, today, move.nth);
  // What of a step-up is the caseworker's to write, the specialist cannot (U1, U3).
  const by = command.type === 'stepUp' ? CASEWORKER : SPECIALIST;
  const context: CourseContext = { now, today: localDate(now), by, rules };
  const decision = decide(command, before, context);
  const events = decision.kind === 'accepted' ? decision.events : [];
  const after = events.reduce<Course>((c, event) => evolve(c, { event, at: now, by }), before);
  return { before, after, command, context, decision };
}

/** The course a history comes to, and the last day of it. */
export const anyCourse: fc.Arbitrary<{
  readonly course: Course;
  readonly today: PlainDate;
  readonly steps: readonly Step[];
}> = fc.record({ beginning: anyBeginning, moves: anyMoves }).map(({ beginning, moves }) => {
  const steps = play(beginning, moves);
  const start = courseFrom(beginning);
  if (start === null) throw new Error('a course begins with CourseOpened');
  const last = steps.at(-1);
  return { steps, course: last?.after ?? start, today: last?.context.today ?? start.openedOn };
});

/** Closing days of an agreement: a few, also in a row. */
export const anyClosing: fc.Arbitrary<readonly string[]> = fc.uniqueArray(
  fc.integer({ min: 0, max: 260 }).map((n) => addDays(day('2026-10-20'), n)),
  { maxLength: 12 },
);
