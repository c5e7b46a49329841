import {
  ConsentForm,
  type ConsentPurpose,
  DIRECTIONS_OF,
  isGate,
  latestValidDay,
} from '../../domain/consent/consent.ts';
import type { ShownCourse } from '../courses/load-course.ts';
import type { Reader } from '../courses/reader.ts';
import { formatDateWithYear } from '../format.ts';
import { allTypedAgain } from '../typed.ts';
import type { View } from '../view.ts';
import { type ConsentErrors, EVIDENCE_LENGTH, TypedConsent } from './consent-form.ts';
import { monthsOf, textOf } from './purposes.ts';

/** What the card shows again after a refusal; nothing is ticked on a fresh one. */
export interface ConsentFormState {
  readonly purpose: ConsentPurpose;
  readonly typed?: TypedConsent;
  readonly errors?: ConsentErrors;
  readonly notice?: string;
}

const NO_ERRORS = {
  directions: '',
  givenOn: '',
  form: '',
  evidence: '',
  signature: '',
  validTo: '',
  journaledOn: '',
};

/** The consent card (K10, K11): one page, a tick per direction, dates filled in, and the text the citizen is shown. */
export function consentFormView(reader: Reader, course: ShownCourse, state: ConsentFormState): View {
  const { say, language, today, parts } = reader;
  const { purpose } = state;
  const { id, alias } = course.shown.value;
  const text = textOf(reader, course.shown.value, purpose);
  const months = monthsOf(parts, course.shown.value, purpose);
  const latest = latestValidDay(today, months);
  const typed =
    state.typed ?? TypedConsent.parse({ givenOn: today, form: 'written', validTo: latest, journaledOn: today });
  return {
    card: 'consent-form',
    language,
    data: {
      notice: state.notice ?? '',
      title: say('consent.title', { alias }),
      about: say(`consent.purpose.${purpose}`),
      values: allTypedAgain(typed, EVIDENCE_LENGTH),
      errors: { ...NO_ERRORS, ...state.errors },
      // Nothing but what is asked stands on the card.
      labels: Object.fromEntries(text.directions.map((d) => [d.direction, d.heading])),
      asked: Object.fromEntries(
        Object.values(DIRECTIONS_OF)
          .flat()
          .map((d) => [d, DIRECTIONS_OF[purpose].includes(d)]),
      ),
      forms: ConsentForm.options.map((value) => ({ title: say(formWord(purpose, value)), value })),
      latestHint: say('consent.latestHint', { months, latest: formatDateWithYear(latest, language), count: months }),
      journal: isGate(purpose),
      text: [{ heading: text.title, body: text.intro }, ...text.directions, text.rights].map(({ heading, body }) => ({
        heading,
        body,
      })),
      course: id,
      rev: String(course.revision),
      purpose,
      latest,
    },
    summary: say('summary.answer'),
    about: { view: 'consentForm', subject: id },
    discloses: [id],
  };
}

/** K11: what the clinic may tell needs more than words; no other consent does. */
function formWord(purpose: ConsentPurpose, form: ConsentForm): string {
  return form === 'oral' && !isGate(purpose) ? 'consent.form.spoken' : `consent.form.${form}`;
}
