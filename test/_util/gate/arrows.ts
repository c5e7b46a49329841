import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractConfig from 'dependency-cruiser/config-utl/extract-depcruise-config';

/**
 * Checks .dependency-cruiser.cjs over `<folder>/src` and the simulation's checker; returns one line per problem. Without a parser that reads this TypeScript the tool
 * sees no import and reports success, so not having looked is a problem too.
 */
export async function checkArrows(folder: string): Promise<{ problems: string[]; imports: number }> {
  const { options, ...ruleSet } = await extractConfig('./.dependency-cruiser.cjs');
  const { output } = await cruise(foldersIn(folder), { ...options, ruleSet, validate: true, baseDir: folder });
  if (typeof output === 'string') throw new Error('dependency-cruiser answered with text instead of a result');
  return {
    problems: [...describeViolations(output), ...describeBlindness(output, folder)],
    imports: output.summary.totalDependenciesCruised ?? 0,
  };
}

function describeViolations({ summary }: ICruiseResult): string[] {
  return summary.violations
    .map(
      ({ rule, from, to, cycle }) =>
        `${rule.name}: ${from} → ${cycle ? cycle.map(({ name }) => name).join(' → ') : to}`,
    )
    .toSorted();
}

function describeBlindness({ modules, summary }: ICruiseResult, folder: string): string[] {
  const seen = new Set(modules.map(({ source }) => source));
  const unseen = sourceFiles(folder).filter((file) => !seen.has(file));
  const blind = summary.totalDependenciesCruised
    ? []
    : ['dependency-cruiser saw no import at all: is @swc/core installed?'];
  return [...blind, ...unseen.map((file) => `dependency-cruiser did not look at ${file}`)];
}

/** What is looked at: the source, and what checks the simulation, which must not know it. */
function foldersIn(folder: string): string[] {
  return ['src', 'test/simulation/checker'].filter((one) => existsSync(join(folder, one)));
}

function sourceFiles(folder: string): string[] {
  return foldersIn(folder).flatMap((one) =>
    readdirSync(join(folder, one), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => `${one}/${file}`),
  );
}

if (import.meta.main) {
  const { problems, imports } = await checkArrows(process.cwd());
  for (const problem of problems) console.error(problem);
  console.info(`Arrows: ${imports} imports, ${problems.length} against the rules`);
  if (problems.length > 0) process.exitCode = 1;
}
