import { isShared } from '../../domain/course/course.ts';
import { CourseId, UserId } from '../../domain/ids.ts';
import type { Scope } from '../context.ts';
import { loadCourse } from '../courses/load-course.ts';
import { sayIn } from '../i18n.ts';
import type { OutboxRow } from '../ports/outbox.ts';
import { toPerson } from './address.ts';
import type { Rendered } from './delivery.ts';

/**
 * The one personal line after consent ended, without a reason (K12): "Samarbejdet om ODE-014 er ophørt". It is the only later use of the
 * alias on the other side and so does not pass the gate; it discloses nothing else and stays when cards are taken back.
 */
export async function renderConsentEnded(scope: Scope, row: OutboxRow): Promise<Rendered> {
  const user = await scope.tx.users.get(UserId.parse(row.recipient.slice('user:'.length)));
  if (user === null || user.role === null) return 'drop';
  const { course } = await loadCourse(scope, CourseId.parse(row.subject));
  if (isShared(course, scope.today)) return 'drop';
  const say = sayIn(user.language);
  return toPerson(scope, user, {
    card: 'line',
    language: user.language,
    data: { text: say('delivery.consentEnded', { alias: course.alias }) },
    summary: say('summary.update'),
    about: { view: 'consentEnded', subject: course.id },
    discloses: [],
  });
}
