import { addDays } from '../../domain/calendar/dates.ts';
import type { Course, Task } from '../../domain/course/course.ts';
import { isShared } from '../../domain/course/course.ts';
import { CourseId, MeetingId, type UserId } from '../../domain/ids.ts';
import type { Scope } from '../context.ts';
import type { ShownCourse } from '../courses/load-course.ts';
import { formatDate } from '../format.ts';
import { sayIn } from '../i18n.ts';
import { plain } from '../plain.ts';
import type { User } from '../ports/records.ts';
import type { View } from '../view.ts';
import type { LoadedMeeting } from './load-conference.ts';

/** A course and the conference it was decided on at: what a decision's cards are about. */
export interface DecisionAbout {
  readonly course: ShownCourse;
  readonly meeting: LoadedMeeting;
  readonly user: User;
}

/** What was typed into the form, and what was wrong with it. */
export interface DecisionTyped {
  readonly text: string;
  readonly owner: string;
  readonly due: string;
  readonly errors: Readonly<Partial<Record<'text' | 'owner' | 'due' | 'form', string>>>;
}

const UNTYPED: DecisionTyped = { text: '', owner: '', due: '', errors: {} };

/** The words, the owner and the date of a decision, asked for in person (product.md 1.4); typed text survives an error. */
export async function decisionFormView(
  scope: Scope,
  about: DecisionAbout,
  typed: DecisionTyped = UNTYPED,
): Promise<View> {
  const { course, meeting, user } = about;
  const say = sayIn(user.language);
  const { value } = course.shown;
  const owners = await ownersOf(scope, value);
  const saved = decisionsOf(value, meeting);
  return {
    card: 'decision-form',
    language: user.language,
    data: {
      title: say('decision.title', { alias: value.alias }),
      when: formatDate(meeting.occurrence.date, user.language),
      saved: saved.length === 0 ? '' : say('decision.saved', { count: saved.length }),
      owners: owners.map((o) => ({
        title: say('decision.owner', { name: o.name, role: say(`role.${o.role}`) }),
        value: o.id,
      })),
      owner: owners.some((o) => o.id === typed.owner) ? typed.owner : (owners[0]?.id ?? ''),
      text: typed.text,
      due: typed.due === '' ? addDays(scope.today, 7) : typed.due,
      earliest: scope.today,
      errorText: typed.errors.text ?? '',
      errorOwner: typed.errors.owner ?? '',
      errorDue: typed.errors.due ?? '',
      error: typed.errors.form ?? '',
      course: value.id,
      meeting: meeting.occurrence.meeting,
      // The task's id is given with the form, so that the same answer twice is the same task.
      task: scope.parts.ids.next(),
    },
    summary: say('summary.decision'),
    about: { view: 'decisionForm', subject: decisionSubject(value.id, meeting.occurrence.meeting) },
    discloses: [value.id],
  };
}

/** The receipt: what was decided at that conference, who sees to it and when. */
export async function decisionReceiptView(scope: Scope, about: DecisionAbout): Promise<View> {
  const { course, meeting, user } = about;
  const say = sayIn(user.language);
  const { value } = course.shown;
  const tasks = decisionsOf(value, meeting);
  const notes = await scope.tx.vault.notes(tasks.map((t) => t.text));
  const people = await scope.tx.users.many(tasks.map((t) => t.owner));
  return {
    card: 'decision-receipt',
    language: user.language,
    data: {
      title: say('decision.title', { alias: value.alias }),
      when: formatDate(meeting.occurrence.date, user.language),
      rows: tasks.map((t) => ({
        text: plain(notes.get(t.text) ?? ''),
        who: say('decision.by', {
          name: plain(people.get(t.owner)?.name ?? ''),
          date: formatDate(t.due, user.language),
        }),
      })),
      none: tasks.length === 0,
    },
    summary: say('summary.decision'),
    about: { view: 'decisionReceipt', subject: decisionSubject(value.id, meeting.occurrence.meeting) },
    discloses: [value.id],
  };
}

/** Who may take a decision on: the specialist, the caseworker, and while both sides share the course its clinician (K14). */
async function ownersOf(
  { tx, today }: Scope,
  course: Course,
): Promise<readonly { readonly id: UserId; readonly name: string; readonly role: string }[]> {
  const ids = [
    { id: course.specialist, role: 'specialist' },
    { id: isShared(course, today) ? course.clinician : null, role: 'clinician' },
    { id: course.caseworker, role: 'caseworker' },
  ];
  const people = await tx.users.many(ids.flatMap(({ id }) => (id === null ? [] : [id])));
  return ids.flatMap(({ id, role }) => (id === null ? [] : [{ id, role, name: people.get(id)?.name ?? '' }]));
}

function decisionsOf(course: Course, { occurrence }: LoadedMeeting): readonly Task[] {
  return course.tasks.filter((t) => t.meeting === occurrence.meeting);
}

/** What the cards of a decision are recorded under. */
export function decisionSubject(course: CourseId, meeting: MeetingId): string {
  return `${course}#${meeting}`;
}

/** The course and the meeting a decision's card is recorded under. */
export function readDecisionSubject(subject: string): { readonly course: CourseId; readonly meeting: MeetingId } {
  const at = subject.indexOf('#');
  return { course: CourseId.parse(subject.slice(0, at)), meeting: MeetingId.parse(subject.slice(at + 1)) };
}
