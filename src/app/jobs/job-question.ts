import { z } from 'zod';
import { addMonths } from '../../domain/calendar/dates.ts';
import type { PlainDate } from '../../domain/calendar/time.ts';
import type { Engagement } from '../../domain/course/engagement.ts';
import { BenefitsGuide, EndReason, OpennessWish } from '../../domain/engagement.ts';
import { AgreementCondition, kindsOffered, type Programme } from '../../domain/programme.ts';

/** What the small job form can be about: one question each. `agreement` asks for the kind and leads to its own form. */
export const JobQuestion = z.enum([
  'agreement',
  'start',
  'change',
  'end',
  'dropOut',
  'benefits',
  'openness',
  ...AgreementCondition.options,
]);
export type JobQuestion = z.infer<typeof JobQuestion>;

/** What was typed on it; what is not asked comes empty. */
export const TypedAnswer = z.object({
  date: z.string().max(100).default(''),
  choice: z.string().max(100).default(''),
  words: z.string().max(100_000).default(''),
  hours: z.string().max(1000).default(''),
  permanent: z.string().max(10).default('false'),
  endsOn: z.string().max(100).default(''),
});
export type TypedAnswer = z.infer<typeof TypedAnswer>;

/** Which fields a question has: a form asks only what the rule needs. */
interface Fields {
  readonly date: boolean;
  /** The list to choose from, and where its words stand in the locale. */
  readonly choice: { readonly values: readonly string[]; readonly words: string } | null;
  readonly words: 'needed' | 'optional' | null;
  /** Hours, permanence and end date. */
  readonly terms: boolean;
}

const DATE_ONLY: Fields = { date: true, choice: null, words: null, terms: false };
const ENDING: Fields = { ...DATE_ONLY, choice: { values: EndReason.options, words: 'job.end' } };

const FIELDS: Readonly<Record<Exclude<JobQuestion, 'agreement'>, Fields>> = {
  start: DATE_ONLY,
  change: { ...DATE_ONLY, terms: true },
  end: ENDING,
  dropOut: ENDING,
  benefits: { ...DATE_ONLY, choice: { values: BenefitsGuide.options, words: 'job.guide' } },
  openness: { ...DATE_ONLY, choice: { values: OpennessWish.options, words: 'job.wish' }, words: 'optional' },
  contactPerson: { ...DATE_ONLY, words: 'needed' },
  followUpPlan: DATE_ONLY,
  agreementInMinPlan: DATE_ONLY,
  agreementInVitas: DATE_ONLY,
  selfSupport: DATE_ONLY,
};

/** How far back an agreement may be dated, in months: a kind that was offered then can still be recorded. */
const BACK_MONTHS = 12;

/** The fields of a question; the kinds to choose from are the programme's (A10, C2). */
export function fieldsOf(what: JobQuestion, { programme, today }: { programme: Programme; today: PlainDate }): Fields {
  if (what !== 'agreement') return FIELDS[what];
  const values = kindsOffered(programme, addMonths(today, -BACK_MONTHS));
  return { ...DATE_ONLY, date: false, choice: { values, words: 'job.kind' } };
}

const NEEDS_ENGAGEMENT: ReadonlySet<JobQuestion> = new Set(['start', 'change', 'end', ...AgreementCondition.options]);

/** Whether a question is about one engagement of the course. */
export function isAboutEngagement(what: JobQuestion): boolean {
  return NEEDS_ENGAGEMENT.has(what);
}

/** What a change begins with: what is agreed now. */
export function typedFrom({
  weeklyHours,
  permanent,
  endsOn,
}: Engagement): Pick<TypedAnswer, 'hours' | 'permanent' | 'endsOn'> {
  return { hours: weeklyHours === null ? '' : String(weeklyHours), permanent: String(permanent), endsOn: endsOn ?? '' };
}
