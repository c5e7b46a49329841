import { z } from 'zod';
import { minDate } from '../../domain/calendar/dates.ts';
import { PlainDate } from '../../domain/calendar/time.ts';
import type { EngagementTerms } from '../../domain/course/engagement-events.ts';
import { type EngagementKind, InternshipPurpose, PaidHours } from '../../domain/engagement.ts';
import { NoteId } from '../../domain/ids.ts';
import type { RefusalReason } from '../../domain/refusal.ts';
import type { ActingSession } from '../courses/reader.ts';
import { readHours, textAgain, textProblem } from './job-text.ts';

const short = z.string().max(1000).default('');
const long = z.string().max(100_000).default('');

/** What the agreement's form sends; a field that its kind does not ask for is absent. */
export const TypedAgreement = z.object({
  employer: long,
  agreedOn: short,
  startsOn: short,
  hours: short,
  permanent: short,
  endsOn: short,
  purpose: short,
  paidHours: short,
  paidHoursFrom: short,
  tasks: long,
  considerations: long,
  contactPerson: long,
});
export type TypedAgreement = z.infer<typeof TypedAgreement>;

/** Sentences by field; `form` for what belongs to none. */
export type AgreementErrors = Readonly<Partial<Record<keyof TypedAgreement | 'form', string>>>;

const TEXTS = ['employer', 'tasks', 'considerations', 'contactPerson'] as const;
const DATES = ['agreedOn', 'startsOn', 'endsOn', 'paidHoursFrom'] as const;

/** What was typed as terms and words, or the sentences for what is wrong. */
export type ReadAgreement =
  | { readonly errors: AgreementErrors }
  | {
      readonly terms: EngagementTerms;
      readonly contactPerson: NoteId | null;
      readonly words: readonly { readonly id: NoteId | null; readonly text: string }[];
    };

/** Reads the form. Programme A is asked for no day of agreement: it is the first day, or today (A10). */
export function readAgreement(session: ActingSession, kind: EngagementKind, typed: TypedAgreement): ReadAgreement {
  const errors = { ...textErrors(session, typed), ...numberErrors(session, typed) };
  if (Object.keys(errors).length > 0) return { errors };
  const note = (text: string) => (text.trim() === '' ? null : NoteId.parse(session.parts.ids.next()));
  const [employer, tasks, considerations, contactPerson] = TEXTS.map((field) => note(typed[field]));
  const startsOn = dateOf(typed.startsOn);
  const hours = readHours(typed.hours);
  const permanent = typed.permanent === 'true';
  const paidHours = PaidHours.safeParse(typed.paidHours).data ?? null;
  const internship = kind === 'internship';
  const terms: EngagementTerms = {
    kind,
    purpose: internship ? (InternshipPurpose.safeParse(typed.purpose).data ?? null) : null,
    agreedOn: dateOf(typed.agreedOn) ?? minDate(startsOn ?? session.today, session.today),
    startsOn,
    weeklyHours: hours === 'wrong' ? null : hours,
    permanent,
    endsOn: permanent ? null : dateOf(typed.endsOn),
    paidHours: internship ? paidHours : null,
    paidHoursFrom: internship && paidHours === 'goal' ? dateOf(typed.paidHoursFrom) : null,
    employer: employer ?? null,
    tasks: tasks ?? null,
    considerations: considerations ?? null,
  };
  const words = [employer, tasks, considerations, contactPerson].map((id, i) => ({
    id: id ?? null,
    text: typed[TEXTS[i] ?? 'employer'],
  }));
  return { terms, contactPerson: contactPerson ?? null, words };
}

function dateOf(text: string): PlainDate | null {
  return PlainDate.safeParse(text).data ?? null;
}

function textErrors({ say }: ActingSession, typed: TypedAgreement): AgreementErrors {
  const problems = TEXTS.map((field) => [field, textProblem(say, typed[field], field === 'employer')] as const);
  return Object.fromEntries(problems.filter(([, problem]) => problem !== null));
}

function numberErrors({ say }: ActingSession, typed: TypedAgreement): AgreementErrors {
  const dates = DATES.filter((field) => typed[field] !== '' && dateOf(typed[field]) === null);
  return {
    ...Object.fromEntries(dates.map((field) => [field, say('contact.dateNeeded')])),
    ...(readHours(typed.hours) === 'wrong' ? { hours: say('job.hoursWrong') } : {}),
  };
}

/** What stands in the form again: no CPR-like text (P4), and nothing longer than a card takes. */
export function typedAgain(typed: TypedAgreement): TypedAgreement {
  return { ...typed, ...Object.fromEntries(TEXTS.map((field) => [field, textAgain(typed[field])])) };
}

/** The field a refusal stands at. */
export function fieldOf(because: RefusalReason): keyof TypedAgreement | 'form' {
  switch (because) {
    case 'job-hours-needed':
    case 'job-hours-impossible':
      return 'hours';
    case 'internship-purpose-needed':
      return 'purpose';
    case 'paid-hours-needed':
      return 'paidHours';
    case 'internship-end-needed':
    case 'job-ends-before-start':
      return 'endsOn';
    case 'job-starts-before-agreement':
    case 'job-starts-too-late':
      return 'startsOn';
    case 'date-in-future':
    case 'date-too-old':
      return 'agreedOn';
    default:
      return 'form';
  }
}
