import { PlainDate } from '../../domain/calendar/time.ts';
import type { Obligation } from '../../domain/obligation.ts';
import type { Reader } from '../courses/reader.ts';
import type { AgreementItem } from '../due/conference-items.ts';
import { formatDateWithYear } from '../format.ts';
import { plain } from '../plain.ts';

/** Whether an agreement's matter is one of the training register (S4). */
export function isTraining({ kind }: Pick<Obligation, 'kind'>): boolean {
  return kind === 'training' || kind === 'supervision';
}

/** "Mette Konsulent har forløb, men mangler træning", or since when there has been no supervision (S4). */
export function trainingStatus(
  { obligation, colleague }: AgreementItem,
  { say, language }: Pick<Reader, 'say' | 'language'>,
): string {
  const name = plain(colleague?.name ?? '');
  if (obligation.kind === 'training') return say('training.item.missing', { name });
  const [, about = '', base = ''] = obligation.key.split(':');
  const since = formatDateWithYear(PlainDate.parse(base), language);
  return say(`training.item.${about === 'clinicians' || about === 'across' ? about : 'specialist'}`, { name, since });
}
