import { addMonths, maxDate } from '../calendar/dates.ts';
import type { PlainDate } from '../calendar/time.ts';
import type { UserId } from '../ids.ts';
import type { Obligation } from '../obligation.ts';
import { lastSupervision, missingDays, type SupervisionKind, type Trainee, trainedOn } from '../training.ts';
import type { Agreement } from './agreement.ts';
import { type AgreementContext, noticeFor } from './notice.ts';

/**
 * S4, section 9: a specialist's first course without training, told to leader and coordinator and monthly until it is there; and supervision,
 * which comes after the training, when none was held for a month.
 */
export function trainingObligations(agreement: Agreement, context: AgreementContext): readonly Obligation[] {
  const { specialists, held } = context.training;
  const trained = specialists.flatMap((s) => trainedOn(s.entries, 'specialist', context.rules) ?? []);
  const first = trained.reduce<PlainDate | null>((min, day) => (min === null || day < min ? day : min), null);
  return [
    ...specialists.map((s) => ofSpecialist(agreement, s, context)),
    ...(['clinicians', 'across'] as const).flatMap((kind) => {
      const base = lastSupervision(held, kind) ?? first;
      return base === null ? [] : [supervision(agreement, { kind, base, about: kind, leader: null }, context)];
    }),
  ];
}

function ofSpecialist(
  agreement: Agreement,
  { user, leader, since, entries }: Trainee,
  context: AgreementContext,
): Obligation {
  const { rules } = context;
  const trained = trainedOn(entries, 'specialist', rules);
  if (missingDays(entries, 'specialist', rules).length > 0 || trained === null) {
    const plan = { start: since, due: since, rules: rules.training.rungs, leader };
    return { ...noticeFor(agreement, plan, context), key: `training:${user}`, kind: 'training' };
  }
  // Nobody is supervised before the first course.
  const base = lastSupervision(entries, 'specialist') ?? maxDate(trained, since);
  return supervision(agreement, { kind: 'specialist', base, about: user, leader }, context);
}

function supervision(
  agreement: Agreement,
  { base, about, leader }: { kind: SupervisionKind; base: PlainDate; about: string; leader: UserId | null },
  context: AgreementContext,
): Obligation {
  const { withinMonths, rungs } = context.rules.supervision;
  const plan = { start: base, due: addMonths(base, withinMonths), rules: rungs, leader };
  return { ...noticeFor(agreement, plan, context), key: `supervision:${about}:${base}`, kind: 'supervision' };
}
