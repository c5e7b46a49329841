import type { Right } from '../../domain/access.ts';
import type { Course } from '../../domain/course/course.ts';
import type { Obligation } from '../../domain/obligation.ts';
import { rowsFor, type ShownCourse, showCourses } from '../courses/load-course.ts';
import type { Reader } from '../courses/reader.ts';
import type { View } from '../view.ts';
import { itemText } from './item-text.ts';
import { type OpenItem, openItems } from './open-items.ts';

/** So many courses get a button of their own; the rest stand in a list. */
const MOST_BUTTONS = 5;

/** Referred courses can be looked at, and handed over. */
const NOT_ONLY_RUNNING: ReadonlySet<Pick['view']> = new Set(['stepPick', 'handOverPick']);

/** What a course is picked for: the verb that follows, the view the card stands as, and whose due dates come first. */
export interface Pick {
  readonly verb: 'contact.form' | 'employer.form' | 'step.form' | 'job.open' | 'stepUp.open' | 'course.askHandOver';
  readonly view: 'contactPick' | 'employerPick' | 'stepPick' | 'jobPick' | 'stepUpPick' | 'handOverPick';
  readonly kind: Obligation['kind'];
}

/** Where a command needs a course and got none: the person's own courses, the due ones first (product.md 2). Null when there is none. */
export async function pickCourseView(reader: Reader, pick: Pick): Promise<View | null> {
  const { say, language, viewer } = reader;
  const own = (await showCourses(reader, viewer, await rowsFor(reader, viewer, 'open'))).filter(
    ({ shown }) =>
      mayPick(shown.rights, pick.view) &&
      (pick.view !== 'stepUpPick' || hasStepUp(reader, shown.value)) &&
      (NOT_ONLY_RUNNING.has(pick.view) || shown.value.status === 'running'),
  );
  if (own.length === 0) return null;
  const due = (await openItems(reader, viewer)).filter((i) => i.obligation.kind === pick.kind);
  const choices = dueFirst(own, due).map(({ course, item }) => choiceOf(reader, course, item));
  return {
    card: 'pick-course',
    language,
    data: {
      title: say(`pick.${pick.view}`),
      verb: pick.verb,
      buttons: choices.slice(0, MOST_BUTTONS),
      rest: choices.slice(MOST_BUTTONS),
      safety: say('safety'),
    },
    summary: say('summary.answer'),
    about: { view: pick.view, subject: viewer.colleague.id },
    discloses: own.map(({ shown }) => shown.value.id),
  };
}

/** U0–U3 are one programme's alone. */
function hasStepUp({ parts }: Reader, { programme }: Course): boolean {
  return parts.programmes.get(programme.id, programme.version).stepUp !== null;
}

/** `trin` is the caseworker's too, for group and pause (product.md 4). */
function mayPick(rights: ReadonlySet<Right>, view: Pick['view']): boolean {
  if (view === 'stepUpPick') return rights.has('stepUp');
  return rights.has('act') || (view === 'stepPick' && rights.has('visitation'));
}

interface Candidate {
  readonly course: ShownCourse;
  readonly item: OpenItem | null;
}

/** `due` comes most overdue first; courses without such a duty follow by alias. */
function dueFirst(own: readonly ShownCourse[], due: readonly OpenItem[]): readonly Candidate[] {
  const byId = new Map(own.map((course) => [course.shown.value.id, course]));
  const first = due.flatMap((item) => {
    const course = byId.get(item.shown.value.id);
    return course === undefined ? [] : [{ course, item }];
  });
  const listed = new Set(first.map(({ course }) => course.shown.value.id));
  const others = own.filter(({ shown }) => !listed.has(shown.value.id)).map((course) => ({ course, item: null }));
  return [...first, ...others];
}

function choiceOf({ say, language, today }: Reader, { shown }: ShownCourse, item: OpenItem | null) {
  const { alias, id } = shown.value;
  const status = item === null ? null : itemText(item, { say, language, today, notes: new Map() }).status;
  return { title: status === null ? alias : `${alias} – ${status}`, value: id };
}
