import { addDays } from '../../domain/calendar/dates.ts';
import { homeSide } from '../../domain/course/course.ts';
import { isHomeSideOnly, type Obligation } from '../../domain/obligation.ts';
import type { View } from '../view.ts';
import { itemText } from '../work-list/item-text.ts';
import { holdsObligation } from '../work-list/open-items.ts';
import { type CourseFacts, factsOf } from './course-facts.ts';
import { statusWords, stepWords } from './course-words.ts';
import { rowsFor, showCourses } from './load-course.ts';
import type { Reader } from './reader.ts';

/** Courses on one page (product.md 1.5). */
const PAGE_SIZE = 8;

/** `forløb`: the courses of somebody's own work, those that need something first. */
export async function coursesView(reader: Reader, wanted = 0): Promise<View> {
  const { say, language, viewer } = reader;
  const facts = await factsOf(reader, await showCourses(reader, viewer, await rowsFor(reader, viewer, 'open')));
  const rows = facts.map((one) => rowOf(reader, one)).sort((a, b) => Number(b.needs) - Number(a.needs));
  const last = Math.max(0, Math.ceil(rows.length / PAGE_SIZE) - 1);
  const page = Math.min(Math.max(0, wanted), last);
  const shown = rows.slice(page * PAGE_SIZE, (page + 1) * PAGE_SIZE);
  const left = Math.max(0, rows.length - (page + 1) * PAGE_SIZE);
  const groups = [
    { title: say('courses.needs'), rows: shown.filter((r) => r.needs) },
    { title: say('courses.others'), rows: shown.filter((r) => !r.needs) },
  ];
  return {
    card: 'courses',
    language,
    data: {
      title: say('courses.title', { count: rows.length }),
      empty: rows.length === 0 ? say('courses.empty') : '',
      groups: groups.filter((g) => g.rows.length > 0),
      more: left > 0 ? say('list.more', { count: left }) : '',
      next: String(page + 1),
      back: page > 0,
      previous: String(page - 1),
    },
    summary: say('summary.answer'),
    about: { view: 'courses', subject: String(page) },
    discloses: shown.map((r) => r.course),
  };
}

/** A course in two lines: where it stands, and what is next for the viewer. */
function rowOf(reader: Reader, facts: CourseFacts) {
  const { shown, obligations } = facts;
  const { id, alias, programme } = shown.value;
  const due = obligations.filter((o) => isNeeded(reader, facts, o));
  const first = [...due].sort((a, b) => (a.due < b.due ? -1 : Number(a.due > b.due)))[0];
  return {
    course: id,
    title: `${alias} · ${reader.say(`programme.${programme.id}.name`)}`,
    status: standingOf(reader, facts, first),
    next: first === undefined ? '' : nextOf(reader, facts, first),
    late: first !== undefined && first.due < reader.today,
    needs: first !== undefined,
  };
}

/** Where the course stands. Where the step's target is what comes next, the second line tells it, and the first only names the step. */
function standingOf(reader: Reader, facts: CourseFacts, next: Obligation | undefined): string {
  const { programme } = facts.shown.value;
  if (next?.kind === 'step') return reader.say(`course.step.${programme.id}.${next.step ?? ''}`);
  return stepWords(reader, facts)?.text ?? statusWords(reader, facts);
}

/** Whether something stands on the viewer's own list within the week. */
function isNeeded(reader: Reader, { shown }: CourseFacts, obligation: Obligation): boolean {
  const aheadDays = reader.parts.programmes.common.digest.aheadDays;
  const near = obligation.due <= addDays(reader.today, aheadDays);
  if (
    isHomeSideOnly(obligation.kind) &&
    shown.viewer.kind === 'person' &&
    shown.viewer.colleague.side !== homeSide(shown.value)
  )
    return false;
  return near && holdsObligation(reader, reader.viewer, obligation);
}

function nextOf(reader: Reader, facts: CourseFacts, obligation: Obligation): string {
  const { what, status } = itemText({ ...facts, obligation }, { ...reader, notes: new Map() });
  return `${what} · ${status}`;
}
