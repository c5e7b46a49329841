/**
 * Checks .dependency-cruiser.cjs over src/. Without a parser that reads this TypeScript the tool looks at no import and reports success,
 * so this fails unless every source file was looked at and at least one import was found.
 */
import { readdirSync } from 'node:fs';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractConfig from 'dependency-cruiser/config-utl/extract-depcruise-config';

const { options, ...ruleSet } = await extractConfig('./.dependency-cruiser.cjs');
const { output } = await cruise(['src'], { ...options, ruleSet, validate: true });
if (typeof output === 'string') throw new Error('dependency-cruiser answered with text instead of a result');

for (const problem of [...describeViolations(output), ...describeBlindness(output)]) {
  console.error(problem);
  process.exitCode = 1;
}
if (process.exitCode !== 1) {
  console.info(
    `Arrows: ${output.summary.totalCruised} modules, ${output.summary.totalDependenciesCruised} imports, none against the rules`,
  );
}

function describeViolations({ summary }: ICruiseResult): string[] {
  return summary.violations
    .filter(({ rule }) => rule.severity !== 'ignore')
    .map(
      ({ rule, from, to, cycle }) => `${rule.name}: ${from} → ${cycle ? cycle.map((hop) => hop.name).join(' → ') : to}`,
    );
}

function describeBlindness({ modules, summary }: ICruiseResult): string[] {
  const seen = new Set(modules.map(({ source }) => source));
  const unseen = sourceFiles().filter((file) => !seen.has(file));
  const blind =
    summary.totalDependenciesCruised === 0
      ? ['dependency-cruiser found no import at all: is @swc/core installed?']
      : [];
  return [...blind, ...unseen.map((file) => `dependency-cruiser did not look at ${file}`)];
}

function sourceFiles(): string[] {
  return readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `src/${file}`);
}
