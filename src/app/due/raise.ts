import { disclose } from '../../domain/access.ts';
import { PlainDate, toInstant } from '../../domain/calendar/time.ts';
import { nextWorkingDay, type WorkCalendar } from '../../domain/calendar/working-days.ts';
import type { Course } from '../../domain/course/course.ts';
import { isShared } from '../../domain/course/course.ts';
import { type AgreementId, UserId } from '../../domain/ids.ts';
import { holdersOn, type Obligation, type Told } from '../../domain/obligation.ts';
import { standInOf } from '../absence/stand-in.ts';
import { loadAgreement } from '../agreements/load-agreement.ts';
import type { Scope } from '../context.ts';
import { viewerOf } from '../people/viewer.ts';
import type { Intent, RecipientKey } from '../ports/outbox.ts';
import { CHANNEL_AT, DIGEST_USELESS, digestAtOf, digestDay } from './moments.ts';
import { type Telling, toldOf } from './told.ts';

/** Whose matter an obligation is, to find the people and places it is raised to. */
export interface Circle {
  readonly agreement: AgreementId;
  readonly specialist: UserId | null;
  /** Null for an agreement's or a conference's own matters. */
  readonly course: Course | null;
}

/** A circle with what is open in it. */
export interface Due extends Circle {
  /** The subject's id: what raised rungs are remembered under. */
  readonly subject: string;
  readonly obligations: readonly Obligation[];
  readonly calendar: WorkCalendar;
}

/** Raises every rung that has been reached, once per recipient, and sees to a digest for everyone with something due (N1, N5). */
export async function raise(scope: Scope, due: Due): Promise<void> {
  const day = digestDay(scope, due.calendar);
  const isTold = await toldOf(scope, due.subject);
  for (const obligation of due.obligations) {
    await raiseRungs(scope, due, { obligation, day, isTold });
    if (obligation.notice || obligation.due > scope.today) continue;
    for (const recipient of await recipientsOf(scope, due, holdersOn(obligation, scope.today, 0))) {
      await plan(scope, { recipient, day, agreement: due.agreement });
    }
  }
}

async function raiseRungs(
  scope: Scope,
  due: Due,
  raising: { obligation: Obligation; day: PlainDate; isTold: (telling: Telling) => boolean },
): Promise<void> {
  const { obligation, day, isTold } = raising;
  for (const rung of obligation.rungs.filter((r) => r.day <= scope.today)) {
    for (const recipient of await recipientsOf(scope, due, rung.to)) {
      const telling = { obligation: obligation.key, rung: rung.id, recipient };
      if (isTold(telling)) continue;
      const on = await carrierOf(scope, due, { recipient, day });
      await scope.tx.raised.add({ subject: due.subject, ...telling, on });
    }
  }
}

/** The day whose post carries what is raised now: where today's has gone out already, the next working day's (N5). */
async function carrierOf(
  scope: Scope,
  { agreement, calendar }: Due,
  { recipient, day }: { recipient: RecipientKey; day: PlainDate },
): Promise<PlainDate> {
  const carrier = await plan(scope, { recipient, day, agreement });
  if (carrier !== null) return carrier;
  const next = nextWorkingDay(day, calendar);
  await plan(scope, { recipient, day: next, agreement });
  return next;
}

interface Post {
  readonly recipient: RecipientKey;
  readonly day: PlainDate;
  readonly agreement: AgreementId;
}

/** The digest or the channel's one post of a day, planned once however many things are in it (N1): whose day it has; null when it has gone out. */
async function plan(scope: Scope, post: Post): Promise<PlainDate | null> {
  const { recipient, day, agreement } = post;
  if (recipient.startsWith('channel:')) return planAlert(scope, post);
  const user = UserId.parse(recipient.slice('user:'.length));
  return (await planDigest(scope, { user, day, agreement })) ? day : null;
}

