import { type Instant, localDate, type PlainDate } from './calendar/time.ts';
import { type ConsentPurpose, isGate } from './consent/consent.ts';
import { type Course, homeSide, isShared } from './course/course.ts';
import { withoutWords } from './course/engagement.ts';
import { relationsForOtherSide } from './course/relations.ts';
import { visitationForOtherSide } from './course/visitation.ts';
import { NO_WISHES } from './course/wishes.ts';
import { type AgreementId, NoteId, type UserId } from './ids.ts';
import type { Colleague } from './people.ts';
import { datesOnly, stepUpConsentOver } from './step-up/disclosure.ts';

/** A colleague with what their access hangs on: a leader's specialists, and the agreements their organisation is a party to. */
export interface PersonViewer {
  readonly kind: 'person';
  readonly colleague: Colleague;
  readonly team: ReadonlySet<UserId>;
  readonly agreements: ReadonlySet<AgreementId>;
  /** Colleagues who are away today and whose cover this is: their courses may be seen, and no more, while it lasts (N3, product.md 4). */
  readonly covering: ReadonlySet<UserId>;
  /** Agreements whose longer closing this person covers now: from the last working day before it to its end (S5). */
  readonly closings: ReadonlySet<AgreementId>;
}

/** Whether somebody is this person, or a colleague they stand in for today (N3). */
export function standsFor(viewer: PersonViewer, user: UserId | null): boolean {
  return user !== null && (user === viewer.colleague.id || viewer.covering.has(user));
}

/** A bound channel. The shared one is read by both sides and counts as the other side (N2). */
export interface ChannelViewer {
  readonly kind: 'channel';
  readonly agreement: AgreementId;
  readonly channel: 'shared' | 'jobCentre';
}

/** An export the administrator makes at the server: the citizen's own copy (GDPR 15), or the list of courses (product.md 3). */
interface ExportViewer {
  readonly kind: 'export';
  readonly of: 'citizenCopy' | 'courseList';
}

/** Whoever a course may be shown to in Teams. */
export type Viewer = PersonViewer | ChannelViewer;

/** Whoever a course may be shown to at all. */
export type AnyViewer = Viewer | ExportViewer;

/** What a viewer may do with a course beyond seeing it (product.md 4). */
export type Right = 'act' | 'consent' | 'name' | 'assign' | 'stepUp' | 'visitation';

/** The right to record and withdraw a consent (product.md 4): K2 and K5 are the job centre's own, K4 the caseworker's too. */
export function consentRight(purpose: ConsentPurpose): Right {
  if (isGate(purpose)) return 'consent';
  return purpose === 'K4' ? 'stepUp' : 'act';
}

/** The gate: the private member makes it impossible to build or imitate outside this file, so a renderer cannot be handed a raw course (K14). */
class DisclosedTo<T> {
  readonly #gate = true;
  readonly value: T;
  readonly viewer: AnyViewer;
  readonly rights: ReadonlySet<Right>;

  constructor(value: T, viewer: AnyViewer, rights: ReadonlySet<Right>) {
    this.value = value;
    this.viewer = viewer;
    this.rights = rights;
  }

  /** Whether this really came through the gate; also keeps the private member in use. */
  static isDisclosed(x: object): boolean {
    return #gate in x;
  }
}

/** Something a viewer may be shown, made only by `disclose`. */
export type Disclosed<T> = DisclosedTo<T>;

/** Whether a value came through `disclose`. */
export function isDisclosed(x: object): boolean {
  return DisclosedTo.isDisclosed(x);
}

/**
 * The one gate (K14): what of a course a viewer may be shown at a moment, or null for nothing at all. Deny by default.
 * The other side and channels get a narrower course: no attempts, no notes; in a channel no person's doings either (N2).
 */
export function disclose(course: Course, viewer: AnyViewer, now: Instant): Disclosed<Course> | null {
  if (viewer.kind === 'channel') return discloseToChannel(course, viewer, now);
  if (viewer.kind === 'export') return discloseToExport(course, viewer);
  const rights = rightsOf(course, viewer, now);
  if (rights === null) return null;
  const otherSide = viewer.colleague.side !== homeSide(course);
  const seen = otherSide ? forOtherSide(course) : forHomeSide(course, viewer, localDate(now));
  return new DisclosedTo(seen, viewer, rights);
}

function discloseToChannel(course: Course, viewer: ChannelViewer, now: Instant): Disclosed<Course> | null {
  if (course.agreement !== viewer.agreement) return null;
  const seen = isShared(course, localDate(now)) || (viewer.channel === 'jobCentre' && homeSide(course) === 'jobCentre');
  return seen ? new DisclosedTo(forChannel(course), viewer, new Set()) : null;
}

