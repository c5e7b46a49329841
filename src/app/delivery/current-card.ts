import { CourseId } from '../../domain/ids.ts';
import { absenceView } from '../absence/absence-view.ts';
import type { Session } from '../context.ts';
import { courseView } from '../courses/course-view.ts';
import { showCourse } from '../courses/load-course.ts';
import { type ActingSession, asActing } from '../courses/reader.ts';
import { rolesView } from '../people/roles-view.ts';
import type { PostedCard } from '../ports/outbox.ts';
import { settingsView } from '../settings/settings-view.ts';
import { type Answer, notice, type View } from '../view.ts';
import { canRender, renderStanding } from './render-standing.ts';

/** Receipts of what is the person's own or the administrator's, and the card each came from, as it stands now. */
const OWN: Readonly<Record<string, (session: ActingSession) => View | Promise<View>>> = {
  absence: (session) => absenceView(session),
  absenceReceipt: (session) => absenceView(session),
  settings: settingsView,
  settingsReceipt: settingsView,
  roleReceipt: (session) => rolesView(session, 1),
};

/**
 * A tap on a card that has become another since: the current card in its place (product.md 3), headed by why nothing was done. So a card
 * whose answer was lost on the way shows at the next tap what came of it. What cannot be made anew keeps standing, with a notice.
 */
export async function currentCard(session: Session, posted: PostedCard): Promise<Answer> {
  const above = session.say('errors.alreadyAnswered');
  const view = await viewNow(session, posted);
  return view === null ? notice(above) : { kind: 'card', view, above };
}

async function viewNow(session: Session, posted: PostedCard): Promise<View | null> {
  if (canRender(posted.view)) return renderStanding(session, posted);
  const acting = session.place === 'personal' ? asActing(session) : null;
  if (acting === null) return null;
  const own = Object.hasOwn(OWN, posted.view) ? OWN[posted.view] : undefined;
  if (own !== undefined) return own(acting);
  const id = CourseId.safeParse(posted.subject);
  const course = id.success ? await showCourse(acting, acting.viewer, id.data) : null;
  return course === null ? null : courseView(acting, course);
}
