import { z } from 'zod';
import { PlainDate } from '../calendar/time.ts';
import { EmployerContactForm, EmployerOutcome, PartnerFunction } from '../employer.ts';
import { EmployerContactId, NoteId, PartnerId, UserId } from '../ids.ts';

/** What happens around a course: employers contacted (A14), partners in the municipality (A5), and the wait for room (A3). */
export const RELATION_EVENTS = [
  z.object({
    type: z.literal('EmployerContacted'),
    contact: EmployerContactId,
    on: PlainDate,
    how: EmployerContactForm,
    outcome: EmployerOutcome,
    employer: NoteId,
    note: NoteId.nullable(),
    by: UserId,
  }),
  z.object({ type: z.literal('PartnerAdded'), partner: PartnerId, function: PartnerFunction, person: NoteId }),
  z.object({ type: z.literal('PartnerRemoved'), partner: PartnerId }),
  /** Lack of room is a waiting list with a date, and no refusal; written again, it is the expected date that moves. */
  z.object({ type: z.literal('PutOnWaitingList'), placedOn: PlainDate, expectedOn: PlainDate }),
] as const;
export type RelationEvent = z.infer<(typeof RELATION_EVENTS)[number]>;
