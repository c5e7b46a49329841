import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { addDays } from '../domain/calendar/dates.ts';
import { type Instant, LocalTime, PlainDate, toInstant } from '../domain/calendar/time.ts';
import { isGate } from '../domain/consent/consent.ts';
import { AgeReason, ContactForm, ReferralSource } from '../domain/course/events.ts';
import { Happening } from './happening.ts';

/** A rhythm of contacts, written once. */
const Contacts = z.strictObject({
  do: z.literal('contacts'),
  on: PlainDate,
  until: PlainDate,
  everyDays: z.int().positive(),
  how: ContactForm,
});

/** One invented citizen's course: how it was opened, and what happened since. People are named by their key in people.json. */
const Example = z.strictObject({
  agreement: z.string(),
  programme: z.string(),
  name: z.string(),
  cpr: z.string(),
  by: z.string(),
  openedOn: PlainDate,
  referredOn: PlainDate.optional(),
  source: ReferralSource.default('jobCentre'),
  specialist: z.string().optional(),
  clinician: z.string().optional(),
  caseworker: z.string().optional(),
  groupDecidedOn: PlainDate.optional(),
  firstTalkOn: PlainDate.optional(),
  ageReason: AgeReason.optional(),
  since: z.array(z.union([Happening, Contacts])),
});
export type Example = z.infer<typeof Example>;

/** One moment of the story: an opening, or something that happened to a course. */
export interface Moment {
  readonly at: Instant;
  readonly example: Example;
  /** Null for the opening. */
  readonly happening: Happening | null;
}

/** Every moment of every example, in the order of time. */
export function storyMoments(): Moment[] {
  const file = new URL('examples/courses.json', import.meta.url);
  const examples = z.array(Example).parse(JSON.parse(readFileSync(file, 'utf8')));
  const moments = examples.flatMap((example) => [
    { at: toInstant(example.openedOn, LocalTime.parse('09:00')), example, happening: null },
    ...example.since
      .flatMap((one) => unrolled(one, example))
      .map((happening) => ({ at: toInstant(happening.on, LocalTime.parse('14:00')), example, happening })),
  ]);
  return moments.sort((a, b) => a.at.localeCompare(b.at));
}

function unrolled(one: Example['since'][number], { clinician }: Example): Happening[] {
  if (one.do === 'consent' && one.journaled && (one.purpose === undefined || isGate(one.purpose))) {
    return [one, { do: 'journal', on: addDays(one.on, 1), by: clinician ?? one.by }];
  }
  if (one.do !== 'contacts') return [one];
  const days: Happening[] = [];
  for (let day = one.on; day <= one.until; day = addDays(day, one.everyDays)) {
    days.push({ do: 'contact', on: day, how: one.how });
  }
  return days;
}
