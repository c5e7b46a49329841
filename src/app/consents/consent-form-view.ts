import { ConsentForm, DIRECTIONS, latestValidDay } from '../../domain/consent/consent.ts';
import type { ShownCourse } from '../courses/load-course.ts';
import type { Reader } from '../courses/reader.ts';
import { formatDateWithYear } from '../format.ts';
import { allTypedAgain } from '../typed.ts';
import type { View } from '../view.ts';
import { type ConsentErrors, EVIDENCE_LENGTH, TypedConsent } from './consent-form.ts';

/** What the card shows again after a refusal; nothing is ticked on a fresh one. */
export interface ConsentFormState {
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
export function consentFormView(reader: Reader, course: ShownCourse, state: ConsentFormState = {}): View {
  const { say, language, today, parts } = reader;
  const { id, alias, gate } = course.shown.value;
  const text = parts.consentTexts.forGate(gate, language);
  const latest = latestValidDay(today);
  const typed = state.typed ?? fresh(reader);
  return {
    card: 'consent-form',
    language,
    data: {
      notice: state.notice ?? '',
      title: say('consent.title', { alias }),
      about: say(`consent.purpose.${gate}`),
      values: allTypedAgain(typed, EVIDENCE_LENGTH),
      errors: { ...NO_ERRORS, ...state.errors },
      labels: Object.fromEntries(DIRECTIONS.map((d) => [d, text.directions[d].heading])),
      forms: ConsentForm.options.map((value) => ({ title: say(`consent.form.${value}`), value })),
      latestHint: say('consent.latestHint', { latest: formatDateWithYear(latest, language) }),
      text: [{ heading: text.title, body: text.intro }, ...DIRECTIONS.map((d) => text.directions[d]), text.rights].map(
        ({ heading, body }) => ({ heading, body }),
      ),
      course: id,
      rev: String(course.revision),
      latest,
    },
    summary: say('summary.answer'),
    about: { view: 'consentForm', subject: id },
    discloses: [id],
  };
}

/** Dates as they usually are; nothing ticked: a consent is never pre-filled. */
function fresh({ today }: Reader): TypedConsent {
  return TypedConsent.parse({ givenOn: today, form: 'written', validTo: latestValidDay(today), journaledOn: today });
}
