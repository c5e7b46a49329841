import { addDays } from '../../domain/calendar/dates.ts';
import { DIRECTIONS } from '../../domain/consent/consent.ts';
import { type Course, homeSide } from '../../domain/course/course.ts';
import type { NoteId, UserId } from '../../domain/ids.ts';
import { isHomeSideOnly } from '../../domain/obligation.ts';
import { coveringLine } from '../absence/pauses.ts';
import { directionStatus } from '../consents/direction-status.ts';
import { recordableBy } from '../consents/purposes.ts';
import { formatDate, formatDateWithYear } from '../format.ts';
import { engagementName, engagementState } from '../jobs/job-words.ts';
import { plain } from '../plain.ts';
import { programmeName } from '../programme-name.ts';
import { mayPutOff } from '../snooze/snooze-view.ts';
import { stepUpLines } from '../step-up/course-lines.ts';
import { lineNotes } from '../step-up/item-text.ts';
import type { View } from '../view.ts';
import { saidWishes } from '../wishes/wish-words.ts';
import { itemText } from '../work-list/item-text.ts';
import { type CourseFacts, factsOfOne } from './course-facts.ts';
import { missingWords, specialistCalled, statusWords, stepWords } from './course-words.ts';
import { meetingsLine, premisesLine, targetGroupLine } from './frame.ts';
import type { ShownCourse } from './load-course.ts';
import type { Reader } from './reader.ts';
import { NAMED_VIEW } from './reveal-name.ts';
import { timelineOf } from './timeline.ts';

/** What stands on the card besides the course: something to be told first, and the citizen's name while it is shown in clear. */
export interface CourseCardExtra {
  readonly notice?: string;
  readonly name?: string;
}

/** Lines of the story on one card. */
const STORY_LINES = 6;
/** Jobs on one card, the latest. */
const JOB_LINES = 3;
/** A consent's end is next from its first reminder on (K11). */
const RUNNING_OUT_DAYS = 60;

/** `forløb ODE-014`: status, step, what is next, what is missing, consents, people, and the last of its story. */
export async function courseView(reader: Reader, course: ShownCourse, extra: CourseCardExtra = {}): Promise<View> {
  const { say, language } = reader;
  const facts = await factsOfOne(reader, course);
  const { value } = course.shown;
  const { id, alias } = value;
  const step = stepWords(reader, facts);
  const missing = missingWords(reader, facts);
  const next = await nextLines(reader, facts);
  const named = extra.name !== undefined;
  const erased = await reader.tx.vault.isErased(value.person);
  return {
    card: 'course',
    language,
    data: {
      notice: extra.notice ?? (erased ? say('course.erased') : await coveringLine(reader, value)),
      alias,
      programme: programmeName(say, facts.rules.programme),
      status: statusWords(reader, facts),
      step: step?.text ?? '',
      late: step?.late ?? false,
      named,
      name: plain(extra.name ?? ''),
      next,
      hasNext: next.length > 0,
      missing: missing.map((text) => ({ text })),
      hasMissing: missing.length > 0,
      ...consentPart(reader, course),
      ...jobLines(reader, course),
      ...stepUpLines(reader, facts),
      ...(await frameLines(reader, facts)),
      people: await peopleLines(reader, facts),
      story: timelineOf(reader, course.shown)
        .slice(0, STORY_LINES)
        .map(({ on, text }) => ({ text: `${formatDate(on, language)}: ${text}` })),
      ...buttonsOf(course, { nameless: named || erased, conferences: facts.agreement.conferences.length }),
      canSnooze: facts.obligations.some((o) => mayPutOff(reader, o)),
      principles: say(`principles.${facts.rules.programme.foundation}.button`),
      course: id,
    },
    summary: say('summary.answer'),
    about: { view: named ? NAMED_VIEW : 'course', subject: id },
    discloses: [id],
  };
}

/** What the viewer may do here (product.md 4); the domain and the use cases check again. */
function buttonsOf({ shown }: ShownCourse, { nameless, conferences }: { nameless: boolean; conferences: number }) {
  const { value, rights } = shown;
  const running = value.status === 'running';
  const referred = value.status === 'referred';
  return {
    canWork: running && rights.has('act'),
    canStep: running && (rights.has('act') || rights.has('visitation')),
    canName: rights.has('name') && !nameless,
    canAssign: rights.has('assign') && value.specialist === null && (running || referred),
    canDecline: referred && mayDecline({ shown }),
    canHandOver: mayHandOver({ shown }),
    canPeople: (running || referred) && rights.has('act'),
    canMove: conferences > 1 && mayHandOver({ shown }),
    canWait: mayWait({ shown }),
  };
}

