import { Temporal } from 'temporal-polyfill';

/** The one zone of the product (L1); the server's own has no influence. */
export const ZONE = 'Europe/Copenhagen';

const MS_PER_DAY = 86_400_000;
const TABLE_FROM = Temporal.Instant.from('1980-01-01T00:00:00Z');
const TABLE_UNTIL = Temporal.Instant.from('2101-01-01T00:00:00Z');

interface OffsetTable {
  /** The moments at which an offset begins, rising; the first is the table's start. */
  readonly startsMs: readonly number[];
  readonly offsetsMs: readonly number[];
}

/**
 * The clock changes of 1980–2100, read once from the runtime's own zone data. Asking Temporal each time costs 8 µs, a
 * look-up here 0.05 µs. Moments outside (none is ever scheduled there) ask Temporal.
 */
const TABLE = readTable();

function readTable(): OffsetTable {
  const startsMs: number[] = [];
  const offsetsMs: number[] = [];
  let at: Temporal.ZonedDateTime | null = TABLE_FROM.toZonedDateTimeISO(ZONE);
  while (at !== null && at.epochMilliseconds < TABLE_UNTIL.epochMilliseconds) {
    startsMs.push(at.epochMilliseconds);
    offsetsMs.push(at.offsetNanoseconds / 1e6);
    at = at.getTimeZoneTransition('next');
  }
  return { startsMs, offsetsMs };
}

/** How far Danish clocks are ahead of UTC at this moment, in milliseconds. */
export function offsetMsAt(ms: number): number {
  if (!(ms >= TABLE_FROM.epochMilliseconds && ms < TABLE_UNTIL.epochMilliseconds)) return offsetFromTemporal(ms);
  let low = 0;
  let high = TABLE.startsMs.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((TABLE.startsMs[middle] ?? Number.POSITIVE_INFINITY) <= ms) low = middle;
    else high = middle - 1;
  }
  return TABLE.offsetsMs[low] ?? offsetFromTemporal(ms);
}

/**
 * The offset to subtract from a wall time (milliseconds as if it were UTC) to get its moment (L1). A skipped wall time takes
 * the offset from before the change, which makes it one hour later; a repeated one takes it too, which makes it the first.
 */
export function offsetMsOfWallTime(wallMs: number): number {
  const before = offsetMsAt(wallMs - MS_PER_DAY);
  if (offsetMsAt(wallMs - before) === before) return before;
  const after = offsetMsAt(wallMs + MS_PER_DAY);
  return offsetMsAt(wallMs - after) === after ? after : before;
}

function offsetFromTemporal(ms: number): number {
  const at = Temporal.Instant.fromEpochMilliseconds(Math.floor(ms)).toZonedDateTimeISO(ZONE);
  return at.offsetNanoseconds / 1e6;
}
