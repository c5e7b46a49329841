import type { PlainDate } from '../calendar/time.ts';
import type { EmployerContactForm, EmployerOutcome, PartnerFunction } from '../employer.ts';
import type { EmployerContactId, NoteId, PartnerId } from '../ids.ts';

/** What can be asked about employers, partners and the waiting list (A3, A5, A14). */
export type RelationCommand =
  | {
      readonly type: 'contactEmployer';
      readonly contact: EmployerContactId;
      readonly on: PlainDate;
      readonly how: EmployerContactForm;
      readonly outcome: EmployerOutcome;
      readonly employer: NoteId;
      readonly note: NoteId | null;
    }
  | {
      readonly type: 'addPartner';
      readonly partner: PartnerId;
      readonly function: PartnerFunction;
      readonly person: NoteId;
    }
  | { readonly type: 'removePartner'; readonly partner: PartnerId }
  | { readonly type: 'putOnWaitingList'; readonly expectedOn: PlainDate };
