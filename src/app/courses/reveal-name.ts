import { z } from 'zod';
import { addMinutes } from '../../domain/calendar/time.ts';
import type { PostedCard } from '../ports/outbox.ts';
import type { OnCourse } from './on-course.ts';

/** What a name is looked up for: the whole list (product.md 4); it stands in the citizen's own extract (GDPR 15). */
export const LookUpPurpose = z.enum(['contactCitizen', 'prepareMeeting', 'findInJournal', 'checkIdentity']);
export type LookUpPurpose = z.infer<typeof LookUpPurpose>;

/** How long a name stands in clear. */
export const SHOWN_MINUTES = 10;
/** The view of a course's card while the name stands on it. */
export const NAMED_VIEW = 'courseNamed';

/**
 * The citizen's name in clear, once and for one course. The look-up row is written in the same transaction before the name is read, and
 * the card that shows it is masked after ten minutes at any hour, or by whatever replaces it before. Null when the name was erased.
 * Whoever calls has checked the right `name`.
 */
export async function reveal(
  { session, course }: OnCourse,
  purpose: LookUpPurpose,
  on: Pick<PostedCard, 'id'>,
): Promise<string | null> {
  const { tx, now, user } = session;
  const { id, person } = course.shown.value;
  await tx.audit.append({ at: now, actor: user.id, action: 'lookUp', subject: id, purpose });
  const name = await tx.vault.nameOf(person);
  if (name === null) return null;
  await tx.outbox.add({
    kind: 'mask',
    subject: id,
    recipient: `card:${on.id}`,
    rung: now,
    notBefore: addMinutes(now, SHOWN_MINUTES),
    uselessAfter: null,
    calendar: null,
    anyHour: true,
  });
  return name;
}
