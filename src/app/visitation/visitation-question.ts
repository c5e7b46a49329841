import { z } from 'zod';
import type { Right } from '../../domain/access.ts';
import { ExemptionReason, Group, GroupTwoDuty } from '../../domain/visitation.ts';

/** What the small form of the visitation can be about: one question each (B2–B4). */
export const VisitationQuestion = z.enum([
  'talk',
  'group',
  ...GroupTwoDuty.options,
  'exemption',
  'review',
  'contact',
  'resume',
]);
export type VisitationQuestion = z.infer<typeof VisitationQuestion>;

/** What was typed on it; what is not asked comes empty. */
export const TypedVisitation = z.object({
  choice: z.string().max(100).default(''),
  date: z.string().max(100).default(''),
  reviewOn: z.string().max(100).default(''),
  contactOn: z.string().max(100).default(''),
  where: z.string().max(100).default(''),
});
export type TypedVisitation = z.infer<typeof TypedVisitation>;

/** Which fields a question has: a form asks only what the rule needs. */
interface Fields {
  readonly choices: readonly string[];
  /** A day that lies behind: of a talk, a decision, a document, a beginning or an end. */
  readonly date: boolean;
  readonly reviewOn: boolean;
  readonly contactOn: 'needed' | 'optional' | null;
  readonly where: boolean;
}

const DATE_ONLY: Fields = { choices: [], date: true, reviewOn: false, contactOn: null, where: false };
const DONE: Fields = { ...DATE_ONLY, where: true };

export const FIELDS: Readonly<Record<VisitationQuestion, Fields>> = {
  talk: DATE_ONLY,
  group: { ...DATE_ONLY, choices: Group.options },
  preparation: DONE,
  team: DONE,
  exemption: { ...DATE_ONLY, choices: ExemptionReason.options, reviewOn: true, contactOn: 'optional' },
  review: { ...DATE_ONLY, date: false, reviewOn: true },
  contact: { ...DATE_ONLY, date: false, contactOn: 'needed' },
  resume: DATE_ONLY,
};

const ABOUT_GROUP: ReadonlySet<VisitationQuestion> = new Set(['talk', 'group', ...GroupTwoDuty.options]);

/** Whether a question is about the group (B2, B3); the others are about a pause (B4). */
export function isAboutGroup(what: VisitationQuestion): boolean {
  return ABOUT_GROUP.has(what);
}

/** Group and its duties are the caseworker's and the leader's; a pause is whoever's who runs the course too (product.md 4). */
export function mayAnswer(rights: ReadonlySet<Right>, what: VisitationQuestion): boolean {
  return rights.has('visitation') || (!isAboutGroup(what) && rights.has('act'));
}
