import { localDate } from '../../domain/calendar/time.ts';
import type { WorkCalendar } from '../../domain/calendar/working-days.ts';
import { type AgreementId, CourseId, type UserId } from '../../domain/ids.ts';
import { loadAgreement } from '../agreements/load-agreement.ts';
import { workDaysOf } from '../agreements/work-days.ts';
import type { Scope } from '../context.ts';
import { loadCourse } from '../courses/load-course.ts';
import { nextMorning } from '../due/moments.ts';
import { type Circle, leadersOf, planDigest } from '../due/raise.ts';
import type { IntentKind, Notice, OutboxRow, RecipientKey } from '../ports/outbox.ts';
import type { User } from '../ports/records.ts';
import { readRecipient } from './address.ts';

/** The kinds whose subject is a course. */
const ABOUT_A_COURSE: ReadonlySet<IntentKind> = new Set(['consentEnded', 'otherConsentEnded', 'replace', 'mask']);

/**
 * Tells those who can act, once, in their next morning's digest, what became of a message: the leaders of the matter, for a channel its
 * organiser too (N1, product.md 5). Never the person who could not be reached.
 */
export async function tellLeaders(
  scope: Scope,
  row: OutboxRow,
  what: { readonly kind: Notice['kind']; readonly subject: string },
): Promise<void> {
  const circle = await circleOf(scope, row);
  const calendar = await calendarOf(scope, { ...row, calendar: circle?.agreement ?? row.calendar });
  for (const to of await watchersOf(scope, row, circle)) {
    const notice = { id: scope.parts.ids.next(), to, ...what, at: scope.now, done: false };
    if (!(await scope.tx.notices.add(notice))) continue;
    const day = localDate(nextMorning(scope, calendar));
    await planDigest(scope, { user: to, day, agreement: circle?.agreement ?? null });
  }
}

/** The working calendar of a row: its agreement's closed days, its reader's, or the public holidays alone (S5). */
export async function calendarOf(
  scope: Scope,
  { calendar, recipient }: Pick<OutboxRow, 'calendar' | 'recipient'>,
): Promise<WorkCalendar> {
  if (calendar !== null) return (await loadAgreement(scope, calendar)).calendar;
  const reader = readRecipient(recipient);
  if (reader.kind === 'user') return workDaysOf(scope, reader.id);
  return { isHoliday: scope.parts.isHoliday, closedDays: new Set() };
}

/** Whose matter a row is; null where it belongs to no agreement. */
async function circleOf(scope: Scope, row: OutboxRow): Promise<Circle | null> {
  if (ABOUT_A_COURSE.has(row.kind)) {
    const { course } = await loadCourse(scope, CourseId.parse(row.subject));
    return { agreement: course.agreement, specialist: course.specialist, course: null };
  }
  const user = await userOf(scope, row.recipient);
  const agreement = row.calendar ?? (user === null ? null : await agreementOf(scope, user));
  const specialist = user?.role === 'specialist' ? user.id : null;
  return agreement === null ? null : { agreement, specialist, course: null };
}

async function userOf({ tx }: Scope, key: RecipientKey): Promise<User | null> {
  const recipient = readRecipient(key);
  return recipient.kind === 'user' ? tx.users.get(recipient.id) : null;
}

async function agreementOf({ tx }: Scope, user: User): Promise<AgreementId | null> {
  if (user.organisation === null) return null;
  return (await tx.agreements.ofOrganisation(user.organisation))[0]?.id ?? null;
}

/** The person's own leader, else the leaders of the matter; the organiser for a channel, and where nobody else is left. */
async function watchersOf(scope: Scope, row: OutboxRow, circle: Circle | null): Promise<readonly UserId[]> {
  const user = await userOf(scope, row.recipient);
  const own = user?.leader ?? null;
  if (circle === null) return own === null ? [] : [own];
  const leaders = own === null ? await leadersOf(scope, circle) : [own];
  const others = leaders.filter((id) => id !== user?.id);
  const { organiser } = (await loadAgreement(scope, circle.agreement)).agreement;
  if (row.recipient.startsWith('channel:')) return [...new Set([...others, organiser])];
  return others.length === 0 && organiser !== user?.id ? [organiser] : others;
}
