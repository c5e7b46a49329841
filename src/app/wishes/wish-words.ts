import type { Course } from '../../domain/course/course.ts';
import { CourseWish } from '../../domain/course/wishes.ts';
import type { Reader } from '../courses/reader.ts';
import { formatDateWithYear } from '../format.ts';

/** A wish and what the citizen has said of it; "ikke oplyst" until somebody has asked (W1–W3). */
export interface WishLine {
  readonly title: string;
  readonly value: string;
}

/** The citizen's wishes as the reader's side may read them: the clinic reads of its own meetings alone (W1). */
export function wishLines({ say, language, viewer }: Reader, { wishes, openness }: Course): readonly WishLine[] {
  const said = (words: string, on: Parameters<typeof formatDateWithYear>[0]) =>
    say('wishes.said', { words, on: formatDateWithYear(on, language) });
  const own = viewer.colleague.side === 'jobCentre';
  const stated = CourseWish.options
    .filter((wish) => own || wish === 'meetings')
    .map((wish) => {
      const stated = wishes[wish];
      const value = stated === null ? say('wishes.unsaid') : said(say(`wishes.answer.${stated.answer}`), stated.on);
      return { title: say(`wishes.${wish}`), value };
    });
  if (!own) return stated;
  const open = openness === null ? say('wishes.unsaid') : said(say(`job.wish.${openness.wish}`), openness.on);
  return [...stated, { title: say('wishes.openness'), value: open }];
}

/** The wishes that have been said, for a card with little room; openness stands with the job (W3). */
export function saidWishes(reader: Reader, course: Course): readonly WishLine[] {
  const lines = wishLines(reader, { ...course, openness: null });
  return lines.filter(({ value }) => value !== reader.say('wishes.unsaid'));
}
