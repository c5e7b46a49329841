import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { adminBench } from '../_util/admin.ts';
import type { TestBot } from '../_util/bot.ts';
import { consentedTo, day, held, on, withdrawn } from '../_util/builders.ts';
import { startOdense } from '../_util/odense.ts';
import { addCourse, runningA, runningB1 } from '../_util/odense-courses.ts';
import { openRaw } from '../store/raw.ts';

const CANARY = /Borger ODE|670190/;

let bench: Awaited<ReturnType<typeof adminBench>>;
let trinvis: TestBot;
beforeEach(async () => {
  bench = await adminBench();
  trinvis = await startOdense({ at: '2026-11-02 09:00', database: bench.database });
});
afterEach(async () => {
  await trinvis.stop();
  await bench.close();
});

const logged = async () => {
  const raw = await openRaw(bench.database);
  const rows = await raw.run('select action, subject, purpose from audit order by seq');
  await raw.close();
  return rows.map(({ action, subject, purpose }) => [action, subject, purpose]);
};

async function cellsOf(name: string): Promise<string[][]> {
  const text = await bench.read(name);
  expect(text.startsWith('\uFEFF')).toBe(true);
  return text
    .slice(1)
    .trimEnd()
    .split('\n')
    .map((line) => line.split(';'));
}

describe('export evaluation', () => {
  const evaluated = (date: string) => consentedTo('K2', 'toEvaluator', { on: date, lastValidDay: day('2027-08-31') });
  beforeEach(async () => {
    await addCourse(trinvis, 'ODE-001', runningA('2026-09-01'), evaluated('2026-09-01'), held('2026-10-20'));
    await addCourse(trinvis, 'ODE-002', runningA('2026-09-01'), held('2026-10-20'));
    await addCourse(
      trinvis,
      'ODE-003',
      runningA('2026-09-01'),
      evaluated('2026-09-01'),
      withdrawn('2026-10-01', '2026-09-01', 'K2'),
    );
    await addCourse(trinvis, 'ODE-004', runningA('2026-10-01'), evaluated('2026-10-01'));
  });

  test('K2: whoever has consented to evaluation on the day, and nobody else; no name, alias, CPR number or id', async () => {
    const { code, out, err } = await bench.run('export', 'evaluation', bench.file('evaluering.csv'));
    expect([code, err, out]).toEqual([0, '', expect.stringContaining('2 forløb er skrevet')]);
    const [header = [], ...rows] = await cellsOf('evaluering.csv');
    expect(header).toContain('startmåned');
    expect(header).not.toContain('cpr');
    expect(rows.map((row) => row[header.indexOf('startmåned')]).toSorted()).toEqual(['2026-09', '2026-10']);
    expect(await bench.read('evaluering.csv')).not.toMatch(/Borger|6701|ODE-0|course-|person-|user-|Mette/);
    expect(await bench.modeOf('evaluering.csv')).toBe(0o600);
    expect(await logged()).toEqual([['exported', 'evaluation:2', null]]);
  });

  test('the pseudonym is the same in every export, and another for everybody', async () => {
    const pseudonyms = async (name: string) => (await cellsOf(name)).slice(1).map(([first]) => first);
    await bench.run('export', 'evaluation', bench.file('a.csv'));
    await bench.runWith({ at: '2026-12-02 09:00' }, 'export', 'evaluation', bench.file('b.csv'));
    const first = await pseudonyms('a.csv');
    expect(new Set(first).size).toBe(2);
    expect(await pseudonyms('b.csv')).toEqual(first);
    expect(first.every((p) => /^[0-9a-f]{20}$/.test(p ?? ''))).toBe(true);
  });

  test('§ 10: in clear only with a purpose, which is logged for each citizen', async () => {
    const refused = await bench.run('export', 'evaluation', bench.file('klar.csv'), '--clear');
    expect([refused.code, refused.err]).toEqual([2, expect.stringContaining('--purpose')]);
    expect(await bench.files()).not.toContain('klar.csv');
    const { out } = await bench.run(
      'export',
      'evaluation',
      bench.file('klar.csv'),
      '--clear',
      '--purpose',
      'Registersamkørsel, projekt 7',
    );
    expect(out).toContain('§ 10');
    expect(out).not.toMatch(CANARY);
    expect(await bench.read('klar.csv')).toContain('Borger ODE-001');
    expect(await bench.read('klar.csv')).not.toContain('Borger ODE-002');
    expect(await logged()).toEqual([
      ['exportedInClear', 'course-ODE-001', 'Registersamkørsel, projekt 7'],
      ['exportedInClear', 'course-ODE-004', 'Registersamkørsel, projekt 7'],
      ['exported', 'evaluation:2', 'Registersamkørsel, projekt 7'],
    ]);
  });

  test('§ 10: nothing flows back: there is no import of an evaluation', async () => {
    await bench.run('export', 'evaluation', bench.file('evaluering.csv'));
    expect((await bench.run('import', bench.file('evaluering.csv'))).err).toContain('Kolonne 1 har en overskrift');
  });
});

