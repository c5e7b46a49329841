import { z } from 'zod';
import { StoreError } from '../app/ports.ts';

/** Yes or no as it is stored. */
export const Flag = z
  .int()
  .min(0)
  .max(1)
  .transform((stored) => stored === 1);

export function flagOf(value: boolean): number {
  return value ? 1 : 0;
}

/** Reads stored rows back through their schema; the error names the table and columns, never a value. */
export function readRows<T>(schema: z.ZodType<T>, table: string, rows: readonly unknown[]): T[] {
  return rows.map((row) => readRow(schema, table, row));
}

export function readRow<T>(schema: z.ZodType<T>, table: string, row: unknown): T {
  const read = schema.safeParse(row);
  if (read.success) return read.data;
  const columns = read.error.issues.map((issue) => issue.path.join('.')).join(', ');
  throw new StoreError(`a row of ${table} does not read: ${columns}`);
}

export function readFirst<T>(schema: z.ZodType<T>, table: string, rows: readonly unknown[]): T | null {
  const [row] = rows;
  return row === undefined ? null : readRow(schema, table, row);
}

/** Long lists of ids are asked for in parts, one after the other: a statement takes a limited number of values. */
export async function inParts<K, R>(
  all: readonly K[],
  ask: (part: readonly K[]) => Promise<R[]>,
  size = 500,
): Promise<R[]> {
  const found: R[] = [];
  const keys = [...new Set(all)];
  for (let from = 0; from < keys.length; from += size) found.push(...(await ask(keys.slice(from, from + size))));
  return found;
}
