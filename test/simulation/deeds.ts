import type { Scope } from '../../src/app/context.ts';
import { changeCourse } from '../../src/app/courses/change-course.ts';
import { handOver } from '../../src/app/courses/hand-over.ts';
import { loadCourse, showCourse } from '../../src/app/courses/load-course.ts';
import { openCourse } from '../../src/app/courses/open-course.ts';
import { openingPlaces } from '../../src/app/courses/opening.ts';
import type { ReadOpening } from '../../src/app/courses/opening-form.ts';
import type { ActingSession } from '../../src/app/courses/reader.ts';
import { sayIn } from '../../src/app/i18n.ts';
import { viewerOf } from '../../src/app/people/viewer.ts';
import { putOff } from '../../src/app/snooze/put-off.ts';
import { snoozable } from '../../src/app/snooze/snooze-view.ts';
import { enterTraining } from '../../src/app/training/enter-training.ts';
import type { CourseCommand } from '../../src/domain/course/commands.ts';
import { parseCpr } from '../../src/domain/cpr.ts';
import { type CourseId, NoteId, PostedId, UserId } from '../../src/domain/ids.ts';
import type { RegisteredKind } from '../../src/domain/training.ts';
import { day } from '../_util/builders.ts';
import type { Host } from './host.ts';
import { agreementIdOf, conferenceIdOf, userOf } from './installation.ts';
import type { Day, Fact, Programme, Who } from './record.ts';

/** In every citizen's name: nobody may ever read it in a message that the bot sends by itself. */
const NAME_CANARY = 'Kanariefugl';
/** In every text that somebody types: it may stand before the person it is for, and never in a channel. */
const TEXT_CANARY = 'ordkanarie';

/** A course as whoever lives it knows it. */
export interface Handle {
  readonly id: CourseId;
  readonly alias: string;
}

/** A session of a person who acts. */
export async function sessionOf(scope: Scope, who: Who): Promise<ActingSession> {
  const user = await scope.tx.users.get(userOf(who));
  const viewer = user === null ? null : await viewerOf(scope, user);
  const conversation = user === null ? null : await scope.parts.people.chatOf(scope.tx, user);
  if (user === null || viewer === null || conversation === null) throw new Error(`${who} has no role or chat`);
  return { ...scope, user, viewer, language: 'da', say: sayIn('da'), place: 'personal', conversation, channel: null };
}

export interface OpeningWish {
  readonly by: Who;
  readonly agreement: string;
  readonly programme: Programme;
  readonly from: 'jobCentre' | 'psychiatry';
  readonly referredOn: Day;
  readonly specialist: Who | null;
  readonly clinician: Who | null;
  readonly caseworker: Who | null;
  /** Opened after the first talk: the group is still to be decided. */
  readonly firstTalk: Day | null;
  readonly nth: number;
}

/** Opens or refers a course through the use case behind `nyt forløb`. */
export async function openOne(host: Host, wish: OpeningWish): Promise<Handle | null> {
  const opened = await host.inScope(async (scope) => {
    const session = await sessionOf(scope, wish.by);
    const places = await openingPlaces(session);
    const place = places.find((p) => p.agreement.id === agreementIdOf(wish.agreement));
    const programme = place?.programmes.find((p) => p.letter === wish.programme);
    const form = formOf(wish, session.today);
    if (place === undefined || programme === undefined || form === null) return null;
    const posted = PostedId.parse(`nyt-${wish.nth}`);
    const opening = await openCourse(session, { place, programme, form, anyway: false, posted });
    if (opening.kind !== 'opened') return null;
    const { course } = await loadCourse(scope, opening.course);
    return { id: course.id, alias: course.alias, specialist: course.specialist, caseworker: course.caseworker };
  });
  if (opened === null) return null;
  const { by, agreement, programme, from, referredOn, clinician, firstTalk } = wish;
  const { id, alias, specialist, caseworker } = opened;
  const who = { specialist, clinician, caseworker };
  host.enter({ type: 'opened', alias, agreement, programme, from, by, referredOn, firstTalk, ...who });
  return { id, alias };
}

