import { daysBetween, minDate } from '../../domain/calendar/dates.ts';
import type { PlainDate } from '../../domain/calendar/time.ts';
import { homeSide, isShared } from '../../domain/course/course.ts';
import { openEngagements } from '../../domain/course/engagement.ts';
import { formatDateWithYear } from '../format.ts';
import { engagementName, engagementState } from '../jobs/job-words.ts';
import type { About } from './principle.ts';

/** Sentences that both models share, each from what was disclosed to the reader. */

function day({ reader }: About, on: PlainDate): string {
  return formatDateWithYear(on, reader.language);
}

/** Jobs, education and internships by kind and dates; companies' names stay on the job's own card (N2). */
export function jobsKnown({ reader, facts }: About): readonly string[] {
  const { engagements } = facts.shown.value;
  if (engagements.length === 0) return [reader.say('principles.noJob')];
  return engagements.slice(-MOST_JOBS).map((e) => `${engagementName(reader, e)}: ${engagementState(reader, e)}`);
}
const MOST_JOBS = 3;

/** Whether a job or an agreement is open. */
export function hasOpenJob({ facts }: About): boolean {
  return openEngagements(facts.shown.value).length > 0;
}

/** From the referral to the start (A6). */
export function daysToStart(about: About): readonly string[] {
  const course = about.facts.shown.value;
  if (course.status !== 'running' && course.status !== 'closed') return [about.reader.say('principles.notStarted')];
  const count = Math.max(0, daysBetween(course.referredOn, course.startedOn));
  return [about.reader.say('principles.daysToStart', { count, on: day(about, course.startedOn) })];
}

/** From the start to the first employer contact or job: how soon the search began. */
export function daysToSearch(about: About): { readonly line: string; readonly lacks: boolean } | null {
  const { reader, facts } = about;
  const course = facts.shown.value;
  if (course.status !== 'running' && course.status !== 'closed') return null;
  const { startedOn } = course;
  const found = [...course.employerContacts.map((c) => c.on), ...course.engagements.map((e) => e.agreedOn)].filter(
    (on) => on >= startedOn,
  );
  if (found.length === 0) {
    const count = daysBetween(startedOn, course.status === 'closed' ? course.endedOn : reader.today);
    return { line: reader.say('principles.noSearch', { count }), lacks: true };
  }
  return {
    line: reader.say('principles.search', { count: daysBetween(startedOn, found.reduce(minDate)) }),
    lacks: false,
  };
}

/** A14: how many employers' contacts, and the last. */
export function employersKnown(about: About): { readonly line: string; readonly lacks: boolean } {
  const { say } = about.reader;
  const { employerContacts } = about.facts.shown.value;
  const last = employerContacts
    .map((c) => c.on)
    .reduce<PlainDate | null>((a, b) => (a === null || b > a ? b : a), null);
  if (last === null) return { line: say('principles.noEmployers'), lacks: true };
  return {
    line: say('principles.employers', { count: employerContacts.length, on: day(about, last) }),
    lacks: false,
  };
}

/** A9, B19: whether both sides work together, and how often it was discussed. */
export function cooperation(about: About): { readonly lines: readonly string[]; readonly lacks: boolean } {
  const { say, today } = about.reader;
  const { value } = about.facts.shown;
  const shared = isShared(value, today);
  const last = value.discussions
    .map((d) => d.on)
    .reduce<PlainDate | null>((a, b) => (a === null || b > a ? b : a), null);
  const discussed =
    last === null
      ? say('principles.notDiscussed')
      : say('principles.discussed', { count: value.discussions.length, on: day(about, last) });
  return { lines: [say(shared ? 'principles.shared' : 'principles.notShared'), discussed], lacks: !shared };
}

/** A7, B8: the own job goal, its words for the home side alone. */
export function goalKnown(about: About): { readonly line: string; readonly lacks: boolean } {
  const { reader, facts, goalWords } = about;
  const goal = facts.shown.value.conditions.get('jobGoalBegun');
  if (goal === undefined) return { line: reader.say('principles.noGoal'), lacks: true };
  const kind = goal.goal === null ? '' : reader.say(`step.goal.${goal.goal}`);
  const parts = [kind, goalWords, day(about, goal.on)].filter((part) => part !== '');
  return { line: reader.say('principles.goal', { goal: parts.join(' · ') }), lacks: false };
}

/** W3: the wish about openness is the home side's; null for everybody else. */
export function opennessKnown(about: About): { readonly line: string; readonly lacks: boolean } | null {
  const { reader, facts } = about;
  const { value, viewer } = facts.shown;
  if (viewer.kind !== 'person' || viewer.colleague.side !== homeSide(value)) return null;
  const { openness } = value;
  const wish =
    openness === null
      ? reader.say('job.notStated')
      : `${reader.say(`job.wish.${openness.wish}`)} · ${day(about, openness.on)}`;
  return { line: reader.say('principles.openness', { wish }), lacks: openness === null };
}
