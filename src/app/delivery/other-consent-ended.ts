import { DIRECTIONS_OF, OtherPurpose, purposeInForce } from '../../domain/consent/consent.ts';
import { CourseId, UserId } from '../../domain/ids.ts';
import type { Scope } from '../context.ts';
import { showCourse } from '../courses/load-course.ts';
import { sayIn } from '../i18n.ts';
import { viewerOf } from '../people/viewer.ts';
import type { OutboxRow } from '../ports/outbox.ts';
import { toPerson } from './address.ts';
import type { Rendered } from './delivery.ts';

/** "Samtykket til opfølgning på ODE-014 er ikke længere i kraft", to whoever still sees the course (N1); not when it is in force again. */
export async function renderOtherConsentEnded(scope: Scope, row: OutboxRow): Promise<Rendered> {
  const purpose = OtherPurpose.parse(row.rung.split(':')[0]);
  const user = await scope.tx.users.get(UserId.parse(row.recipient.slice('user:'.length)));
  const viewer = user === null ? null : await viewerOf(scope, user);
  if (user === null || viewer === null) return 'drop';
  const course = await showCourse(scope, viewer, CourseId.parse(row.subject));
  if (course === null) return 'drop';
  const { id, alias, consents } = course.shown.value;
  const day = scope.today;
  if (DIRECTIONS_OF[purpose].every((direction) => purposeInForce(consents, purpose, { direction, day }))) return 'drop';
  const say = sayIn(user.language);
  return toPerson(scope, user, {
    card: 'line',
    language: user.language,
    data: { text: say(`delivery.otherConsentEnded.${purpose}`, { alias }) },
    summary: say('summary.update'),
    about: { view: 'otherConsentEnded', subject: id },
    discloses: [id],
  });
}
