import { addDays, addMonths } from './dates.ts';
import { digitsAt, twoDigits } from './epoch-day.ts';
import { PlainDate } from './time.ts';

/** A quarter of a year, both days included. `id` is `2026-Q4`. */
export interface Quarter {
  readonly id: string;
  readonly year: number;
  readonly number: 1 | 2 | 3 | 4;
  readonly first: PlainDate;
  readonly last: PlainDate;
}

/** The quarter a day lies in. */
export function quarterOf(date: PlainDate): Quarter {
  const year = digitsAt(date, 0, 4);
  const number = (Math.floor((digitsAt(date, 5, 2) - 1) / 3) + 1) as Quarter['number'];
  const first = PlainDate.parse(`${year}-${twoDigits(number * 3 - 2)}-01`);
  return { id: `${year}-Q${number}`, year, number, first, last: addDays(addMonths(first, 3), -1) };
}

/** The last quarters that are over on a day, oldest first. */
export function quartersBefore(date: PlainDate, count: number): readonly Quarter[] {
  const { first } = quarterOf(date);
  return Array.from({ length: count }, (_, i) => quarterOf(addMonths(first, -3 * (count - i))));
}
