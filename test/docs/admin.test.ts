import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { COMMANDS } from '../../src/admin/commands.ts';
import { sealFile } from '../../src/admin/sealed-file.ts';
import { sayIn } from '../../src/app/i18n.ts';
import { IMPORT_COLUMNS } from '../../src/app/import/columns.ts';
import { adminBench } from '../_util/admin.ts';
import { ADMIN } from '../_util/bot.ts';
import { closed } from '../_util/builders.ts';
import { PEOPLE, startOdense } from '../_util/odense.ts';
import { addCourse, runningA } from '../_util/odense-courses.ts';

const pageOf = (name: string) => readFile(new URL(`../../${name}`, import.meta.url), 'utf8');
const PAGES = ['docs/operations.md', 'docs/privacy.md', 'README.md'];
const TEXT = (await Promise.all(PAGES.map(pageOf))).join('\n');
/** Every command that the pages tell somebody to run. */
const LINES = [...TEXT.matchAll(/^npm run admin -- (.+)$/gm)].map(([, line = '']) => line);
const PASSPHRASE = 'aaaaa-bbbbb';

let bench: Awaited<ReturnType<typeof adminBench>>;
beforeEach(async () => {
  bench = await adminBench();
});
afterEach(() => bench.close());

/** The words of a line; files are in the test's own folder. */
function argvOf(line: string): string[] {
  const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
  return words.map((word) => (/\.(db|csv|txt|trinvis)$/.test(word) ? bench.file(word) : word));
}

/** What each command finds when it is run where the page says so. */
async function prepared(): Promise<void> {
  const trinvis = await startOdense({ at: '2026-11-02 09:00', database: bench.database });
  await addCourse(trinvis, 'ODE-014', runningA('2026-10-12'));
  await trinvis.write(ADMIN, 'hjælp');
  await addCourse(trinvis, 'ODE-022', runningA('2026-09-01'), closed('2026-10-30'));
  for (const line of ['indsigt ODE-014', 'slet ODE-022']) {
    const form = await trinvis.write(ADMIN, line);
    await trinvis.tap(ADMIN, form, { action: 'request.register', inputs: { receivedOn: '2026-11-02' } });
  }
  await trinvis.stop();
  await bench.write('courses.csv', exampleFile());
}

/** The example file of the page, with a colleague that there is. */
function exampleFile(): string {
  const [, csv = ''] = /```csv\n([^`]*)```/.exec(TEXT) ?? [];
  const { tenantId, objectId } = PEOPLE.mette;
  return csv.replace('<tenant>:<objectId>', `${tenantId}:${objectId}`);
}

describe('what the pages tell operations to run', () => {
  test('there is a line for every command there is', () => {
    const told = COMMANDS.filter(({ words }) => !LINES.some((line) => line.startsWith(words)));
    expect(told.map((c) => c.words)).toEqual([]);
  });

  test.each(LINES)('npm run admin -- %s', async (line) => {
    await prepared();
    const argv = argvOf(line);
    if (argv[0] === 'restore-check') await bench.run('backup', argv[1] ?? '');
    if (argv[0] === 'extract-open') await bench.write('copy.trinvis', sealFile('hej', PASSPHRASE));
    const env = argv[0] === 'rotate-key' ? { TRINVIS_NEW_KEY: Buffer.alloc(32, 'ny').toString('base64') } : {};
    const { code, out, err } = await bench.runWith({ env, answer: PASSPHRASE }, ...argv);
    expect([code, err]).toEqual([0, '']);
    // Nothing of a citizen is ever printed.
    expect(out).not.toMatch(/Borger ODE|Nancy|670190/);
  });

  test('the columns of the import are those that are read, in their order', () => {
    const columns = [...TEXT.matchAll(/^\| `([^`]+)` +\|/gm)].map(([, column]) => column);
    expect(columns.slice(0, IMPORT_COLUMNS.length)).toEqual(
      IMPORT_COLUMNS.map((c) => sayIn('da')(`admin.import.column.${c}`)),
    );
  });
});
