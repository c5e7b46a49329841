import type { OpenCourse } from '../../domain/course/commands.ts';
import { courseFrom } from '../../domain/course/evolve.ts';
import { decideOpening } from '../../domain/course/open.ts';
import { ageOn } from '../../domain/cpr.ts';
import {
  Alias,
  ConferenceId,
  CourseId,
  type OrganisationId,
  PersonId,
  type PostedId,
  type UserId,
} from '../../domain/ids.ts';
import type { Programme } from '../../domain/programme.ts';
import { type Refusal, refused } from '../../domain/refusal.ts';
import { rescheduleCourse } from '../due/reschedule-course.ts';
import type { CourseRow } from '../ports/records.ts';
import { noteFirstCourse } from '../training/note-first-course.ts';
import { saveRow } from './change-course.ts';
import { colleaguesOf, type OpenerSession, type OpeningPlace } from './opening.ts';
import type { ReadOpening } from './opening-form.ts';

/** A course to be opened: where, by what programme, and the form as read. */
export interface OpeningRequest {
  readonly place: OpeningPlace;
  readonly programme: Programme;
  readonly form: ReadOpening;
  /** The opener has seen that there is an open course already, and goes on (N6). */
  readonly anyway: boolean;
  /** The card it was filled in on: one card opens one course. */
  readonly posted: PostedId;
  /** How it is decided: as an opening of today, unless it has run elsewhere before. */
  readonly decide?: typeof decideOpening;
}

/** What opening comes to. */
export type Opening =
  | { readonly kind: 'opened'; readonly course: CourseId }
  /** Open courses of the same citizen in the same organisation (N6). */
  | { readonly kind: 'known'; readonly rows: readonly CourseRow[] }
  /** The card has opened its course already. */
  | { readonly kind: 'answered' }
  | Refusal;

/**
 * Opens a course or refers one (S1, A6, B2): the citizen into the vault by CPR, the alias, the first events, the summary row and the
 * first wake, in the caller's transaction. The number of an alias is taken only once nothing is refused any more (N6).
 */
export async function openCourse(session: OpenerSession, request: OpeningRequest): Promise<Opening> {
  const { tx, user, now, today, parts } = session;
  const { agreement } = request.place;
  const organisation = user.organisation;
  if (organisation === null) return refused('not-found');
  const known = await tx.vault.personByCpr(request.form.cpr.cpr, organisation);
  const command = await commandFor(session, request, known ?? PersonId.parse(parts.ids.next()));
  const rules = parts.programmes.rulesFor(request.programme, agreement.terms);
  const context = { now, today, by: user.id, rules };
  const { decide = decideOpening } = request;
  const probe = decide(command, context);
  if (probe.kind === 'refused') return probe;
  const rows = known === null ? [] : await notPointedOut(session, request, known);
  if (rows.length > 0) return { kind: 'known', rows };
  if (!(await tx.inbound.first(`once:new-course:${request.posted}`, now))) return { kind: 'answered' };
  if (known === null) await addPerson(session, { id: command.person, organisation, form: request.form });
  const number = await tx.courses.takeNumber(agreement.id);
  const decision = decide({ ...command, alias: aliasOf(agreement.terms.code, number) }, context);
  if (decision.kind === 'refused') throw new Error('an opening was refused by its alias');
  const { events } = decision;
  await tx.events.append('course', command.course, { revision: 0, events, at: now, by: user.id });
  const course = courseFrom(events.map((event) => ({ event, at: now, by: user.id })));
  if (course === null) throw new Error('an opening without a course');
  await saveRow(session, course);
  await noteFirstCourse(session, course, events);
  await rescheduleCourse(session, course);
  return { kind: 'opened', course: course.id };
}

/** Open courses of the same citizen, unless this card has told of this very citizen already and the opener goes on (N6). */
async function notPointedOut(
  { tx, now }: OpenerSession,
  { anyway, posted }: OpeningRequest,
  person: PersonId,
): Promise<readonly CourseRow[]> {
  const isNews = await tx.inbound.first(`known:${posted}:${person}`, now);
  return anyway && !isNews ? [] : tx.courses.ofPerson(person, 'open');
}

async function addPerson(
  { tx }: OpenerSession,
  person: { readonly id: PersonId; readonly organisation: OrganisationId; readonly form: ReadOpening },
): Promise<void> {
  const { id, organisation, form } = person;
  await tx.vault.addPerson({ id, organisation, name: form.name, cpr: form.cpr.cpr });
}

/** Stands where an agreement has no conference yet; never saved. */
const NO_CONFERENCE = ConferenceId.parse('none');

/** The agreement's code and a running number of at least three digits (N6). */
function aliasOf(code: string, number: number): Alias {
  return Alias.parse(`${code}-${String(number).padStart(3, '0')}`);
}

async function commandFor(session: OpenerSession, request: OpeningRequest, person: PersonId): Promise<OpenCourse> {
  const { place, programme, form } = request;
  const { agreement, inForce } = place;
  const { side, id } = session.viewer.colleague;
  const conference = form.conference ?? agreement.conferences[0]?.id;
  return {
    type: 'open',
    course: CourseId.parse(session.parts.ids.next()),
    alias: aliasOf(agreement.terms.code, 0),
    agreement: agreement.id,
    // Without a conference the domain refuses, and nothing is saved with this stand-in.
    conference: conference ?? NO_CONFERENCE,
    person,
    age: ageOn(form.cpr.birth, session.today),
    referredBy: id,
    openerSide: side ?? 'jobCentre',
    source: form.source,
    referredOn: form.referredOn,
    ...(await peopleOf(session, place, form)),
    groupDecidedOn: programme.startTalks === null ? null : form.groupDecidedOn,
    firstTalkOn: programme.startTalks === null ? null : form.firstTalkOn,
    ageReason: form.ageReason,
    agreementInForce: inForce,
    programmeOffered: agreement.terms.programmes.includes(programme.id),
    conferenceExists: conference !== undefined,
  };
}

/** Who is on the course from its first day: the opener in their own role, and whom they chose among the parties' people (A6, A7). */
async function peopleOf(
  session: OpenerSession,
  { agreement }: OpeningPlace,
  form: ReadOpening,
): Promise<Pick<OpenCourse, 'specialist' | 'clinician' | 'caseworker'>> {
  const { role, id } = session.viewer.colleague;
  const { jobCentre, clinic } = agreement.terms;
  const among = async (
    chosen: UserId | null,
    organisation: OrganisationId,
    of: 'specialist' | 'clinician' | 'caseworker',
  ) => (await colleaguesOf(session, organisation, of)).find((u) => u.id === chosen)?.id ?? null;
  if (role === 'clinician') return { specialist: null, clinician: id, caseworker: null };
  return {
    specialist: role === 'specialist' ? id : await among(form.specialist, jobCentre, 'specialist'),
    clinician: await among(form.clinician, clinic, 'clinician'),
    caseworker: role === 'caseworker' ? id : await among(form.caseworker, jobCentre, 'caseworker'),
  };
}
