import { addDays } from '../calendar/dates.ts';
import type { PlainDate } from '../calendar/time.ts';
import type { WorkCalendar } from '../calendar/working-days.ts';
import type { UserId } from '../ids.ts';
import { layRungs, type Told } from '../obligation.ts';
import type { CommonRules, Recipient, RungRule } from '../programme.ts';
import type { AgreementTraining } from '../training.ts';
import type { Agreement } from './agreement.ts';

/** How far ahead repeating rungs are laid, in days. */
const HORIZON_DAYS = 40;

/** What the obligations of an agreement are derived from, beside the agreement. */
export interface AgreementContext {
  readonly rules: CommonRules;
  readonly calendar: WorkCalendar;
  readonly today: PlainDate;
  /** The training register, as far as it concerns the agreement (S4). */
  readonly training: AgreementTraining;
}

/** What the rungs of a notice are laid out from. */
interface Plan {
  readonly start: PlainDate;
  readonly due: PlainDate;
  readonly rules: readonly RungRule[];
  /** The leader it concerns; without one all leaders of the job centre are told. */
  readonly leader?: UserId | null;
}

/** A notice without an owner, its rungs resolved to the agreement's people. */
export function noticeFor(
  { organiser }: Agreement,
  { start, due, rules, leader = null }: Plan,
  { calendar, today }: Pick<AgreementContext, 'calendar' | 'today'>,
) {
  const resolve = (to: Recipient): readonly Told[] => {
    if (to === 'leader') return [leader === null ? { kind: 'leader' } : { kind: 'person', user: leader }];
    return to === 'organiser' || to === 'owner' ? [{ kind: 'person', user: organiser }] : [];
  };
  const owners: readonly Told[] = [];
  const rungs = layRungs({ rules, start, due, horizon: addDays(today, HORIZON_DAYS), calendar, resolve });
  return { due, owners, rungs, notice: true, quietUntil: null, task: null, step: null, engagement: null };
}
