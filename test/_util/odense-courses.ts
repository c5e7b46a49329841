import { saveRow } from '../../src/app/courses/change-course.ts';
import { rescheduleCourse } from '../../src/app/due/reschedule-course.ts';
import { localDate } from '../../src/domain/calendar/time.ts';
import type { CourseEvent, Recorded } from '../../src/domain/course/events.ts';
import { courseFrom } from '../../src/domain/course/evolve.ts';
import { Alias, ConferenceId, CourseId, NoteId, PersonId, TaskId } from '../../src/domain/ids.ts';
import type { TestBot } from './bot.ts';
import { assigned, consented, day, journaled, on, opened, openedB, started } from './builders.ts';
import { idOf, JOB_CENTRE, type Name } from './odense.ts';

type History = readonly (Recorded<CourseEvent> | readonly Recorded<CourseEvent>[])[];

export const courseIdOf = (alias: string): CourseId => CourseId.parse(`course-${alias}`);

/** Whose course it is. */
export interface CoursePeople {
  readonly specialist?: Name;
  readonly clinician?: Name;
  readonly caseworker?: Name;
}

/** Programme A, running since a day with K1 in force and entered, Mette's and Bodil's unless told. */
export function runningA(date: string, who: CoursePeople = {}): Recorded<CourseEvent>[] {
  const { specialist = 'mette', clinician = 'bodil' } = who;
  const people = { referredBy: idOf(specialist), clinician: idOf(clinician) };
  return [
    opened(date, people),
    assigned(date, idOf(specialist)),
    ...consented(date),
    ...journaled(date, date),
    ...started(date),
  ];
}

/** Programme B in step 1 since a day, in the job centre alone. */
export function runningB1(date: string, who: CoursePeople = {}): Recorded<CourseEvent>[] {
  const { specialist = 'mette', clinician = 'bodil', caseworker = 'sanne' } = who;
  const people = { referredBy: idOf(caseworker), clinician: idOf(clinician), caseworker: idOf(caseworker) };
  return [openedB(date, people), assigned(date, idOf(specialist)), ...started(date, '1')];
}

/** Both directions of K3 since a day, entered in the journal. */
export function withK3(date: string): Recorded<CourseEvent>[] {
  return [...consented(date, { purpose: 'K3' }), ...journaled(date, date)];
}

/** A task agreed on a day, its text already in the vault under the note `note-<task>`. */
export function taskFor(owner: Name, task: string, dates: { readonly agreed: string; readonly due: string }) {
  return on(dates.agreed, {
    type: 'TaskAgreed',
    task: TaskId.parse(task),
    text: NoteId.parse(`note-${task}`),
    owner: idOf(owner),
    ownerSide: owner === 'bodil' || owner === 'birger' ? 'psychiatry' : 'jobCentre',
    due: day(dates.due),
    meeting: null,
  });
}

/** Puts a course with its history into the database, as if it had been lived there: row, vault record and wake included. */
export async function addCourse(trinvis: TestBot, alias: string, ...history: History): Promise<CourseId> {
  const id = courseIdOf(alias);
  const person = PersonId.parse(`person-${alias}`);
  const events = history.flat().map((recorded) => {
    if (recorded.event.type !== 'CourseOpened') return recorded;
    const conference = ConferenceId.parse(`${recorded.event.agreement}-conference`);
    return { ...recorded, event: { ...recorded.event, course: id, alias: Alias.parse(alias), person, conference } };
  });
  const course = courseFrom(events);
  if (course === null) throw new Error('a course begins with CourseOpened');
  await trinvis.bot.store.transaction(async (tx) => {
    const now = trinvis.clock.now();
    const scope = { parts: trinvis.bot.parts, tx, now, today: localDate(now) };
    const cpr = `670190${alias.slice(4).padStart(4, '9')}`;
    await tx.vault.addPerson({ id: person, organisation: JOB_CENTRE, name: `Borger ${alias}`, cpr });
    for (const task of course.tasks) {
      await tx.vault.addNote({ id: task.text, person, text: `Opgaveteksten til ${task.id}`, at: now });
    }
    let revision = 0;
    for (const { event, at, by } of events) {
      await tx.events.append('course', id, { revision, events: [event], at, by });
      revision += 1;
    }
    await saveRow(scope, course);
    await rescheduleCourse(scope, course);
  });
  return id;
}
