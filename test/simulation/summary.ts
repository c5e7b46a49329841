import type { Finding } from './checker/finding.ts';
import type { Chronicle } from './record.ts';

/** How long it took, in seconds. */
export interface Took {
  readonly living: number;
  readonly checking: number;
}

/** What a simulation came to, for whoever reads it in a terminal. */
export function summaryOf(chronicle: Chronicle, findings: readonly Finding[], took: Took): string {
  const { towns, from, to, lines } = chronicle;
  const entered = countBy(lines.flatMap((l) => (l.kind === 'entered' ? [l.fact.type] : [])));
  const messages = lines.flatMap((l) => (l.kind === 'sent' ? [l.message] : []));
  const own = messages.filter((m) => !m.answer);
  const sent = countBy(own.map((m) => `${m.summary}${m.method === 'put' ? ' (replaced in place)' : ''}`));
  const came = countBy(own.map((m) => m.came));
  const agreements = towns.flatMap((t) => t.agreements).length;
  const people = towns.flatMap((t) => t.people).length;
  return [
    `${from} to ${to}: ${towns.length} municipalities, ${agreements} agreements, ${people} people, ${entered.get('opened') ?? 0} courses`,
    `entered  ${total(entered)}: ${worded(entered)}`,
    `sent     ${own.length}: ${worded(sent)}`,
    `answers  ${messages.length - own.length}`,
    `came     ${worded(came)}`,
    `findings ${findings.length}`,
    `seconds  ${took.living.toFixed(1)} lived, ${took.checking.toFixed(1)} checked`,
  ].join('\n');
}

/** One finding with its story. */
export function told({ wrong, at, where, what, story }: Finding): string {
  return [`${wrong}: ${at} ${where}: ${what}`, ...story.map((line) => `    ${line}`)].join('\n');
}

function countBy(names: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

function total(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, n) => sum + n, 0);
}

function worded(counts: ReadonlyMap<string, number>): string {
  const sorted = [...counts].toSorted(([, a], [, b]) => b - a);
  return sorted.map(([name, count]) => `${name} ${count}`).join(', ');
}