/** The citizen gets everything that is kept of them; a list says no more than a channel's card, and gives no right to anything. */
function discloseToExport(course: Course, viewer: ExportViewer): Disclosed<Course> {
  return new DisclosedTo(viewer.of === 'citizenCopy' ? course : forChannel(course), viewer, new Set());
}

/** The rights of a colleague on a course; null when they may not even see it. */
function rightsOf(course: Course, viewer: PersonViewer, now: Instant): ReadonlySet<Right> | null {
  const { colleague } = viewer;
  const home = colleague.side === homeSide(course);
  if (!(home || isShared(course, localDate(now)))) return null;
  if (viewer.agreements.has(course.agreement)) {
    const own = rightsByRole(course, viewer, now);
    if (own !== null) return own;
    if (isCovered(course, viewer, now)) return new Set();
  }
  return viewer.closings.has(course.agreement) ? new Set() : null;
}

/** A cover sees what the absent colleague would see (N3). Seeing is all: what they may do stays theirs and the leader's (product.md 4). */
function isCovered(course: Course, viewer: PersonViewer, now: Instant): boolean {
  return [...viewer.covering].some((id) => {
    const absent = { ...viewer, colleague: { ...viewer.colleague, id } };
    return rightsByRole(course, absent, now) !== null;
  });
}

function rightsByRole(course: Course, viewer: PersonViewer, now: Instant): ReadonlySet<Right> | null {
  const { colleague } = viewer;
  switch (colleague.role) {
    case 'specialist':
      return course.specialist === colleague.id ? new Set<Right>(['act', 'consent', 'name', 'stepUp']) : null;
    case 'leader':
      return leads(course, viewer)
        ? new Set<Right>(['act', 'consent', 'name', 'assign', 'stepUp', 'visitation'])
        : null;
    case 'clinician':
      return clinicianRights(course, colleague.id, isShared(course, localDate(now)));
    case 'caseworker':
      return course.caseworker === colleague.id ? new Set<Right>(['name', 'stepUp', 'visitation']) : null;
    case 'coordinator':
    case 'admin':
      return null;
    default:
      return colleague.role satisfies never;
  }
}

/** A team's courses, and those of the own job centre that still lack a specialist (A6). */
function leads(course: Course, viewer: PersonViewer): boolean {
  return course.specialist === null || viewer.team.has(course.specialist);
}

/** Own referrals, and courses they are named on while both sides share them; before that naming admits nobody (A2, A6). */
function clinicianRights(course: Course, clinician: UserId, shared: boolean): ReadonlySet<Right> | null {
  const named = shared && course.clinician === clinician;
  const referred = course.referredBy === clinician;
  return named || referred ? new Set<Right>(['consent', 'name']) : null;
}

/** K4: once the consent to the step-up is over, its words stay with the caseworker whose documents they are; the dates remain. */
function forHomeSide(course: Course, { colleague }: PersonViewer, today: PlainDate): Course {
  if (colleague.id === course.caseworker || !stepUpConsentOver(course.consents, today)) return course;
  return { ...course, stepUps: course.stepUps.map(datesOnly) };
}

/** What cooperation needs: how it goes and what was agreed, not the attempts, the home side's notes or what is told an employer. */
function forOtherSide(course: Course): Course {
  return {
    ...course,
    snoozes: [],
    contacts: course.contacts.filter((c) => c.kind === 'held'),
    conditions: new Map([...course.conditions].map(([key, met]) => [key, { ...met, note: null }])),
    engagements: course.engagements.map(withoutWords),
    stepUps: [],
    openness: null,
    // Evaluation, step-up and calls are the job centre's own: not even that they were asked about.
    consents: course.consents.filter((c) => isGate(c.purpose)),
    refusals: course.refusals.filter((r) => isGate(r.purpose)),
    // W1 is about their own meetings; whether the network takes part is not.
    wishes: { ...course.wishes, network: null },
    ...relationsForOtherSide(course),
    ...visitationForOtherSide(course),
  };
}

/** A note id that names nothing: a channel never learns which note stood there. */
const HIDDEN_NOTE = NoteId.parse('hidden');
function forChannel(course: Course): Course {
  return {
    ...forOtherSide(course),
    contacts: [],
    conditions: new Map(),
    engagements: [],
    benefitsGuided: [],
    ...NO_WISHES,
    employerContacts: [],
    tasks: course.tasks.map((t) => ({ ...t, text: HIDDEN_NOTE })),
  };
}