/** An open course with a specialist can be handed on by whoever works on it. */
function mayHandOver({ shown: { value, rights } }: Pick<ShownCourse, 'shown'>): boolean {
  const open = value.status === 'running' || value.status === 'referred';
  return open && value.specialist !== null && rights.has('act');
}

/** A referral that nobody has yet can be put on the waiting list by the leader who would assign somebody (A3, A6). */
export function mayWait({ shown: { value, rights } }: Pick<ShownCourse, 'shown'>): boolean {
  return rights.has('assign') && value.status === 'referred' && value.specialist === null;
}

/** A referral is declined by whoever works on it, or by the clinician who made it (A3). */
export function mayDecline({ shown }: Pick<ShownCourse, 'shown'>): boolean {
  const { value, rights, viewer } = shown;
  const own = viewer.kind === 'person' && viewer.colleague.id === value.referredBy;
  return rights.has('act') || (rights.has('consent') && own);
}

/** The agreement's frame (A4, A8, B22), and how many partners there are, for the home side (A5). */
async function frameLines(reader: Reader, facts: CourseFacts) {
  const { viewer, value } = facts.shown;
  const { terms } = facts.agreement;
  const lines = [await premisesLine(reader, terms), meetingsLine(reader, facts), targetGroupLine(reader, terms)];
  return {
    frame: lines.filter((text) => text !== '').map((text) => ({ text })),
    isHome: viewer.kind === 'person' && viewer.colleague.side === homeSide(value),
    partners: reader.say('course.partners', { count: value.partners.length }),
  };
}

/** What is open, most overdue first; the step stands above. The other side reads of consents and tasks, not of the rhythm. */
async function nextLines(reader: Reader, facts: CourseFacts) {
  const { shown, obligations } = facts;
  const { today } = reader;
  const home = shown.viewer.kind === 'person' && shown.viewer.colleague.side === homeSide(shown.value);
  const open = obligations.filter((o) => {
    if (o.kind === 'step' || (!home && isHomeSideOnly(o.kind))) return false;
    if (o.kind === 'consentRunningOut' || o.kind === 'otherConsentRunningOut')
      return o.due <= addDays(today, RUNNING_OUT_DAYS);
    return o.kind !== 'lostContact' || o.due <= today;
  });
  const notes = await reader.tx.vault.notes(openNotes(shown.value));
  return [...open]
    .sort((a, b) => (a.due < b.due ? -1 : Number(a.due > b.due)))
    .map((obligation) => {
      const { what, status } = itemText({ ...facts, obligation }, { ...reader, notes });
      return { text: `${what} · ${status}`, late: obligation.due < today };
    });
}

function openNotes(course: Course): readonly NoteId[] {
  return [...course.tasks.filter((t) => t.state === 'open').map((t) => t.text), ...lineNotes(course)];
}

/** The gate's directions and the wishes that were said; the rest stands on the card of the consents. */
function consentPart(reader: Reader, course: ShownCourse) {
  const consents = [...consentLines(reader, course), ...saidWishes(reader, course.shown.value)];
  return { consents, canConsent: recordableBy(reader, course).length > 0 };
}

function consentLines({ say, language, today }: Reader, { shown }: ShownCourse) {
  return DIRECTIONS.map((direction) => {
    const { kind, on } = directionStatus(shown, direction, today);
    const day = on === null ? '' : formatDateWithYear(on, language);
    return { title: say(`consent.direction.${direction}`), value: say(`consent.status.${kind}`, { on: day }) };
  });
}

/** The last few jobs and educations by kind and dates (A10); names of companies stay on the job's own card (N2). */
function jobLines(reader: Reader, { shown: { value, rights } }: ShownCourse) {
  const jobs = value.engagements.slice(-JOB_LINES).map((e) => ({
    title: engagementName(reader, e),
    value: engagementState(reader, e),
  }));
  const hasJobs = jobs.length > 0;
  return { jobs, hasJobs, showJobs: hasJobs || (value.status === 'running' && rights.has('act')) };
}

async function peopleLines(reader: Reader, facts: CourseFacts) {
  const { tx, say } = reader;
  const course = facts.shown.value;
  const roles = ['specialist', 'clinician', 'caseworker'] as const;
  const ids = roles.map((role) => course[role]).filter((id): id is UserId => id !== null);
  const users = await tx.users.many(ids);
  return roles.map((role) => {
    const id = course[role];
    const name = id === null ? undefined : users.get(id)?.name;
    return {
      title: role === 'specialist' ? specialistCalled(reader, facts, 'specialist') : say(`course.people.${role}`),
      value: name === undefined ? say('course.people.nobody') : plain(name),
    };
  });
}
