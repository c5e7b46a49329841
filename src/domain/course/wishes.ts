import { z } from 'zod';
import { addMonths } from '../calendar/dates.ts';
import { PlainDate } from '../calendar/time.ts';
import { accepted, type Decision, refused } from '../refusal.ts';

/** The citizen's wishes beside openness (B7): W1 the specialist joins psychiatry's meetings, W2 the network is involved from the start. */
export const CourseWish = z.enum(['meetings', 'network']);
export type CourseWish = z.infer<typeof CourseWish>;

/** `unsaid` takes an answer back: "ikke oplyst". */
export const WishAnswer = z.enum(['yes', 'no', 'unsaid']);
export type WishAnswer = z.infer<typeof WishAnswer>;

/** What the citizen wished, and on which day it was said (W1, W2). */
export const WISH_EVENTS = [
  z.object({ type: z.literal('WishStated'), wish: CourseWish, answer: WishAnswer, on: PlainDate }),
] as const;
export type WishEvent = z.infer<(typeof WISH_EVENTS)[number]>;

interface Stated {
  readonly answer: 'yes' | 'no';
  readonly on: PlainDate;
}

/** The wishes of a course; null is "ikke oplyst", for nothing is inferred from silence. */
export interface Wishes {
  readonly wishes: Readonly<Record<CourseWish, Stated | null>>;
}

/** A course before anybody has asked. */
export const NO_WISHES: Wishes = { wishes: { meetings: null, network: null } };

/** Records the wishes of one talk with the citizen: only those that say something new. */
export interface WishCommand {
  readonly type: 'stateWishes';
  readonly answers: Readonly<Record<CourseWish, WishAnswer>>;
  readonly on: PlainDate;
}

/** How long ago a talk may be that is recorded now (as W3). */
const BACKDATED_MONTHS = 12;

/** W1, W2: what was said, on a day that has been. */
export function stateWishes(command: WishCommand, course: Wishes, today: PlainDate): Decision<WishEvent> {
  const { answers, on } = command;
  if (on > today) return refused('date-in-future');
  if (on < addMonths(today, -BACKDATED_MONTHS)) return refused('date-too-old');
  const changed = CourseWish.options.filter((wish) => answers[wish] !== wishOf(course, wish));
  return accepted(...changed.map((wish): WishEvent => ({ type: 'WishStated', wish, answer: answers[wish], on })));
}

/** The state after a wish. */
export function withWish<C extends Wishes>(course: C, { wish, answer, on }: WishEvent): C {
  return { ...course, wishes: { ...course.wishes, [wish]: answer === 'unsaid' ? null : { answer, on } } };
}

/** The last word on a wish. */
export function wishOf({ wishes }: Wishes, wish: CourseWish): WishAnswer {
  return wishes[wish]?.answer ?? 'unsaid';
}
