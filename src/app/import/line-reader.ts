import { PlainDate } from '../../domain/calendar/time.ts';
import type { Refusal } from '../../domain/refusal.ts';
import type { Scope } from '../context.ts';
import type { Say } from '../i18n.ts';
import { refusalSentence } from '../refusal-sentence.ts';
import type { CourseLine, ImportColumn } from './columns.ts';

/** A line being read: its cells, and the sentences about what is wrong with it. */
export interface LineReader {
  readonly scope: Scope;
  readonly say: Say;
  readonly cell: (column: ImportColumn) => string;
  /** A date in any of the ways Danes and spreadsheets write it; null where the cell is empty or was refused. */
  readonly day: (column: ImportColumn) => PlainDate | null;
  readonly fail: (column: ImportColumn | null, sentence: string) => void;
  readonly refuse: (column: ImportColumn | null, refusal: Pick<Refusal, 'because' | 'details'>) => void;
  readonly warn: (column: ImportColumn, sentence: string) => void;
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
}

/** Starts to read a line. */
export function lineReader(scope: Scope, say: Say, { values }: CourseLine): LineReader {
  const problems: string[] = [];
  const warnings: string[] = [];
  const at = (column: ImportColumn | null, sentence: string) =>
    column === null ? sentence : say('admin.import.at', { column: say(`admin.import.column.${column}`), sentence });
  const cell = (column: ImportColumn) => values[column].trim();
  const fail: LineReader['fail'] = (column, sentence) => problems.push(at(column, sentence));
  return {
    scope,
    say,
    cell,
    fail,
    refuse: (column, refusal) => fail(column, refusalSentence(say, refusal)),
    warn: (column, sentence) => warnings.push(at(column, sentence)),
    day: (column) => {
      const text = cell(column);
      const read = readDay(text);
      if (read === null && text !== '') fail(column, say('admin.import.badDay'));
      return read;
    },
    problems,
    warnings,
  };
}

/** `2026-11-02`, `02-11-2026`, `2.11.2026`, `02/11/2026`. */
function readDay(text: string): PlainDate | null {
  const danish = /^(\d{1,2})[-./](\d{1,2})[-./](\d{4})$/.exec(text);
  const [, day = '', month = '', year = ''] = danish ?? [];
  const iso = danish === null ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return PlainDate.safeParse(iso).data ?? null;
}
