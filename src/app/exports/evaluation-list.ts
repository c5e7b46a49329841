import { courseFrom } from '../../domain/course/evolve.ts';
import type { CourseId } from '../../domain/ids.ts';
import { type EvaluationRow, evaluationRow } from '../../domain/results/evaluation.ts';
import { loadAgreement } from '../agreements/load-agreement.ts';
import type { Scope } from '../context.ts';

/** The columns of the evaluation, in order; their words stand under `admin.exportEvaluation.column`. The last two only in clear. */
export const EVALUATION_COLUMNS = [
  'pseudonym',
  'programme',
  'programmeVersion',
  'agreement',
  'startMonth',
  'daysFromReferralToStart',
  'daysObserved',
  'employedAtStart',
  'outcome',
  'outcomeKind',
  'daysToOutcome',
  'kinds',
  'steps',
  'contactsHeld',
  'closedBecause',
  'frozenOn',
] as const;
export const CLEAR_COLUMNS = ['name', 'cpr'] as const;
export type EvaluationLine = Readonly<Record<(typeof EVALUATION_COLUMNS)[number], string>> &
  Readonly<Partial<Record<(typeof CLEAR_COLUMNS)[number], string>>>;

const PART = 200;

/**
 * The rows of those who have consented to evaluation (K2) on this day, under a pseudonym that is the same in every export. In clear only for a
 * stated purpose under databeskyttelsesloven § 10, each look-up logged. Sorted by pseudonym, so that the order tells nothing; what
 * was erased is in no export.
 */
export async function evaluationList(
  scope: Scope,
  inClear: { readonly purpose: string } | null,
): Promise<readonly EvaluationLine[]> {
  const { tx, now } = scope;
  const ids = await tx.events.ids('course');
  const lines: EvaluationLine[] = [];
  for (let from = 0; from < ids.length; from += PART) {
    lines.push(...(await linesOf(scope, ids.slice(from, from + PART), inClear)));
  }
  const purpose = inClear?.purpose ?? null;
  await tx.audit.append({ at: now, actor: null, action: 'exported', subject: `evaluation:${lines.length}`, purpose });
  return lines.sort((a, b) => a.pseudonym.localeCompare(b.pseudonym) || a.startMonth.localeCompare(b.startMonth));
}

async function linesOf(
  scope: Scope,
  ids: readonly CourseId[],
  inClear: { readonly purpose: string } | null,
): Promise<readonly EvaluationLine[]> {
  const { tx, now, today, parts } = scope;
  const lines: EvaluationLine[] = [];
  for (const [id, { history }] of await tx.events.loadMany('course', ids)) {
    const course = courseFrom(history);
    if (course === null || (await tx.vault.isErased(course.person))) continue;
    const { agreement } = await loadAgreement(scope, course.agreement);
    const programme = parts.programmes.get(course.programme.id, course.programme.version);
    const row = evaluationRow(history, { programme, agreement: agreement.terms.code, today });
    if (row === null) continue;
    const line = lineOf(row, await tx.vault.pseudonymOf(course.person));
    if (inClear === null) {
      lines.push(line);
      continue;
    }
    await tx.audit.append({ at: now, actor: null, action: 'exportedInClear', subject: id, purpose: inClear.purpose });
    lines.push({ ...line, ...(await tx.vault.recordOf(course.person)) });
  }
  return lines;
}

function lineOf(row: EvaluationRow, pseudonym: string): EvaluationLine {
  const { kinds, steps, ...rest } = row;
  return {
    pseudonym,
    programme: rest.programme,
    programmeVersion: String(rest.programmeVersion),
    agreement: rest.agreement,
    startMonth: rest.startMonth,
    daysFromReferralToStart: String(rest.daysFromReferralToStart),
    daysObserved: String(rest.daysObserved),
    employedAtStart: rest.employedAtStart ? 'yes' : 'no',
    outcome: rest.outcome,
    outcomeKind: rest.outcomeKind ?? '',
    daysToOutcome: rest.daysToOutcome === null ? '' : String(rest.daysToOutcome),
    kinds: kinds.join(' '),
    steps: steps.map(({ step, days }) => `${step}:${days ?? ''}`).join(' '),
    contactsHeld: String(rest.contactsHeld),
    closedBecause: rest.closedBecause ?? '',
    frozenOn: rest.frozenOn ?? '',
  };
}
