import { stringify } from 'csv-stringify/sync';
import { courseList, LIST_COLUMNS } from '../app/exports/course-list.ts';
import { CLEAR_COLUMNS, EVALUATION_COLUMNS, evaluationList } from '../app/exports/evaluation-list.ts';
import { isBlank, oneLine } from '../app/typed.ts';
import { looksLikeCpr } from '../domain/cpr.ts';
import { type AdminCommand, AdminError, type Call } from './command.ts';
import { mustBeNew, writePrivate } from './out-file.ts';
import { inScope } from './with-store.ts';

/** Every course with name and CPR number, for the controller. */
export const exportCourses: AdminCommand = {
  id: 'exportCourses',
  words: 'export courses',
  takes: '<fil.csv> --purpose <formål>',
  given: 1,
  options: { purpose: { type: 'string' } },
  async run(call) {
    const file = mustBeNew(call, call.given[0] ?? '');
    const purpose = purposeOf(call);
    const rows = await inScope(call, (scope) => courseList(scope, purpose));
    write(call, file, { id: 'exportCourses', columns: LIST_COLUMNS, rows });
    call.out(call.say('admin.exportCourses.done', { count: rows.length }));
  },
};

/** The evaluation of those who have consented to it (K2), under pseudonyms unless a purpose under § 10 is stated. */
export const exportEvaluation: AdminCommand = {
  id: 'exportEvaluation',
  words: 'export evaluation',
  takes: '<fil.csv> [--clear --purpose <formål>]',
  given: 1,
  options: { clear: { type: 'boolean' }, purpose: { type: 'string' } },
  async run(call) {
    const file = mustBeNew(call, call.given[0] ?? '');
    const clear = call.option('clear') === true;
    const inClear = clear ? { purpose: purposeOf(call) } : null;
    const rows = await inScope(call, (scope) => evaluationList(scope, inClear));
    const columns = clear ? [...EVALUATION_COLUMNS, ...CLEAR_COLUMNS] : EVALUATION_COLUMNS;
    write(call, file, { id: 'exportEvaluation', columns, rows });
    call.out(call.say('admin.exportEvaluation.done', { count: rows.length }));
    if (clear) call.out(call.say('admin.exportEvaluation.clear'));
  },
};

const PURPOSE_LENGTH = 200;

/** What the data is taken out for: it stands in the audit log, and in the citizen's own copy. */
function purposeOf({ say, option }: Call): string {
  const typed = option('purpose');
  const purpose = typeof typed === 'string' ? oneLine(typed) : '';
  if (isBlank(purpose) || purpose.length > PURPOSE_LENGTH || looksLikeCpr(purpose)) {
    throw new AdminError(say('admin.needsPurpose', { max: PURPOSE_LENGTH }), { exitCode: 2 });
  }
  return purpose;
}

/** For a Danish spreadsheet: semicolons and a byte order mark; a cell that would be reckoned as a formula is text. */
function write<C extends string>(
  call: Call,
  file: string,
  { id, columns, rows }: { id: string; columns: readonly C[]; rows: readonly Readonly<Partial<Record<C, string>>>[] },
): void {
  const header = columns.map((column) => call.say(`admin.${id}.column.${column}`));
  const lines = rows.map((row) => columns.map((column) => row[column] ?? ''));
  writePrivate(call, file, stringify([header, ...lines], { delimiter: ';', bom: true, escape_formulas: true }));
}
