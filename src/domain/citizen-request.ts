import { z } from 'zod';
import { addMonths } from './calendar/dates.ts';
import { PlainDate } from './calendar/time.ts';
import type { WorkCalendar } from './calendar/working-days.ts';
import { AgreementId, Alias, CourseId, PersonId, RequestId, type UserId } from './ids.ts';
import { layRungs, type Obligation, type Told } from './obligation.ts';
import type { RungRule } from './programme.ts';
import { type Refusal, refused } from './refusal.ts';

/** What a citizen may ask for: their copy (GDPR 15), or erasure (GDPR 17). */
export const RequestKind = z.enum(['access', 'erasure']);
export type RequestKind = z.infer<typeof RequestKind>;

/** Why erasure is refused: GDPR 17(3) and 12(6), and nothing else; no free text, for it would say something of the citizen. */
export const ErasureGround = z.enum(['journalDuty', 'publicTask', 'legalClaims', 'archive', 'identityNotProven']);
export type ErasureGround = z.infer<typeof ErasureGround>;

/** How a request was answered: the copy was made, the record erased, or erasure refused with a ground. */
const RequestOutcome = z.enum(['extracted', 'erased', 'refused']);

/** A request as the administrator registered it. It carries an alias, never a name. */
export const CitizenRequest = z.object({
  id: RequestId,
  kind: RequestKind,
  course: CourseId,
  alias: Alias,
  person: PersonId,
  /** Whose closing days move the reminders. */
  agreement: AgreementId,
  receivedOn: PlainDate,
  outcome: RequestOutcome.nullable(),
  ground: ErasureGround.nullable(),
  answeredOn: PlainDate.nullable(),
});
export type CitizenRequest = z.infer<typeof CitizenRequest>;

/** The last day for the answer: within one month of the request (GDPR 12(3), L3). */
export function answerBy({ receivedOn }: Pick<CitizenRequest, 'receivedOn'>): PlainDate {
  return addMonths(receivedOn, 1);
}

/** Whether a day can be the one on which a request came: not ahead, and not longer ago than two months. */
export function receivedRefusal(receivedOn: PlainDate, today: PlainDate): Refusal | null {
  if (receivedOn > today) return refused('date-in-future');
  return receivedOn < addMonths(today, -OLDEST_MONTHS) ? refused('date-too-old') : null;
}
const OLDEST_MONTHS = 2;

/** What an open request asks of every administrator until it is answered (GDPR 12(3)); none once it is. */
export function requestObligations(
  request: CitizenRequest,
  context: {
    readonly admins: readonly UserId[];
    readonly rules: readonly RungRule[];
    readonly calendar: WorkCalendar;
  },
): readonly Obligation[] {
  if (request.outcome !== null) return [];
  const { rules, calendar } = context;
  const due = answerBy(request);
  const owners = context.admins.map((user): Told => ({ kind: 'person', user }));
  const rungs = layRungs({
    rules,
    start: request.receivedOn,
    due,
    horizon: due,
    calendar,
    resolve: () => owners,
  });
  return [
    {
      key: `request:${request.id}`,
      kind: 'citizenRequest',
      due,
      owners,
      rungs,
      notice: false,
      quietUntil: null,
      task: null,
      step: null,
      engagement: null,
    },
  ];
}
