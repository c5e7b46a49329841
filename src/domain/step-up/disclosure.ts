import type { PlainDate } from '../calendar/time.ts';
import { type Consent, purposeInForce } from '../consent/consent.ts';
import { NoteId } from '../ids.ts';
import type { StepUp } from './step-up.ts';

/** A note id that names nothing. */
const HIDDEN = NoteId.parse('hidden');

/** Whether the citizen's consent towards the specialist was there once and is over (K4): withdrawn, or run out. */
export function stepUpConsentOver(consents: readonly Consent[], day: PlainDate): boolean {
  const direction = 'toSpecialist';
  const given = consents.some((c) => c.purpose === 'K4' && c.direction === direction && c.validFrom <= day);
  return given && !purposeInForce(consents, 'K4', { direction, day });
}

/** Whether only the dates of a step-up are shown: one that began has a barrier. */
export function isHidden({ barriers }: StepUp): boolean {
  return barriers.length === 0;
}

/** What is left of a step-up once the consent is over (K4, K12): the dates of what was done, and no word of it. */
export function datesOnly(stepUp: StepUp): StepUp {
  return {
    ...stepUp,
    barriers: [],
    hasChildren: null,
    dragsOut: HIDDEN,
    notEnough: HIDDEN,
    names: new Map(),
    talks: stepUp.talks.map((t) => ({ ...t, present: [], decisions: [] })),
    lines: stepUp.lines.map((l) => ({ ...l, text: HIDDEN })),
  };
}
