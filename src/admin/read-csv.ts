import { readFileSync } from 'node:fs';
import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import type { Say } from '../app/i18n.ts';
import { type CourseLine, IMPORT_COLUMNS, type ImportColumn, NEEDED_COLUMNS } from '../app/import/columns.ts';
import { AdminError } from './command.ts';

/** A record of the file with the line it begins on. */
interface RawLine {
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Reads a file of courses: UTF-8 with or without a byte order mark, comma or semicolon, the header in any order. Throws an AdminError for
 * a file that cannot be read as such; what is wrong inside a line is told by the import.
 */
export function readCourseFile(say: Say, file: string): readonly CourseLine[] {
  const [header, ...lines] = split(say, textOf(say, file));
  if (header === undefined || lines.length === 0) throw new AdminError(say('admin.import.empty'));
  const columns = columnsOf(say, header.cells);
  return lines.map(({ line, cells }) => {
    if (cells.length > columns.length) throw new AdminError(say('admin.import.tooManyCells', { line }));
    return { line, values: valuesOf(columns, cells) };
  });
}

function textOf(say: Say, file: string): string {
  const bytes = readBytes(say, file);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new AdminError(say('admin.import.notUtf8'), { cause });
  }
}

function readBytes(say: Say, file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new AdminError(say('admin.import.noFile'), { exitCode: 2, cause });
  }
}

const Records = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }));

function split(say: Say, text: string): readonly RawLine[] {
  const [head = ''] = text.split(/\r?\n/, 1);
  const delimiter = head.split(';').length > head.split(',').length ? ';' : ',';
  try {
    const records = parse(text, {
      delimiter,
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
    });
    // The line a record ends on; a cell may hold line breaks.
    return Records.parse(records).map(({ record, info }) => ({ line: info.lines - breaksIn(record), cells: record }));
  } catch (cause) {
    const line = cause instanceof CsvError ? Number(Reflect.get(cause, 'lines')) : 0;
    throw new AdminError(say('admin.import.notCsv', { line }), { cause });
  }
}

function breaksIn(cells: readonly string[]): number {
  return cells.join('').split('\n').length - 1;
}

/** A header that is not known is told by its place: where the header is missing, a citizen stands there. */
function columnsOf(say: Say, header: readonly string[]): readonly ImportColumn[] {
  const words = new Map(IMPORT_COLUMNS.map((column) => [say(`admin.import.column.${column}`), column]));
  const columns = header.map((word, i) => {
    const column = words.get(word.trim().toLowerCase());
    if (column === undefined) throw new AdminError(say('admin.import.unknownColumn', { place: i + 1 }));
    return column;
  });
  if (new Set(columns).size < columns.length) throw new AdminError(say('admin.import.columnTwice'));
  const missing = NEEDED_COLUMNS.filter((column) => !columns.includes(column));
  if (missing.length > 0) {
    const names = missing.map((column) => say(`admin.import.column.${column}`)).join(', ');
    throw new AdminError(say('admin.import.columnMissing', { names }));
  }
  return columns;
}

function valuesOf(columns: readonly ImportColumn[], cells: readonly string[]): CourseLine['values'] {
  const at = (column: ImportColumn) => cells[columns.indexOf(column)] ?? '';
  const pairs = IMPORT_COLUMNS.map((column) => [column, at(column)] as const);
  return fromPairs(pairs);
}

function fromPairs(pairs: readonly (readonly [ImportColumn, string])[]): CourseLine['values'] {
  const values: Partial<Record<ImportColumn, string>> = {};
  for (const [column, value] of pairs) values[column] = value;
  return values as CourseLine['values'];
}
