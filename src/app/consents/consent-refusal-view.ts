import { ConsentForm, DIRECTIONS } from '../../domain/consent/consent.ts';
import type { ShownCourse } from '../courses/load-course.ts';
import type { Reader } from '../courses/reader.ts';
import { typedAgain } from '../typed.ts';
import type { View } from '../view.ts';

/** Both directions at once: the usual case, when the citizen says no. */
export const BOTH = 'both';

/** What the card shows again after a refusal. */
export interface RefusalFormState {
  readonly error?: string;
  readonly which?: string;
  readonly on?: string;
  readonly form?: string;
}

/** The card on which a no is recorded (K13): what it closes, and that it is no ground concerning benefits. */
export function consentRefusalView(reader: Reader, course: ShownCourse, state: RefusalFormState = {}): View {
  const { say, language, today } = reader;
  const { id, alias, gate } = course.shown.value;
  return {
    card: 'consent-refusal',
    language,
    data: {
      error: state.error ?? '',
      title: say('consent.refusalTitle', { alias }),
      effect: say(`consent.refusalEffect.${gate}`),
      which: typedAgain(state.which ?? BOTH),
      choices: [BOTH, ...DIRECTIONS].map((value) => ({ title: say(`consent.which.${value}`), value })),
      on: typedAgain(state.on ?? today),
      form: typedAgain(state.form ?? 'oral'),
      forms: ConsentForm.options.map((value) => ({ title: say(`consent.form.${value}`), value })),
      course: id,
      rev: String(course.revision),
    },
    summary: say('summary.answer'),
    about: { view: 'consentRefusal', subject: id },
    discloses: [id],
  };
}
