import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { addDays } from '../domain/calendar/dates.ts';
import { type Instant, LocalTime, PlainDate, toInstant } from '../domain/calendar/time.ts';
import { ConsentDirection, ConsentForm, ConsentPurpose, isGate } from '../domain/consent/consent.ts';
import {
  AgeReason,
  CloseReason,
  ContactForm,
  DeclineReason,
  DocumentPlace,
  FailedContactReason,
  JobGoalKind,
  ReferralSource,
} from '../domain/course/events.ts';
import { BenefitsGuide, EndReason, EngagementKind, InternshipPurpose, OpennessWish } from '../domain/engagement.ts';
import { AgreementCondition, StepCondition } from '../domain/programme.ts';

const on = PlainDate;
const by = z.string().optional();
const kind = EngagementKind.optional();

/** What happened to one citizen's course on a day; without `by` the course's specialist did it. */
const Happening = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.literal('consent'),
    on,
    by,
    /** The gate's, both directions, unless told. */
    purpose: ConsentPurpose.optional(),
    directions: z.array(ConsentDirection).optional(),
    form: ConsentForm.default('written'),
    /** Entered in the patient journal the day after. */
    journaled: z.boolean().default(true),
  }),
  z.strictObject({ do: z.literal('journal'), on, by }),
  z.strictObject({ do: z.literal('refuse'), on, by }),
  z.strictObject({ do: z.literal('contact'), on, by, how: ContactForm }),
  z.strictObject({ do: z.literal('failed'), on, by, because: FailedContactReason }),
  z.strictObject({ do: z.literal('signOfLife'), on, by }),
  z.strictObject({
    do: z.literal('condition'),
    on,
    by,
    condition: StepCondition,
    where: DocumentPlace,
    goal: JobGoalKind.optional(),
  }),
  z.strictObject({ do: z.literal('completeStep'), on, by }),
  /** A job, an education or an internship agreed that day; without `startsOn` it began at once (A10, B13, B14). */
  z.strictObject({
    do: z.literal('job'),
    on,
    by,
    kind: EngagementKind,
    weeklyHours: z.number().positive(),
    permanent: z.boolean().default(true),
    startsOn: PlainDate.optional(),
    endsOn: PlainDate.optional(),
    purpose: InternshipPurpose.optional(),
    paidHoursFrom: PlainDate.optional(),
    employer: z.string().optional(),
    tasks: z.string().optional(),
    considerations: z.string().optional(),
  }),
  /** What follows is about the job or agreement that is open then; of several the latest, or the one of a kind. */
  z.strictObject({ do: z.literal('agreementHas'), on, by, kind, conditions: z.array(AgreementCondition) }),
  z.strictObject({ do: z.literal('jobStarts'), on, by, kind }),
  z.strictObject({
    do: z.literal('jobChanges'),
    on,
    by,
    kind,
    weeklyHours: z.number().positive(),
    permanent: z.boolean(),
  }),
  z.strictObject({ do: z.literal('jobEnds'), on, by, kind, because: EndReason }),
  z.strictObject({ do: z.literal('benefits'), on, by, guide: BenefitsGuide }),
  z.strictObject({ do: z.literal('openness'), on, by, wish: OpennessWish }),
  z.strictObject({ do: z.literal('decline'), on, by, because: DeclineReason }),
  z.strictObject({ do: z.literal('close'), on, by, because: CloseReason }),
]);
export type Happening = z.infer<typeof Happening>;

/** A rhythm of contacts, written once. */
const Contacts = z.strictObject({
  do: z.literal('contacts'),
  on,
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
