import { type PersonViewer, standsFor } from '../../domain/access.ts';
import type { CourseId } from '../../domain/ids.ts';
import type { Scope } from '../context.ts';
import type { ShownCourse } from '../courses/load-course.ts';

import { sayIn } from '../i18n.ts';
import type { User } from '../ports/records.ts';
import type { View } from '../view.ts';
import { takesPart } from '../wishes/takes-part.ts';
import { itemText } from '../work-list/item-text.ts';
import { holdsObligation, type OpenItem, openItems } from '../work-list/open-items.ts';
import { attendanceData } from './agenda-view.ts';
import { agendaCourses, type LoadedMeeting } from './load-conference.ts';
import { agendaLines, meetingHead } from './meeting-text.ts';
import { pageData, pageOf } from './pages.ts';

const COURSES_PER_PAGE = 6;

/** Whose preparation it is. */
export interface Preparer {
  readonly user: User;
  readonly viewer: PersonViewer;
  readonly page: number;
}

/** The courses of a person on a meeting's agenda: those they are named on, not everything they may see. */
export async function ownCourses(
  scope: Scope,
  loaded: LoadedMeeting,
  viewer: PersonViewer,
): Promise<readonly ShownCourse[]> {
  const courses = await agendaCourses(scope, loaded, viewer);
  return courses.filter(({ shown: { value } }) =>
    [value.specialist, value.clinician, value.caseworker].some((user) => standsFor(viewer, user)),
  );
}

/** The same agenda in person (product.md 1.4): my courses, what each still needs of me, and whether I want a decision. */
export async function preparationView(scope: Scope, loaded: LoadedMeeting, preparer: Preparer): Promise<View> {
  const { user, viewer } = preparer;
  const { language } = user;
  const say = sayIn(language);
  const courses = await ownCourses(scope, loaded, viewer);
  const page = pageOf(agendaLines(scope, loaded, { courses, say, language }), preparer.page, COURSES_PER_PAGE);
  const { rows } = page;
  const todo = await todoOf(scope, preparer, new Set(rows.map((r) => r.course.shown.value.id)));
  const { attendance, wanted } = loaded.meeting;
  const present = await takesPart(
    scope,
    rows.map((r) => r.course),
    say,
  );
  return {
    card: 'preparation',
    language,
    data: {
      ...meetingHead(scope, loaded, language),
      count: say('preparation.count', { count: courses.length }),
      rows: rows.map(({ course: { shown }, reasons }) => ({
        alias: shown.value.alias,
        course: shown.value.id,
        reasons: reasons.join(' · '),
        todo: (todo.get(shown.value.id) ?? []).map((text) => `- ${text}`).join('\n'),
        takesPart: present.get(shown.value.id) ?? '',
        wanted: wanted.has(shown.value.id),
      })),
      ...(await attendanceData(scope, loaded)),
      mine: say(`conference.mine.${attendance.get(user.id) ?? 'none'}`),
      ...pageData(page, say('conference.page', { page: page.page, pages: page.pages })),
      meeting: loaded.occurrence.meeting,
    },
    summary: say('summary.preparation'),
    about: { view: 'preparation', subject: loaded.occurrence.meeting },
    discloses: courses.map((c) => c.shown.value.id),
  };
}

/** What is open on each course and stands on this person's list, and every open task with its text. */
async function todoOf(
  scope: Scope,
  { user, viewer }: Preparer,
  courses: ReadonlySet<CourseId>,
): Promise<ReadonlyMap<CourseId, readonly string[]>> {
  const items = (await openItems(scope, viewer)).filter((item) => courses.has(item.shown.value.id));
  const mine = items.filter(
    (item) => item.obligation.kind === 'task' || holdsObligation(scope, viewer, item.obligation),
  );
  const notes = await scope.tx.vault.notes(mine.flatMap(noteOf));
  const lines = new Map<CourseId, string[]>();
  for (const item of mine) {
    const { what, status } = itemText(item, {
      say: sayIn(user.language),
      language: user.language,
      today: scope.today,
      notes,
    });
    const { id } = item.shown.value;
    lines.set(id, [...(lines.get(id) ?? []), `${what}: ${status}`]);
  }
  return lines;
}

function noteOf({ obligation, shown }: OpenItem) {
  const task = shown.value.tasks.find((t) => t.id === obligation.task);
  return task === undefined ? [] : [task.text];
}
