import { consentRight } from '../../domain/access.ts';
import type { PlainDate } from '../../domain/calendar/time.ts';
import { isBehindLastStep } from '../../domain/course/rhythm.ts';
import { consentMonths } from '../../domain/programme.ts';
import type { CourseFacts } from '../courses/course-facts.ts';
import { consentStatus } from './direction-status.ts';

/** Whether it is time to ask for K5 (B24): the last step is completed, and nothing has been said yet; whoever said no is not asked again (K13). */
export function asksForCalls({ shown, rules }: Pick<CourseFacts, 'shown' | 'rules'>, today: PlainDate): boolean {
  const { value, rights } = shown;
  if (value.status !== 'running' || !rights.has(consentRight('K5'))) return false;
  if (consentMonths(rules.programme, 'K5') === null || !isBehindLastStep(value, rules)) return false;
  const { kind } = consentStatus(shown, { purpose: 'K5', direction: 'specialistToCitizen' }, today);
  return kind === 'missing' || kind === 'lapsed';
}
