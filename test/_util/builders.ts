import { danishHolidays } from '../../src/app/holidays.ts';
import { type Disclosed, disclose, type PersonViewer, type Viewer } from '../../src/domain/access.ts';
import type { AgreementTerms } from '../../src/domain/agreement/agreement.ts';
import { type Instant, LocalTime, localDate, PlainDate, toInstant } from '../../src/domain/calendar/time.ts';
import type { WorkCalendar } from '../../src/domain/calendar/working-days.ts';
import {
  type ConsentDirection,
  type ConsentPurpose,
  type ConsentRecord,
  DIRECTIONS,
  DIRECTIONS_OF,
  latestValidDay,
} from '../../src/domain/consent/consent.ts';
import type { CourseCommand, CourseContext, OpenCourse } from '../../src/domain/course/commands.ts';
import type { Course } from '../../src/domain/course/course.ts';
import { decide } from '../../src/domain/course/decide.ts';
import type { EngagementTerms } from '../../src/domain/course/engagement-events.ts';
import type { ContactForm, CourseEvent, Recorded } from '../../src/domain/course/events.ts';
import { courseFrom } from '../../src/domain/course/evolve.ts';
import { courseObligations } from '../../src/domain/course/obligations.ts';
import type { EngagementKind } from '../../src/domain/engagement.ts';
import {
  AgreementId,
  Alias,
  ConferenceId,
  ConsentId,
  ContactId,
  CourseId,
  EmployerContactId,
  EngagementId,
  MeetingId,
  NoteId,
  OrganisationId,
  PartnerId,
  PersonId,
  TaskId,
  UserId,
} from '../../src/domain/ids.ts';
import type { Obligation, ObligationKind } from '../../src/domain/obligation.ts';
import { type Colleague, type Role, SIDE_OF_ROLE, type Side } from '../../src/domain/people.ts';
import type { AgreementCondition, CourseRules } from '../../src/domain/programme.ts';
import type { Decision } from '../../src/domain/refusal.ts';
import type { AgreementTraining } from '../../src/domain/training.ts';
import { loadProgrammes } from '../../src/programmes/load.ts';

/** `'2026-11-02'` as a day. */
export const day = (text: string): PlainDate => PlainDate.parse(text);
/** A Danish wall time: `at('2026-11-02', '08:00')`; noon unless told. */
export const at = (date: string, time = '12:00'): Instant => toInstant(day(date), LocalTime.parse(time));

export const user = (name: string): UserId => UserId.parse(name);
export const SPECIALIST = user('specialist');
export const OTHER_SPECIALIST = user('other-specialist');
export const CLINICIAN = user('clinician');
export const OTHER_CLINICIAN = user('other-clinician');
export const CASEWORKER = user('caseworker');
export const LEADER = user('leader');
export const ODENSE = AgreementId.parse('odense');
export const CONFERENCE = ConferenceId.parse('odense-wednesday');
export const MEETING = MeetingId.parse('odense-wednesday:2026-11-11');

export const programmes = loadProgrammes();
const isHoliday = danishHolidays();

/** Danish holidays, and the closed days of an agreement. */
export function calendar(...closed: readonly string[]): WorkCalendar {
  return { isHoliday, closedDays: new Set(closed.map(day)) };
}

export type ProgrammeName = 'ips' | 'fsm3' | 'att';
export function rulesOf(programme: string, terms: Pick<AgreementTerms, 'contactEveryDays'>): CourseRules {
  return programmes.rulesFor({ id: programme, version: 1 }, terms);
}

/** An agreement's terms: Odense in force 2025–2028, unless told otherwise. */
export function terms(changes: Partial<AgreementTerms> = {}): AgreementTerms {
  return {
    code: 'ODE',
    jobCentre: OrganisationId.parse('jobcenter-odense'),
    clinic: OrganisationId.parse('lokalpsykiatri-odense'),
    programmes: ['ips', 'fsm3'],
    officeAccess: true,
    validFrom: day('2025-01-01'),
    validTo: day('2028-12-31'),
    reviewOn: day('2028-06-01'),
    closedDays: [],
    conferenceFreeWeeks: [],
    closingCover: null,
    contactEveryDays: null,
    draft: false,
    ...changes,
  };
}

/** An empty training register (S4). */
export const NO_TRAINING: AgreementTraining = { specialists: [], held: [] };

/** An event as recorded at noon of a day, by the specialist. */
export function on(date: string, event: CourseEvent, by: UserId | null = SPECIALIST): Recorded<CourseEvent> {
  return { event, at: at(date), by };
}

type OpenedEvent = Extract<CourseEvent, { type: 'CourseOpened' }>;

