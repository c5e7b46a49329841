import { z } from 'zod';

/** How an employer was contacted (A14). */
export const EmployerContactForm = z.enum(['inPerson', 'phone', 'video', 'mail']);
export type EmployerContactForm = z.infer<typeof EmployerContactForm>;

/** What came of it (A14): a fixed list; what was said is a note in the vault. */
export const EmployerOutcome = z.enum(['awaitsAnswer', 'talksOn', 'meetingAgreed', 'agreementUnderWay', 'notNow']);
export type EmployerOutcome = z.infer<typeof EmployerOutcome>;

/** Whom to coordinate with (A5): where somebody works, never why they are involved (A3); and peer workers (C3). */
export const PartnerFunction = z.enum([
  'homeSupport',
  'socialServices',
  'benefitsOffice',
  'familyServices',
  'education',
  'housing',
  'debtAdvice',
  'municipality',
  'peer',
]);
export type PartnerFunction = z.infer<typeof PartnerFunction>;
