import { z } from 'zod';

/** What was typed on the form of a contact with an employer (A14). */
export const TypedEmployer = z.object({
  date: z.string().max(100).default(''),
  how: z.string().max(100).default(''),
  employer: z.string().max(100_000).default(''),
  outcome: z.string().max(100).default(''),
  words: z.string().max(100_000).default(''),
});
export type TypedEmployer = z.infer<typeof TypedEmployer>;
/** A sentence at each field that is wrong. */
export type EmployerErrors = Readonly<Partial<Record<keyof TypedEmployer, string>>>;