/** Programme A, opened by the job centre; the referral is of the same day unless told. */
export function opened(date: string, changes: Partial<OpenedEvent> = {}): Recorded<CourseEvent> {
  const event: OpenedEvent = {
    type: 'CourseOpened',
    course: CourseId.parse('course-14'),
    alias: Alias.parse('ODE-014'),
    agreement: ODENSE,
    conference: CONFERENCE,
    programme: { id: 'ips', version: 1 },
    gate: 'K1',
    person: PersonId.parse('citizen'),
    homeSide: 'jobCentre',
    referredBy: SPECIALIST,
    source: 'jobCentre',
    referredOn: day(date),
    clinician: CLINICIAN,
    caseworker: null,
    groupDecidedOn: null,
    ageReason: null,
    ...changes,
  };
  return on(date, event, event.referredBy);
}

/** Programme A, referred by the clinician of the clinic (A6). */
export function referred(date: string, changes: Partial<OpenedEvent> = {}): Recorded<CourseEvent> {
  return opened(date, { homeSide: 'psychiatry', referredBy: CLINICIAN, source: 'citizenAndClinician', ...changes });
}

/** Programme B, opened by the caseworker, in group 1 since that day (B2). */
export function openedB(date: string, changes: Partial<OpenedEvent> = {}): Recorded<CourseEvent> {
  const b = {
    programme: { id: 'fsm3', version: 1 },
    gate: 'K3' as const,
    caseworker: CASEWORKER,
    referredBy: CASEWORKER,
    groupDecidedOn: day(date),
  };
  return opened(date, { ...b, ...changes });
}

export const assigned = (date: string, specialist: UserId = SPECIALIST) =>
  on(date, { type: 'SpecialistAssigned', specialist, on: day(date) });
export const started = (date: string, step?: string) => [
  on(date, { type: 'CourseStarted', on: day(date) }, null),
  ...(step === undefined ? [] : [stepStarted(date, step)]),
];
export const stepStarted = (date: string, step: string) => on(date, { type: 'StepStarted', step, on: day(date) }, null);
export const met = (date: string, condition: 'cvBegun' | 'jobGoalBegun' | 'specialistInMinPlan') =>
  on(date, { type: 'StepConditionMet', condition, on: day(date), where: 'jobnet', goal: null, note: null });
export const held = (date: string, how: ContactForm = 'inPerson') =>
  on(date, { type: 'ContactHeld', contact: ContactId.parse(`contact-${date}`), on: day(date), how, by: SPECIALIST });
export const alive = (date: string) => on(date, { type: 'SignOfLife', on: day(date), by: SPECIALIST });
export const failed = (date: string) =>
  on(date, { type: 'ContactFailed', on: day(date), because: 'noAnswer', by: SPECIALIST });
export const tasked = (date: string, due: string, owner: UserId = SPECIALIST) =>
  on(date, {
    type: 'TaskAgreed',
    task: TaskId.parse(`task-${owner}`),
    text: NoteId.parse('task-text'),
    owner,
    ownerSide: owner === CLINICIAN ? 'psychiatry' : 'jobCentre',
    due: day(due),
    meeting: MEETING,
  });
/** An employer was contacted: face to face, and they want to talk on. */
export const employerContacted = (
  date: string,
  changes: Partial<Extract<CourseEvent, { type: 'EmployerContacted' }>> = {},
) =>
  on(date, {
    type: 'EmployerContacted',
    contact: EmployerContactId.parse(`employer-${date}`),
    on: day(date),
    how: 'inPerson',
    outcome: 'talksOn',
    employer: NoteId.parse(`employer-note-${date}`),
    note: null,
    by: SPECIALIST,
    ...changes,
  });
export const partnered = (date: string, partner = 'partner') =>
  on(date, {
    type: 'PartnerAdded',
    partner: PartnerId.parse(partner),
    function: 'homeSupport',
    person: NoteId.parse(`note-${partner}`),
  });
export const waitlisted = (date: string, expected: string) =>
  on(date, { type: 'PutOnWaitingList', placedOn: day(date), expectedOn: day(expected) }, LEADER);
export const closed = (date: string) => on(date, { type: 'CourseClosed', because: 'moved', on: day(date) });

/** What is agreed with a company; an internship aims at paid hours from its first day. */
export function job(
  kind: EngagementKind,
  agreedOn: string,
  {
    startsOn = null,
    ...changes
  }: Partial<Omit<EngagementTerms, 'startsOn'>> & { readonly startsOn?: string | null } = {},
): EngagementTerms {
  const internship = kind === 'internship';
  return {
    kind,
    purpose: internship ? 'paidHours' : null,
    agreedOn: day(agreedOn),
    startsOn: startsOn === null ? null : day(startsOn),
    weeklyHours: 20,
    permanent: !internship,
    endsOn: null,
    paidHours: internship ? 'goal' : null,
    paidHoursFrom: internship ? day(agreedOn) : null,
    employer: NoteId.parse('employer'),
    tasks: null,
    considerations: null,
    ...changes,
  };
}
/** The engagement of a test is called `job` unless it is told. */
export const engagement = (name = 'job'): EngagementId => EngagementId.parse(name);
export const agreed = (terms: EngagementTerms, name = 'job') =>
  on(terms.agreedOn, { type: 'EngagementAgreed', engagement: engagement(name), terms });
