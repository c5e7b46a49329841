import { AgeReason, ReferralSource } from '../../domain/course/events.ts';
import type { ImportColumn } from './columns.ts';
import type { LineReader } from './line-reader.ts';

/** How the citizen came to the course (A6); found by the job centre where nothing is said. */
export function readSource(reader: LineReader): ReferralSource {
  return choice(reader, 'source', { of: ReferralSource.options, key: 'admin.import.source' }) ?? 'jobCentre';
}

/** Why somebody younger than the programme's age takes part (B1). */
export function readAgeReason(reader: LineReader): AgeReason | '' {
  return choice(reader, 'ageReason', { of: AgeReason.options, key: 'ageReason' }) ?? '';
}

/** A word from a fixed list, as the forms say it; null where the cell is empty. */
function choice<T extends string>(
  reader: LineReader,
  column: ImportColumn,
  { of, key }: { readonly of: readonly T[]; readonly key: string },
): T | null {
  const typed = reader.cell(column).toLowerCase();
  if (typed === '') return null;
  const words = of.map((one) => reader.say(`${key}.${one}`).toLowerCase());
  const found = of[words.indexOf(typed)];
  if (found === undefined) reader.fail(column, reader.say('admin.import.oneOf', { words: words.join(', ') }));
  return found ?? null;
}
