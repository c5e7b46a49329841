import type { LineOutcome } from '../app/import/columns.ts';
import { importCourses } from '../app/import/import-courses.ts';
import { type AdminCommand, AdminError, type Call } from './command.ts';
import { readCourseFile } from './read-csv.ts';
import { inScope } from './with-store.ts';

/** Ends a transaction without keeping anything of it. */
class NotKept extends Error {
  override readonly name = 'NotKept';
  readonly outcomes: readonly LineOutcome[];

  constructor(outcomes: readonly LineOutcome[]) {
    super('nothing is kept');
    this.outcomes = outcomes;
  }
}

/** Courses from a CSV file: a dry run that names every bad line; with `--apply` all of them, or none. */
export const importCommand: AdminCommand = {
  id: 'import',
  words: 'import',
  takes: '<fil.csv> [--apply]',
  given: 1,
  options: { apply: { type: 'boolean' } },
  async run(call) {
    const { say, out, given } = call;
    const lines = readCourseFile(say, given[0] ?? '');
    const apply = call.option('apply') === true;
    const outcomes = await runImport(call, lines, apply);
    for (const { line, warnings } of outcomes) {
      for (const sentence of warnings) out(say('admin.import.warning', { line, sentence }));
    }
    const bad = outcomes.filter((o) => o.problems.length > 0);
    for (const { line, problems } of bad) {
      for (const sentence of problems) call.err(say('admin.import.problem', { line, sentence }));
    }
    if (bad.length > 0) throw new AdminError(say('admin.import.nothing', { count: bad.length, lines: lines.length }));
    if (!apply) return out(say('admin.import.dryRun', { count: lines.length }));
    out(say('admin.import.applied', { count: lines.length }));
    for (const { line, alias } of outcomes) out(say('admin.import.line', { line, alias: alias ?? '' }));
  },
};

async function runImport(
  call: Call,
  lines: Parameters<typeof importCourses>[2],
  apply: boolean,
): Promise<readonly LineOutcome[]> {
  try {
    return await inScope(call, async (scope) => {
      const outcomes = await importCourses(scope, call.say, lines);
      if (!apply || outcomes.some((o) => o.problems.length > 0)) throw new NotKept(outcomes);
      const subject = `courses:${lines.length}`;
      await scope.tx.audit.append({ at: scope.now, actor: null, action: 'imported', subject, purpose: null });
      return outcomes;
    });
  } catch (error) {
    if (error instanceof NotKept) return error.outcomes;
    throw error;
  }
}
