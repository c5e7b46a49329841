import type { Message } from '../record.ts';

/** What a digest says, row by row. */
export interface DigestRead {
  /** What is told once, above the list. */
  readonly told: readonly string[];
  readonly rows: readonly { readonly label: string; readonly section: string }[];
  /** How many stand in each section, the pages behind included. */
  readonly counts: Readonly<Record<string, number>>;
  readonly closing: readonly string[];
  /** Courses that somebody handed over. */
  readonly taken: readonly string[];
  /** Lines about messages that did not arrive for certain. */
  readonly losses: number;
  /** People whose chat is closed to the bot. */
  readonly unreachable: number;
}

const SECTIONS: Readonly<Record<string, string>> = {
  'Over sigtet eller fristen': 'over',
  'I dag': 'today',
  'De næste 7 dage': 'week',
  Senere: 'later',
};
const COUNTS: readonly (readonly [string, RegExp])[] = [
  ['over', /^(\d+) over$/],
  ['today', /^(\d+) i dag$/],
  ['week', /^(\d+) de næste 7 dage$/],
  ['later', /^(\d+) senere$/],
];
const LOST = /^(Måske ikke leveret|Ikke leveret|Et samtykke er ophørt, men)/;

export function readDigest({ lines }: Pick<Message, 'lines'>): DigestRead {
  const told: string[] = [];
  const rows: { label: string; section: string }[] = [];
  let section = '';
  for (const line of lines) {
    section = SECTIONS[line] ?? section;
    const label = rowOf(line);
    if (label === null) continue;
    if (section === '') told.push(label);
    else rows.push({ label, section });
  }
  return {
    told,
    rows,
    counts: countsOf(lines),
    closing: lines.flatMap((l) => /^Lukket .* for (.+)\.$/.exec(l)?.[1]?.split(', ') ?? []),
    taken: lines.flatMap((l) => /^(\S+) er overdraget til dig/.exec(l)?.[1] ?? []),
    losses: lines.filter((l) => LOST.test(l)).length,
    unreachable: lines.filter((l) => l.includes('kan ikke få beskeder fra mig')).length,
  };
}

function rowOf(line: string): string | null {
  const [, what, kind] = /^\*\*(.+?)\*\* · (.+)$/.exec(line) ?? [];
  return what === undefined ? null : `${what} ${kind}`;
}

function countsOf(lines: readonly string[]): Record<string, number> {
  const parts = lines.flatMap((line) => line.split(' · '));
  return Object.fromEntries(
    COUNTS.map(([name, pattern]) => [
      name,
      Number(parts.map((p) => pattern.exec(p)?.[1]).find((n) => n !== undefined) ?? 0),
    ]),
  );
}

/** The rows of a channel's alert. */
export function readAlert({ lines }: Pick<Message, 'lines'>): string[] {
  return lines.flatMap((line) => rowOf(line) ?? []);
}

/** Every alias that stands in a message. */
export function aliasesIn(lines: readonly string[]): string[] {
  return [...new Set(lines.flatMap((line) => line.match(/\b[A-ZÆØÅ]{2,4}-\d{3,}\b/g) ?? []))];
}
