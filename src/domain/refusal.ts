/**
 * Why a command changed nothing. Every reason has its sentence in each locale under `refusal.<reason>`;
 * `details` fill the sentence's blanks and never hold personal data.
 */
export const REFUSAL_REASONS = [
  'not-allowed',
  'not-found',
  'agreement-not-in-force',
  'programme-not-offered',
  'no-conference',
  'date-in-future',
  'date-too-old',
  'date-before-referral',
  'age-reason-needed',
  'group-decision-date-needed',
  'clinician-refers-only-ips',
  'already-running',
  'not-running',
  'already-closed',
  'course-closed',
  'consent-must-be-written',
  'consent-evidence-needed',
  'consent-signature-not-seen',
  'consent-nothing-ticked',
  'consent-too-long',
  'consent-before-given',
  'consent-not-needed',
  'consent-none-in-force',
  'consent-already-journaled',
  'specialist-needed',
  'step-lacks',
  'no-step',
  'condition-already-met',
  'condition-unknown',
  'reason-unknown',
  'engagement-unknown',
  'engagement-started',
  'engagement-ended',
  'job-kind-not-offered',
  'job-starts-before-agreement',
  'job-starts-too-late',
  'job-ends-before-start',
  'job-hours-needed',
  'job-hours-impossible',
  'internship-purpose-needed',
  'internship-purpose-only',
  'internship-end-needed',
  'paid-hours-needed',
  'self-support-needs-job',
  'nothing-to-drop-out',
  'too-many-partners',
  'waiting-has-specialist',
  'waiting-date-needed',
  'task-unknown',
  'task-already-done',
  'task-date-in-past',
  'task-date-too-far',
  'text-empty',
  'text-too-long',
  'text-has-cpr',
  'conference-passed',
  'conference-not-yet-held',
  'conference-cancelled',
  'conference-too-far',
  'conference-on-closed-day',
  'not-on-agenda',
  'conference-not-yours',
  'conference-not-yours-to-change',
  'terms-dates-turned',
  'terms-code-taken',
  'terms-code-fixed',
  'terms-no-programme',
  'terms-same-party',
  'terms-cover-needed',
  'absence-dates-turned',
  'absence-over',
  'absence-begins-in-past',
  'absence-too-long',
  'absence-overlaps',
  'absence-cover-away',
  'absence-cover-needed',
  'snooze-date-needed',
  'snooze-too-far',
  'snooze-not-open',
  'erase-open-courses',
  'erase-already',
  'erase-not-confirmed',
  'erase-ground-needed',
  'stale-card',
  'cpr-not-a-cpr',
  'cpr-impossible-date',
  'cpr-future-date',
] as const;
export type RefusalReason = (typeof REFUSAL_REASONS)[number];

export interface Refusal {
  readonly kind: 'refused';
  readonly because: RefusalReason;
  /** Codes, dates and numbers for the sentence, e.g. `{ missing: ['cvBegun', 'minPlanSpecialist'] }`. */
  readonly details?: Readonly<Record<string, string | number | readonly string[]>>;
}

/** What a command comes to: events to append, or a refusal. A refusal is a value, a bug is an exception. */
export type Decision<E> = { readonly kind: 'accepted'; readonly events: readonly E[] } | Refusal;

export function accepted<E>(...events: readonly E[]): Decision<E> {
  return { kind: 'accepted', events };
}

export function refused(because: RefusalReason, details?: Refusal['details']): Refusal {
  return details === undefined ? { kind: 'refused', because } : { kind: 'refused', because, details };
}