function formOf(wish: OpeningWish, today: ActingSession['today']): ReadOpening | null {
  const cpr = parseCpr(cprOf(wish.nth), today);
  if (cpr.kind === 'refused') return null;
  const who = (one: Who | null) => (one === null ? null : userOf(one));
  return {
    name: `Borger ${NAME_CANARY} ${wish.nth}`,
    cpr,
    source: wish.from === 'psychiatry' ? 'citizenAndClinician' : 'jobCentre',
    referredOn: day(wish.referredOn),
    conference: conferenceIdOf(wish.agreement),
    clinician: who(wish.clinician),
    specialist: who(wish.specialist),
    caseworker: who(wish.caseworker),
    groupDecidedOn: wish.programme === 'B' && wish.firstTalk === null ? day(wish.referredOn) : null,
    firstTalkOn: wish.firstTalk === null ? null : day(wish.firstTalk),
    ageReason: null,
  };
}

/** A replacement number (day + 60), nobody's own, another for each. */
function cprOf(nth: number): string {
  const two = (n: number) => String(n).padStart(2, '0');
  const date = `${61 + (nth % 28)}${two(1 + (Math.floor(nth / 28) % 12))}${55 + (Math.floor(nth / 336) % 35)}`;
  return `${date}-${String(1000 + (Math.floor(nth / 11_760) % 2000)).padStart(4, '0')}`;
}

/** One command on a course by a person, and what is written down when it was accepted. */
export async function command(
  host: Host,
  course: Handle,
  what: { readonly by: Who; readonly command: CourseCommand; readonly fact?: Fact | null },
): Promise<boolean> {
  if (what.fact && host.isDeafTo(what.fact)) {
    host.enter(what.fact);
    return true;
  }
  const done = await host.inScope(async (scope) => {
    const changed = await changeCourse(scope, { id: course.id, command: what.command, by: userOf(what.by) });
    return changed.kind === 'changed' && changed.events.length > 0;
  });
  if (done && what.fact) host.enter(what.fact);
  return done;
}

/** A text in the vault, with the canary in it. */
export async function note(host: Host, course: Handle, text: string): Promise<NoteId> {
  return host.inScope(async (scope) => {
    const { course: loaded } = await loadCourse(scope, course.id);
    const id = NoteId.parse(scope.parts.ids.next());
    await scope.tx.vault.addNote({ id, person: loaded.person, text: `${text} ${TEXT_CANARY}`, at: scope.now });
    return id;
  });
}

/** A line in the training register, by the coordinator. */
export async function enterInRegister(
  host: Host,
  by: Who,
  line: { readonly about: string; readonly id: string; readonly what: RegisteredKind; readonly on: Day },
): Promise<void> {
  const { about, id, what, on } = line;
  const done = await host.inScope(async (scope) => {
    const session = await sessionOf(scope, by);
    const count = async () => (await scope.tx.training.about([UserId.parse(id)])).length;
    const before = await count();
    await enterTraining(session, { about: id, kind: what, date: on, page: 1 });
    return (await count()) > before;
  });
  if (done) host.enter({ type: 'trained', about, what, on });
}

/** *Overdrag*, by the specialist. */
export async function handOverTo(host: Host, course: Handle, to: { from: Who; specialist: Who }): Promise<boolean> {
  const done = await host.inScope(async (scope) => {
    const session = await sessionOf(scope, to.from);
    const shown = await showCourse(scope, session.viewer, course.id);
    if (shown === null || !shown.shown.rights.has('act')) return false;
    const chosen = { chosen: to.specialist, rev: String(shown.revision) };
    await handOver({ session, course: shown }, chosen);
    return (await loadCourse(scope, course.id)).course.specialist === to.specialist;
  });
  const { alias } = course;
  if (done) host.enter({ type: 'assigned', alias, specialist: to.specialist, handedOver: true });
  return done;
}

/** *Udsæt*: whatever of this kind stands on the specialist's list. */
export async function snoozeOne(
  host: Host,
  course: Handle,
  wish: { readonly by: Who; readonly kind: string; readonly until: Day },
): Promise<boolean> {
  const { by, kind, until } = wish;
  const done = await host.inScope(async (scope) => {
    const session = await sessionOf(scope, by);
    const shown = await showCourse(scope, session.viewer, course.id);
    if (shown === null || !shown.shown.rights.has('act')) return false;
    const [item, more] = (await snoozable(session, shown)).filter((i) => i.obligation.kind === kind);
    if (item === undefined || more !== undefined) return false;
    const typed = { item: item.obligation.key, reason: 'waitingCitizen', until, rev: String(shown.revision) };
    await putOff({ session, course: shown }, typed);
    return (await loadCourse(scope, course.id)).revision > shown.revision;
  });
  if (done) host.enter({ type: 'snoozed', alias: course.alias, duty: kind, until });
  return done;
}
