import type { Disclosed } from '../../domain/access.ts';
import { daysBetween } from '../../domain/calendar/dates.ts';
import { localDate, type PlainDate } from '../../domain/calendar/time.ts';
import type { ClosedCourse, ContactEntry, Course, RunningCourse } from '../../domain/course/course.ts';
import { stepUpStory } from '../step-up/course-lines.ts';
import { visitationStory } from '../visitation/visitation-story.ts';
import type { Reader } from './reader.ts';

/** One line of a course's story. */
export interface TimelineEntry {
  readonly on: PlainDate;
  readonly text: string;
}

/**
 * The course's story in words, newest first. Told from what was disclosed and not from the event log, so that the other side reads of no
 * attempt and no note (K14).
 */
export function timelineOf(words: Pick<Reader, 'say'>, shown: Disclosed<Course>): readonly TimelineEntry[] {
  const course = shown.value;
  const entries = [...lifeOf(words, course), ...consentsOf(words, course), ...workOf(words, course)];
  return entries.sort((a, b) => (a.on > b.on ? -1 : Number(a.on < b.on)));
}

function lifeOf({ say }: Pick<Reader, 'say'>, course: Course): TimelineEntry[] {
  const source = say(`source.${course.source}`);
  const entries = [{ on: course.referredOn, text: say('course.story.referred', { source }) }];
  entries.push(...course.startTalks.map((on) => ({ on, text: say('course.story.startTalk') })));
  if (course.status === 'running' || course.status === 'closed')
    entries.push({ on: course.startedOn, text: say('course.story.started', { count: daysToStart(course) }) });
  if (course.status === 'declined' || course.status === 'closed')
    entries.push({ on: course.endedOn, text: say(`course.story.${course.status}`) });
  for (const { step, completedOn } of course.steps)
    if (completedOn !== null) entries.push({ on: completedOn, text: say('course.story.stepCompleted', { step }) });
  return [...entries, ...visitationStory(say, course)];
}

/** A6: the days from referral to start; a start talk may lie before the referral was recorded. */
function daysToStart(course: RunningCourse | ClosedCourse): number {
  return Math.max(0, daysBetween(course.referredOn, course.startedOn));
}

function consentsOf({ say }: Pick<Reader, 'say'>, course: Course): TimelineEntry[] {
  const said = (what: string, on: PlainDate, direction: string) => ({
    on,
    text: say(`course.story.consent.${what}`, { direction: say(`direction.${direction}`) }),
  });
  const given = course.consents.map((c) => said('given', c.givenOn, c.direction));
  const journaled = course.consents.flatMap((c) =>
    c.journaled === null ? [] : [said('journaled', c.journaled.on, c.direction)],
  );
  const ended = course.consents.flatMap((c) =>
    c.ended === null ? [] : [said(c.ended.how, localDate(c.ended.at), c.direction)],
  );
  const refused = course.refusals.map((r) => said('refused', r.on, r.direction));
  return [...given, ...journaled, ...ended, ...refused];
}

function workOf({ say }: Pick<Reader, 'say'>, course: Course): TimelineEntry[] {
  const contacts = course.contacts.map((c) => ({
    on: c.on,
    text: say(`course.story.contact.${heldAs(c)}`),
  }));
  const discussed = course.discussions.map((d) => ({ on: d.on, text: say('course.story.discussed') }));
  const met = [...course.conditions].map(([condition, { on }]) => ({
    on,
    text: say('course.story.met', { condition: say(`condition.${condition}`) }),
  }));
  const agreed = course.tasks.map((t) => ({ on: t.agreedOn, text: say('course.story.taskAgreed') }));
  return [
    ...contacts,
    ...discussed,
    ...met,
    ...agreed,
    ...jobsOf({ say }, course),
    ...stepUpStory({ say }, course),
    ...relationsOf({ say }, course),
  ];
}

function heldAs(contact: ContactEntry): string {
  if (contact.kind !== 'held') return contact.kind;
  return contact.atCompany ? 'atCompany' : contact.how;
}

/** Employers contacted, by how and never by name (A14, N2), and a wait for room (A3). */
function relationsOf({ say }: Pick<Reader, 'say'>, { employerContacts, waiting }: Course): TimelineEntry[] {
  const employers = employerContacts.map(({ on, how }) => ({
    on,
    text: say('course.story.employer', { how: say(`employer.short.${how}`) }),
  }));
  return [...employers, ...(waiting === null ? [] : [{ on: waiting.placedOn, text: say('course.story.waiting') }])];
}

/** The jobs, educations and internships by kind alone: names of companies and people are nobody else's (N2). */
function jobsOf({ say }: Pick<Reader, 'say'>, course: Course): TimelineEntry[] {
  const jobs = course.engagements.flatMap((e) => {
    const said = (what: string, on: PlainDate) => ({
      on,
      text: say(`job.story.${what}`, { kind: say(`job.kind.${e.kind}`) }),
    });
    return [
      said('agreed', e.agreedOn),
      ...(e.status === 'agreed' || e.startedOn === null ? [] : [said('started', e.startedOn)]),
      ...e.changedOn.map((on) => said('changed', on)),
      ...(e.status === 'ended' ? [said('ended', e.endedOn)] : []),
    ];
  });
  const guided = course.benefitsGuided.map(({ on }) => ({ on, text: say('job.story.guided') }));
  return [...jobs, ...guided, ...againOf({ say }, course)];
}

/** B20: a step that is begun once more. */
function againOf({ say }: Pick<Reader, 'say'>, { steps }: Course): TimelineEntry[] {
  return steps
    .filter(({ step }, i) => steps.findIndex((s) => s.step === step) < i)
    .map(({ step, startedOn }) => ({ on: startedOn, text: say('job.story.again', { step }) }));
}
