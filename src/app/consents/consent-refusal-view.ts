import { ConsentForm, type ConsentPurpose, DIRECTIONS_OF } from '../../domain/consent/consent.ts';
import type { ShownCourse } from '../courses/load-course.ts';
import type { Reader } from '../courses/reader.ts';
import { typedAgain } from '../typed.ts';
import type { View } from '../view.ts';

/** All directions at once: the usual case, when the citizen says no. */
export const BOTH = 'both';

/** What the card shows again after a refusal. */
export interface RefusalFormState {
  readonly purpose: ConsentPurpose;
  readonly error?: string;
  readonly which?: string;
  readonly on?: string;
  readonly form?: string;
}

/** The card on which a no is recorded (K13): what it closes, and that it is no ground concerning benefits. */
export function consentRefusalView(reader: Reader, course: ShownCourse, state: RefusalFormState): View {
  const { say, language, today } = reader;
  const { id, alias } = course.shown.value;
  const { purpose } = state;
  return {
    card: 'consent-refusal',
    language,
    data: {
      error: state.error ?? '',
      title: say('consent.refusalTitle', { alias }),
      about: say(`consent.purpose.${purpose}`),
      effect: say(`consent.refusalEffect.${purpose}`),
      which: typedAgain(state.which ?? BOTH),
      asksWhich: DIRECTIONS_OF[purpose].length > 1,
      choices: choicesOf(reader, purpose),
      on: typedAgain(state.on ?? today),
      form: typedAgain(state.form ?? 'oral'),
      forms: ConsentForm.options.map((value) => ({
        title: say(value === 'oral' ? 'consent.form.spoken' : `consent.form.${value}`),
        value,
      })),
      course: id,
      rev: String(course.revision),
      purpose,
    },
    summary: say('summary.answer'),
    about: { view: 'consentRefusal', subject: id },
    discloses: [id],
  };
}

function choicesOf({ say }: Reader, purpose: ConsentPurpose) {
  const all = { title: say(purpose === 'K4' ? 'consent.which.everybody' : 'consent.which.both'), value: BOTH };
  const each = DIRECTIONS_OF[purpose].map((value) => ({ title: say(`consent.which.${value}`), value }));
  return [all, ...each];
}