describe('export courses', () => {
  beforeEach(async () => {
    await addCourse(trinvis, 'ODE-014', runningA('2026-09-01'));
    await addCourse(trinvis, 'ODE-015', runningB1('2026-10-05'));
  });

  test('product.md 3: the one way by which a CPR number leaves: for a purpose, to its owner’s eyes, and logged for each citizen', async () => {
    const { code, out, err } = await bench.run(
      'export',
      'courses',
      bench.file('alle.csv'),
      '--purpose',
      'Afstemning med fagsystem',
    );
    expect([code, err]).toEqual([0, '']);
    expect(out).not.toMatch(CANARY);
    const [header = [], first = [], second = []] = await cellsOf('alle.csv');
    expect(header.slice(0, 5)).toEqual(['alias', 'aftale', 'program', 'navn', 'cpr']);
    expect(first.slice(0, 5)).toEqual(['ODE-014', 'ODE', 'ips', 'Borger ODE-014', '6701909014']);
    expect(second[header.indexOf('trin')]).toBe('1');
    expect(await bench.modeOf('alle.csv')).toBe(0o600);
    expect((await logged()).map(([action]) => action)).toEqual(['exportedInClear', 'exportedInClear', 'exported']);
  });

  test.each([[[]], [['--purpose', '  ']], [['--purpose', 'for 010165-4003']], [['--purpose', 'x'.repeat(201)]]])(
    'without a purpose (%j) nothing is written and nothing is read',
    async (options) => {
      const { code } = await bench.run('export', 'courses', bench.file('alle.csv'), ...options);
      expect([code, await bench.files(), await logged()]).toEqual([2, expect.not.arrayContaining(['alle.csv']), []]);
    },
  );

  test('an export is never written over a file', async () => {
    await bench.write('alle.csv', 'vigtigt');
    const { code, err } = await bench.run('export', 'courses', bench.file('alle.csv'), '--purpose', 'Kontrol');
    expect([code, err]).toEqual([2, expect.stringContaining('allerede en fil af det navn')]);
    expect(await bench.read('alle.csv')).toBe('vigtigt');
    expect(await logged()).toEqual([]);
  });

  test('a cell that a spreadsheet would reckon is text', async () => {
    const store = trinvis.bot.store;
    await store.transaction(async (tx) => {
      const mette = await tx.users.byIdentity({ tenantId: 'tenant-odense', objectId: 'oid-mette-konsulent' });
      if (mette !== null) await tx.users.save({ ...mette, name: '=HYPERLINK("x")' });
    });
    await bench.run('export', 'courses', bench.file('alle.csv'), '--purpose', 'Kontrol');
    expect(await bench.read('alle.csv')).toContain(`"'=HYPERLINK(""x"")"`);
  });

  test('a citizen who was erased is a line without name and number', async () => {
    await addCourse(
      trinvis,
      'ODE-016',
      runningA('2026-09-01'),
      on('2026-10-01', { type: 'CourseClosed', because: 'moved', on: day('2026-10-01') }),
    );
    await trinvis.bot.store.transaction((tx) => tx.vault.erase('person-ODE-016' as never, trinvis.clock.now()));
    await bench.run('export', 'courses', bench.file('alle.csv'), '--purpose', 'Kontrol');
    const row = (await cellsOf('alle.csv')).find(([alias]) => alias === 'ODE-016');
    expect(row?.slice(3, 6)).toEqual(['', '', 'closed']);
  });
});
