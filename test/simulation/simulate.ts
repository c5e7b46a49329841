import { check } from './checker/check.ts';
import { simulate } from './run.ts';

const arg = (name: string, otherwise: number) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
};
const began = performance.now();
const sec = () => ((performance.now() - began) / 1000).toFixed(1);
const record = await simulate({
  seed: arg('seed', 1),
  courses: arg('courses', 40),
  towns: arg('towns', 2),
  months: arg('months', 2),
  trouble: arg('trouble', 0),
  progress: (d, r) => console.info(d, r.lines.length, sec()),
});
const sent = record.lines.filter((l) => l.kind === 'sent').length;
console.info(record.lines.length, sent, sec());
const counts = new Map<string, number>();
for (const l of record.lines) {
  const k =
    l.kind === 'sent'
      ? `sent ${l.message.summary}${l.message.answer ? ' (answer)' : ''} ${l.message.method}`
      : l.fact.type;
  counts.set(k, (counts.get(k) ?? 0) + 1);
}
console.info(
  [...counts]
    .sort()
    .map(([k, n]) => `${k}: ${n}`)
    .join('; '),
);
const findings = check(record);
console.info('findings', findings.length, sec());
const kinds = new Map<string, number>();
for (const f of findings) {
  const k = `${f.wrong} ${f.what.replace(/[A-Z]{3}-\d+|\d+/g, '#').slice(0, 60)}`;
  kinds.set(k, (kinds.get(k) ?? 0) + 1);
}
console.info([...kinds].sort((a, b) => b[1] - a[1]).slice(0, 40));
for (const f of findings.slice(0, arg('show', 8)))
  console.info('\n', f.wrong, f.at, f.where, f.what, '\n   ', f.story.join('\n    '));

const grep = process.argv.indexOf('--grep');
if (grep > 0) {
  const re = new RegExp(process.argv[grep + 1] ?? '');
  for (const l of record.lines) {
    const t = JSON.stringify(
      l.kind === 'sent'
        ? {
            at: l.at,
            m: l.message.method,
            s: l.message.summary,
            p: l.message.place,
            came: l.message.came,
            l: l.message.lines.filter((x) => /\*\*|over|ophørt|leveret|overdraget|beskeder/.test(x)),
          }
        : { at: l.at, ...l.fact },
    );
    if (re.test(t)) console.info(t);
  }
}
