import { z } from 'zod';
import type { CourseRules } from '../../domain/programme.ts';
import { heldTalks, openLines, plannedTalk, type StepUp } from '../../domain/step-up/step-up.ts';
import type { Reader } from '../courses/reader.ts';
import { formatDate, formatDateWithYear } from '../format.ts';

/** The parts of the guided sequence, one card each: why (U0), preparation (U1), talks (U2), agreement document (U3). */
export const Phase = z.enum(['why', 'prepare', 'talks', 'agreement']);
export type Phase = z.infer<typeof Phase>;

/** Where a step-up has come to: the part its card opens on. */
export function presentPhase(stepUp: StepUp): Phase {
  if (stepUp.sentOn === null && heldTalks(stepUp).length === 0) return 'prepare';
  return heldTalks(stepUp).length === 0 || plannedTalk(stepUp) !== null ? 'talks' : 'agreement';
}

/** How a step-up stands, in a line for the course's card and the head of its own. */
export function stepUpStatus({ say, language }: Pick<Reader, 'say' | 'language'>, stepUp: StepUp): string {
  const { ended, sentOn, documentsDue, lines, inMinPlan } = stepUp;
  if (ended !== null) {
    const on = formatDateWithYear(ended.on, language);
    return say('stepUp.status.ended', { on, because: say(`stepUp.ended.${ended.because}`) });
  }
  const planned = plannedTalk(stepUp);
  if (planned !== null) return say('stepUp.status.talk', { date: formatDate(planned.plannedFor, language) });
  if (heldTalks(stepUp).length === 0) {
    return sentOn === null
      ? say('stepUp.status.prepare', { date: formatDate(documentsDue, language) })
      : say('stepUp.status.sent', { date: formatDate(sentOn, language) });
  }
  if (lines.length === 0) return say('stepUp.status.agree');
  const open = openLines(stepUp).length;
  if (open > 0) return say('stepUp.status.follow', { count: open });
  return inMinPlan === null ? say('stepUp.status.minPlan') : '';
}

/** Whether another talk may be planned (U2). */
export function hasTalksLeft({ talks }: StepUp, { programme }: CourseRules): boolean {
  return talks.length < (programme.stepUp?.mostTalks ?? 0);
}