export const begun = (date: string, name = 'job') =>
  on(date, { type: 'EngagementStarted', engagement: engagement(name), on: day(date) });
export const ended = (date: string, name = 'job') =>
  on(date, { type: 'EngagementEnded', engagement: engagement(name), on: day(date), because: 'employerStopped' });
export const documented = (date: string, condition: AgreementCondition, name = 'job') =>
  on(date, { type: 'AgreementConditionMet', engagement: engagement(name), condition, on: day(date), note: null });
export const stepCompleted = (date: string, step: string) => on(date, { type: 'StepCompleted', step, on: day(date) });
/** Programme B in step 2 since a day. */
export const matching = (date: string) => [...runningB(date), stepCompleted(date, '1'), stepStarted(date, '2')];

export const talked = (date: string) => on(date, { type: 'StartTalkHeld', on: day(date) }, CASEWORKER);
export const grouped = (date: string, group: '1' | '2') =>
  on(date, { type: 'GroupDecided', group, on: day(date) }, CASEWORKER);
/** An exemption for illness, entered on the day it began. */
export const exempted = (from: string, reviewOn: string, contactOn: string | null = null) =>
  on(
    from,
    {
      type: 'ExemptionBegun',
      because: 'illness',
      from: day(from),
      reviewOn: day(reviewOn),
      contactOn: contactOn === null ? null : day(contactOn),
    },
    CASEWORKER,
  );
export const resumed = (date: string) => on(date, { type: 'ExemptionEnded', on: day(date) }, CASEWORKER);

/** A consent record of one direction: written, from the day it was given, for a year. */
export function consent(
  direction: ConsentDirection,
  givenOn: string,
  changes: Partial<ConsentRecord> = {},
): ConsentRecord {
  return {
    id: ConsentId.parse(`${direction}-${givenOn}`),
    purpose: 'K1',
    direction,
    form: 'written',
    givenOn: day(givenOn),
    validFrom: day(givenOn),
    lastValidDay: latestValidDay(day(givenOn)),
    evidence: NoteId.parse('evidence'),
    text: { id: 'k1', version: 1, language: 'da', hash: 'hash' },
    legalBasis: 'sundhedsloven §§ 43–44',
    categories: ['jobGoal'],
    recordedBy: SPECIALIST,
    ...changes,
  };
}

/** Both directions, given and recorded on a day (K10). */
export function consents(givenOn: string, changes: Partial<ConsentRecord> = {}): ConsentRecord[] {
  return DIRECTIONS.map((direction) => consent(direction, givenOn, changes));
}

export function consented(givenOn: string, changes: Partial<ConsentRecord> = {}): Recorded<CourseEvent>[] {
  return consents(givenOn, changes).map((c) => on(givenOn, { type: 'ConsentGiven', consent: c, on: day(givenOn) }));
}

/** K2, K4 or K5 in one direction, given and recorded on a day; for a year unless told. */
export function consentedTo(
  purpose: ConsentPurpose,
  direction: ConsentDirection,
  { on: givenOn, ...changes }: Partial<ConsentRecord> & { readonly on: string },
): Recorded<CourseEvent> {
  const record = consent(direction, givenOn, { purpose, ...changes });
  return on(givenOn, { type: 'ConsentGiven', consent: record, on: day(givenOn) });
}

/** All directions of a purpose. */
export function withdrawn(date: string, givenOn: string, purpose: ConsentPurpose = 'K1'): Recorded<CourseEvent> {
  const ids = DIRECTIONS_OF[purpose].map((d) => ConsentId.parse(`${d}-${givenOn}`));
  return on(date, { type: 'ConsentWithdrawn', purpose, consents: ids });
}

/** Both directions entered in the patient journal. */
export function journaled(date: string, givenOn: string): Recorded<CourseEvent>[] {
  return DIRECTIONS.map((d) =>
    on(date, {
      type: 'ConsentJournaled',
      consent: ConsentId.parse(`${d}-${givenOn}`),
      on: day(date),
      by: CLINICIAN,
    }),
  );
}

/** Programme A, running since a day, with K1 in the journal. */
export function running(date: string, changes: Partial<OpenedEvent> = {}): Recorded<CourseEvent>[] {
  return [opened(date, changes), assigned(date), ...consented(date), ...journaled(date, date), ...started(date)];
}

