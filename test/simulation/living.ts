import type { Chance } from './chance.ts';
import type { Handle } from './deeds.ts';
import type { Host } from './host.ts';
import type { Agreement, Day, Programme, Town, Who } from './record.ts';

/** A course as those who live it see it. What the bot makes of it they do not know. */
export interface Living extends Handle {
  readonly town: Town;
  readonly agreement: Agreement;
  readonly programme: Programme;
  readonly from: 'jobCentre' | 'psychiatry';
  readonly referredOn: Day;
  /** Whether the people around it are on time. */
  readonly orderly: boolean;
  /** The day on which it ends by itself. */
  readonly endsOn: Day;
  specialist: Who | null;
  readonly clinician: Who;
  readonly caseworker: Who | null;
  state: 'waiting' | 'running' | 'ended';
  step: '0' | '1' | '2' | '3' | 'done';
  stepOn: Day;
  nextContact: Day | null;
  missed: number;
  consentLast: Day | null;
  /** What is to happen on a day, by name. */
  readonly plans: Map<string, Day>;
  readonly jobs: Job[];
  readonly tasks: { readonly task: string; readonly owner: Who; doneOn: Day }[];
  counter: number;
  /** B2: null until it is decided. */
  group: '1' | '2' | null;
  /** B4: when the pause ends. */
  pausedUntil: Day | null;
}

export interface Job {
  readonly job: string;
  readonly internship: boolean;
  startsOn: Day | null;
  startedOn: Day | null;
  endsOn: Day | null;
  papers: { readonly paper: string; readonly on: Day }[];
}

/** What living needs. */
export interface Life {
  readonly host: Host;
  readonly chance: Chance;
  readonly today: Day;
}

/** Whether a plan's day has come; it is then crossed out. */
export function isTime(course: Living, plan: string, today: Day): boolean {
  const on = course.plans.get(plan);
  if (on === undefined || on > today) return false;
  course.plans.delete(plan);
  return true;
}

/** The specialist, or whoever stands for one. */
export function actorOf(course: Living): Who {
  return course.specialist ?? leaderOf(course.town);
}

export function leaderOf(town: Town): Who {
  return town.people.find((p) => p.part === 'leader')?.who ?? '';
}