/** An alert that still waits, because the bot was down on its day, takes what is raised now too: one post per channel and day (N1). */
async function planAlert(scope: Scope, { recipient, day, agreement }: Post): Promise<PlainDate | null> {
  const waiting = (await scope.tx.outbox.pendingOf(recipient)).find(
    (r) => r.kind === 'channelAlert' && r.subject < day,
  );
  const subject = waiting === undefined ? day : PlainDate.parse(waiting.subject);
  const joined = await addOrJoin(scope, {
    kind: 'channelAlert',
    subject,
    recipient,
    rung: '',
    notBefore: toInstant(day, CHANNEL_AT),
    uselessAfter: null,
    calendar: agreement,
    anyHour: false,
  });
  return joined ? subject : null;
}

/**
 * One digest per person and working day, at the person's own hour; the cover's, where the person is away that day (N3). False when that
 * day's has gone out already.
 */
export async function planDigest(
  scope: Scope,
  digest: { user: UserId; day: PlainDate; agreement: AgreementId | null },
): Promise<boolean> {
  const reader = await standInOf(scope, digest.user, digest.day);
  return addOrJoin(scope, {
    kind: 'digest',
    subject: digest.day,
    recipient: `user:${reader}`,
    rung: '',
    notBefore: toInstant(digest.day, digestAtOf(await scope.tx.users.get(reader))),
    uselessAfter: toInstant(digest.day, DIGEST_USELESS),
    calendar: digest.agreement,
    anyHour: false,
  });
}

async function addOrJoin({ tx }: Scope, intent: Intent): Promise<boolean> {
  return (await tx.outbox.add(intent)) || tx.outbox.isWaiting(intent);
}

/** The people and places behind `Told`; those who may not be shown the course now are left out (K14). */
export async function recipientsOf(
  scope: Scope,
  circle: Circle,
  told: readonly Told[],
): Promise<readonly RecipientKey[]> {
  const keys = await Promise.all(told.map((t) => keysOf(scope, circle, t)));
  return [...new Set(keys.flat())];
}

async function keysOf(scope: Scope, circle: Circle, told: Told): Promise<readonly RecipientKey[]> {
  if (told.kind === 'channel') return channelOf(scope, circle);
  const users = told.kind === 'leader' ? await leadersOf(scope, circle) : [told.user];
  const allowed = await Promise.all(users.map((user) => maySee(scope, circle, user)));
  return users.filter((_, i) => allowed[i]).map((user): RecipientKey => `user:${user}`);
}

async function maySee(scope: Scope, circle: Circle, id: UserId): Promise<boolean> {
  if (circle.course === null) return true;
  const user = await scope.tx.users.get(id);
  const viewer = user === null ? null : await viewerOf(scope, user);
  return viewer !== null && disclose(circle.course, viewer, scope.now) !== null;
}

/** The specialist's leader, or every leader of the job centre where there is none yet. */
export async function leadersOf(scope: Scope, circle: Circle): Promise<readonly UserId[]> {
  const specialist = circle.specialist === null ? null : await scope.tx.users.get(circle.specialist);
  if (specialist?.leader != null) return [specialist.leader];
  const { agreement } = await loadAgreement(scope, circle.agreement);
  const colleagues = await scope.tx.users.ofOrganisation(agreement.terms.jobCentre);
  return colleagues.filter((u) => u.role === 'leader').map((u) => u.id);
}

/** The shared channel counts as the other side; without consent the job centre's own channel, or nobody (N2). */
async function channelOf(scope: Scope, circle: Circle): Promise<readonly RecipientKey[]> {
  const { agreement } = await loadAgreement(scope, circle.agreement);
  const shared = circle.course === null || isShared(circle.course, scope.today);
  const channel = shared ? (agreement.channels.shared ?? agreement.channels.jobCentre) : agreement.channels.jobCentre;
  return channel === undefined ? [] : [`channel:${channel}`];
}
