import { parseArgs } from 'node:util';
import { check } from './checker/check.ts';
import { keepChronicle, readChronicle } from './keep.ts';
import { type Simulation, simulate } from './run.ts';
import { summaryOf, told } from './summary.ts';
import { MOST_TOWNS } from './towns.ts';

/*
 * npm run simulate [-- --courses 2000 --seed 1 --months 24 --towns 22 --trouble 1]: lives so many months through the real bot, checks what it
 * sent, and fails with the story of each finding. --keep <file> writes down what happened, --read <file> checks it once more.
 */
const number = (value: string) => ({ type: 'string', default: value }) as const;
const text = { type: 'string', default: '' } as const;
const { values } = parseArgs({
  options: {
    courses: number('300'),
    seed: number('1'),
    months: number('24'),
    towns: number(String(MOST_TOWNS)),
    trouble: number('1'),
    /** Of real time: after these the days lived so far are checked. */
    minutes: number('600'),
    show: number('20'),
    keep: text,
    read: text,
  },
});
const began = performance.now();
const secondsSince = (start: number) => (performance.now() - start) / 1000;
const options: Simulation = {
  seed: Number(values.seed),
  courses: Number(values.courses),
  months: Number(values.months),
  towns: Number(values.towns),
  trouble: Number(values.trouble),
  enough: () => secondsSince(began) > Number(values.minutes) * 60,
  progress: (today, { lines }) => console.info(`${today}  ${lines.length} lines  ${secondsSince(began).toFixed(0)} s`),
};
console.info(`seed ${options.seed}`);
const chronicle = values.read === '' ? await simulate(options) : readChronicle(values.read);
if (values.keep !== '') keepChronicle(values.keep, chronicle);
const living = secondsSince(began);
const findings = check(chronicle);
console.info(summaryOf(chronicle, findings, { living, checking: secondsSince(began) - living }));
for (const finding of findings.slice(0, Number(values.show))) console.info(`\n${told(finding)}`);
process.exitCode = findings.length > 0 ? 1 : 0;
