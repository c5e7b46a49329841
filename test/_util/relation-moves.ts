import fc from 'fast-check';
import { addDays } from '../../src/domain/calendar/dates.ts';
import { EmployerContactForm, EmployerOutcome, PartnerFunction } from '../../src/domain/employer.ts';
import { EmployerContactId, NoteId, PartnerId } from '../../src/domain/ids.ts';
import type { Move } from './histories.ts';

const employers = fc
  .record({
    ago: fc.integer({ min: -1, max: 16 }),
    how: fc.constantFrom(...EmployerContactForm.options),
    outcome: fc.constantFrom(...EmployerOutcome.options),
  })
  .map(({ ago, how, outcome }): Move['ask'] => (_course, today, nth) => ({
    type: 'contactEmployer',
    contact: EmployerContactId.parse(`employer-${nth}`),
    on: addDays(today, -ago),
    how,
    outcome,
    employer: NoteId.parse('employer'),
    note: null,
  }));
const partners = fc.constantFrom(...PartnerFunction.options).map((of): Move['ask'] => (_course, _today, nth) => {
  return { type: 'addPartner', partner: PartnerId.parse(`partner-${nth}`), function: of, person: NoteId.parse('name') };
});
const removals = fc.constant<Move['ask']>((course) => {
  return { type: 'removePartner', partner: course.partners.at(0)?.id ?? PartnerId.parse('none') };
});
const waiting = fc.integer({ min: -1, max: 60 }).map((ahead): Move['ask'] => (_course, today) => {
  return { type: 'putOnWaitingList', expectedOn: addDays(today, ahead) };
});

/** Employers, partners and the waiting list (A3, A5, A14). */
export const relations: fc.Arbitrary<Move['ask']> = fc.oneof(employers, partners, removals, waiting);