/** Programme B, running in step 1 since a day, in the job centre alone. */
export function runningB(date: string, changes: Partial<OpenedEvent> = {}): Recorded<CourseEvent>[] {
  return [openedB(date, changes), assigned(date), ...started(date, '1')];
}

/** A course with its history: what can be asked of it at a moment. */
export interface Given {
  readonly course: Course;
  readonly history: readonly Recorded<CourseEvent>[];
  /** Decides on a command at a moment (noon unless told). */
  decide(command: CourseCommand, when: When): Decision<CourseEvent>;
  /** The course after a command that must be accepted. */
  after(command: CourseCommand, when: When): Given;
  and(...more: readonly (Recorded<CourseEvent> | readonly Recorded<CourseEvent>[])[]): Given;
  obligations(today: string, world?: World): readonly Obligation[];
  /** The one obligation of a kind, or undefined. */
  owes(kind: ObligationKind, today: string, world?: World): Obligation | undefined;
  shownTo(viewer: Viewer, date: string): Disclosed<Course> | null;
}
export interface When {
  readonly on: string;
  readonly time?: string;
  readonly by?: UserId | null;
}
interface World {
  readonly calendar?: WorkCalendar;
  readonly contactEveryDays?: number;
}

/** `given(...events)`: a course from its history. */
export function given(...events: readonly (Recorded<CourseEvent> | readonly Recorded<CourseEvent>[])[]): Given {
  const history = events.flat();
  const course = courseFrom(history);
  if (course === null) throw new Error('a course begins with CourseOpened');
  const context = (when: When): CourseContext => contextOf(course, when);
  const self: Given = {
    course,
    history,
    decide: (command, when) => decide(command, course, context(when)),
    after: (command, when) => {
      const decision = decide(command, course, context(when));
      if (decision.kind === 'refused') throw new Error(`${command.type} was refused: ${decision.because}`);
      const { now, by } = context(when);
      return given(
        history,
        decision.events.map((event) => ({ event, at: now, by })),
      );
    },
    and: (...more) => given(history, ...more),
    obligations: (today, world = {}) =>
      courseObligations(course, {
        rules: rulesOf(course.programme.id, { contactEveryDays: world.contactEveryDays ?? null }),
        calendar: world.calendar ?? calendar(),
        today: day(today),
      }),
    owes: (kind, today, world) => self.obligations(today, world).find((o) => o.kind === kind),
    shownTo: (viewer, date) => disclose(course, viewer, at(date)),
  };
  return self;
}

export function contextOf(course: Course, when: When): CourseContext {
  return {
    now: at(when.on, when.time),
    today: localDate(at(when.on, when.time)),
    by: when.by === undefined ? SPECIALIST : when.by,
    rules: rulesOf(course.programme.id, { contactEveryDays: null }),
  };
}

/** Opening or referring a course to programme A, with everything in order. */
export function opening(changes: Partial<OpenCourse> = {}): OpenCourse {
  return {
    type: 'open',
    course: CourseId.parse('course-14'),
    alias: Alias.parse('ODE-014'),
    agreement: ODENSE,
    conference: CONFERENCE,
    person: PersonId.parse('citizen'),
    age: 35,
    referredBy: SPECIALIST,
    openerSide: 'jobCentre',
    source: 'jobCentre',
    referredOn: day('2026-11-02'),
    specialist: SPECIALIST,
    clinician: null,
    caseworker: null,
    groupDecidedOn: null,
    firstTalkOn: null,
    ageReason: null,
    agreementInForce: true,
    programmeOffered: true,
    conferenceExists: true,
    ...changes,
  };
}

/** A colleague of Odense who looks at something. A leader's team is the specialist alone. */
export function viewer(role: Role, id: UserId = user(role), changes: Partial<PersonViewer> = {}): PersonViewer {
  const side: Side | null = SIDE_OF_ROLE[role];
  const colleague: Colleague = { id, role, organisation: null, side, leader: role === 'specialist' ? LEADER : null };
  const team = new Set(role === 'leader' ? [SPECIALIST] : []);
  return {
    kind: 'person',
    colleague,
    team,
    agreements: new Set([ODENSE]),
    covering: new Set(),
    closings: new Set(),
    ...changes,
  };
}

/** `'2026-11-09 specialist leader'` for each rung: day and who is told, people by id. */
export function told(obligation: Obligation | undefined): readonly string[] {
  return (obligation?.rungs ?? []).map((r) =>
    [r.day, ...r.to.map((t) => (t.kind === 'person' ? t.user : t.kind))].join(' '),
  );
}

/** The events of an accepted decision by type; a refusal's reason. */
export function outcome(decision: Decision<{ readonly type: string }>): string | readonly string[] {
  return decision.kind === 'refused' ? decision.because : decision.events.map((e) => e.type);
}
