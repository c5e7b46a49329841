import { addMonths } from '../../domain/calendar/dates.ts';
import { type EngagementKind, InternshipPurpose, PaidHours } from '../../domain/engagement.ts';
import type { ShownCourse } from '../courses/load-course.ts';
import type { ActingSession } from '../courses/reader.ts';
import type { View } from '../view.ts';
import type { AgreementErrors, TypedAgreement } from './read-agreement.ts';

/** What the form is about, and what was typed on it. */
export interface AgreementForm {
  readonly course: ShownCourse;
  readonly kind: EngagementKind;
  readonly typed?: TypedAgreement;
  readonly errors?: AgreementErrors;
  readonly notice?: string;
  /** The id the form was given: the same answer twice is the same job. */
  readonly engagement?: string;
}

/** Kinds that may be permanent (A10). */
const MAY_BE_PERMANENT: ReadonlySet<EngagementKind> = new Set([
  'ordinaryJob',
  'selfEmployment',
  'flexJob',
  'shelteredJob',
]);

/** The agreement with a company, asking only what its kind and its programme need (A10, B13, B14). */
export function agreementFormView(session: ActingSession, form: AgreementForm): View {
  const { say, language, today, parts } = session;
  const { course, kind, typed, errors = {}, notice = '' } = form;
  const { id, alias, programme } = course.shown.value;
  const rules = parts.programmes.get(programme.id, programme.version).engagement;
  const options = (values: readonly string[], words: string) =>
    values.map((value) => ({ title: say(`${words}.${value}`), value }));
  return {
    card: 'job-agreement',
    language,
    data: {
      title: `${alias} · ${say(`job.kind.${kind}`)}`,
      notice,
      has: {
        described: rules.describesAgreement,
        internship: kind === 'internship',
        permanent: MAY_BE_PERMANENT.has(kind),
      },
      employerLabel: say(`job.employer.${employerOf(kind)}`),
      purposes: options(InternshipPurpose.options, 'job.purpose'),
      paid: options(PaidHours.options, 'job.paid'),
      earliest: addMonths(today, -12),
      latest: today,
      typed: typed ?? { ...BLANK, agreedOn: today },
      errors: { ...NO_ERRORS, ...errors },
      ids: {
        course: id,
        rev: String(course.revision),
        engagement: form.engagement ?? parts.ids.next(),
        kind,
      },
      course: id,
    },
    summary: say('summary.answer'),
    about: { view: 'jobAgreement', subject: id },
    discloses: [id],
  };
}

function employerOf(kind: EngagementKind): 'company' | 'school' | 'own' {
  if (kind === 'education') return 'school';
  return kind === 'selfEmployment' ? 'own' : 'company';
}

const BLANK: TypedAgreement = {
  employer: '',
  agreedOn: '',
  startsOn: '',
  hours: '',
  permanent: 'false',
  endsOn: '',
  purpose: '',
  paidHours: '',
  paidHoursFrom: '',
  tasks: '',
  considerations: '',
  contactPerson: '',
};
const NO_ERRORS = Object.fromEntries(Object.keys({ ...BLANK, form: '' }).map((key) => [key, '']));
