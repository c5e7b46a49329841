import { execFile } from 'node:child_process';
import { copyFile, readFile, truncate, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { COMMANDS } from '../../src/admin/commands.ts';
import { PersonId } from '../../src/domain/ids.ts';
import { openStore } from '../../src/store/open-store.ts';
import { type AdminBench, adminBench, adminEnv } from '../_util/admin.ts';
import { startTestBot, type TestBot } from '../_util/bot.ts';
import { closed, held } from '../_util/builders.ts';
import { PEOPLE, startOdense } from '../_util/odense.ts';
import { addCourse, runningA, taskFor } from '../_util/odense-courses.ts';
import { createDatabase, sharedPostgresUrl } from '../_util/postgres.ts';
import { openRaw } from '../store/raw.ts';

const NEW_KEY = Buffer.from(Array.from({ length: 32 }, (_, i) => 255 - i));

let bench: Awaited<ReturnType<typeof adminBench>>;
beforeEach(async () => {
  bench = await adminBench();
});
afterEach(() => bench.close());

/** A database that has been lived in, closed again. */
async function livedIn(): Promise<void> {
  const trinvis = await startOdense({ at: '2026-11-02 09:00', database: bench.database });
  const task = taskFor('mette', 'task-1', { agreed: '2026-10-28', due: '2026-11-11' });
  await addCourse(trinvis, 'ODE-014', runningA('2026-10-12'), held('2026-10-30'), task);
  await addCourse(trinvis, 'ODE-022', runningA('2026-09-01'), closed('2026-10-01'));
  const card = await trinvis.write(PEOPLE.mette, 'forløb ODE-014');
  await trinvis.tap(PEOPLE.mette, card, { action: 'course.askName' });
  const asked = trinvis.cardsIn({ kind: 'personal', id: card.conversationId }).at(-1) ?? card;
  await trinvis.tap(PEOPLE.mette, asked, { action: 'course.name', inputs: { chosen: 'contactCitizen' } });
  await trinvis.stop();
}

const raw = async (sql: string) => {
  const db = await openRaw(bench.database);
  const rows = await db.run(sql);
  await db.close();
  return rows;
};

describe('npm run admin', () => {
  test('alone it says in Danish what there is, and is content', async () => {
    const { code, out } = await bench.run();
    expect(code).toBe(0);
    expect(out).toMatch(/^Brug: npm run admin -- <kommando>/);
    for (const { words } of COMMANDS) expect(out).toContain(`  ${words}`);
  });

  test.each([
    [['fly'], 'Jeg kender ikke kommandoen »fly«'],
    [['670190-1234'], 'Jeg kender ikke kommandoen'],
    [['audit'], 'Jeg kender ikke kommandoen »audit«'],
    [['backup'], 'Sådan bruges kommandoen: npm run admin -- backup <fil>'],
    [['migrate', '670190-1234'], 'Sådan bruges kommandoen: npm run admin -- migrate'],
    [['retention', '--nu'], 'Jeg forstår ikke det, der står efter kommandoen'],
  ])('%j is not understood: a sentence that repeats no number, and code 2', async (argv, sentence) => {
    const { code, err } = await bench.run(...argv);
    expect([code, err]).toEqual([2, expect.stringContaining(sentence)]);
    expect(err).not.toContain('670190');
  });

  test('a wrong setting is named, as at the start of the bot', async () => {
    const { code, err } = await bench.runWith({ env: { TRINVIS_ADMIN: 'nobody', TRINVIS_RETENTION: '' } }, 'migrate');
    expect([code, err]).toEqual([2, expect.stringContaining('TRINVIS_ADMIN: must be <tenant>:<objectId>')]);
  });

  test('it runs from the shell with the bot’s own settings', async () => {
    const env = { ...process.env, ...adminEnv(bench.database) };
    const run = promisify(execFile);
    const { stdout } = await run(process.execPath, ['src/admin/start.ts', 'migrate'], { env });
    expect(stdout).toBe('Databasen er på nyeste version.\n');
    const unknown = run(process.execPath, ['src/admin/start.ts', 'fly'], { env });
    await expect(unknown).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining('»fly«') });
  });
});

describe('rebuild', () => {
  test('the summary rows, the numbers taken and the wakes come again from the events, and nothing else', async () => {
    await livedIn();
    await bench.run('rebuild');
    const before = {
      course: await raw('select * from course order by id'),
      agreement: await raw('select * from agreement'),
      wake: await raw("select kind, id from wake where kind <> 'person' order by kind, id"),
      raised: await raw('select * from raised'),
      outbox: await raw('select kind, subject, recipient from outbox order by id'),
    };
    for (const table of ['course', 'agreement', 'wake', 'alias_counter']) await raw(`delete from ${table}`);
    await raw("insert into course select 'ghost', 'ODE-099', 'a', 'c', 'p', 'running', 'm', null, null, null");
    expect((await bench.run('rebuild')).out).toBe('Oversigterne er skrevet forfra: 1 aftaler og 2 forløb.');
    expect(await raw('select * from course order by id')).toEqual(before.course);
    expect(await raw('select * from agreement')).toEqual(before.agreement);
    expect(await raw("select kind, id from wake where kind <> 'person' order by kind, id")).toEqual(before.wake);
    expect(await raw('select * from raised')).toEqual(before.raised);
    expect(await raw('select kind, subject, recipient from outbox order by id')).toEqual(before.outbox);
    expect(await raw('select taken from alias_counter')).toEqual([{ taken: 22 }]);
  });

  test('N6: a counter that is ahead is not set back, so that no alias comes twice', async () => {
    await livedIn();
    await raw("insert into alias_counter values ('odense', 40)");
    await bench.run('rebuild');
    expect(await raw('select taken from alias_counter')).toEqual([{ taken: 40 }]);
  });
});

describe('backup and restore-check', () => {
  test('a copy is taken while the bot runs, readable by its owner alone, and every part of it is tried', async () => {
    await livedIn();
    const running = await startTestBot({ at: '2026-11-02 09:30', database: bench.database });
    const { code } = await bench.run('backup', bench.file('kopi.db'));
    await running.stop();
    expect([code, await bench.modeOf('kopi.db')]).toEqual([0, 0o600]);
    expect(await bench.files()).not.toContain('kopi.db-wal');
    const whole = await readFile(bench.file('kopi.db'));
    const check = await bench.run('restore-check', bench.file('kopi.db'));
    expect(check.out).toContain('Sikkerhedskopien er hel: 2 forløb, 1 aftaler');
    expect(check.out).toContain('en krypteret oplysning kunne åbnes');
    expect((await readFile(bench.file('kopi.db'))).equals(whole)).toBe(true);
    expect(`${check.out}${check.err}`).not.toMatch(/Borger ODE|670190/);
  });

  test('a backup is never written over a file', async () => {
    await livedIn();
    await bench.write('kopi.db', 'vigtigt');
    const { code, err } = await bench.run('backup', bench.file('kopi.db'));
    expect([code, err]).toEqual([1, expect.stringContaining('is there already')]);
    expect(await bench.read('kopi.db')).toBe('vigtigt');
  });

  test.each<[string, (file: string) => Promise<void>, string]>([
    ['cut off', (file) => truncate(file, 20_000), 'no SQLite database'],
    ['no database', (file) => writeFile(file, 'hej'), 'no SQLite database'],
  ])('a copy that is %s is not passed', async (_what, damage, sentence) => {
    await livedIn();
    await bench.run('backup', bench.file('kopi.db'));
    await damage(bench.file('kopi.db'));
    const { code, err } = await bench.run('restore-check', bench.file('kopi.db'));
    expect([code, err]).toEqual([1, expect.stringContaining(sentence)]);
  });

  test.each([
    [
      'an event that was changed',
      "update event set data = replace(data, 'K1', 'K3') where seq = 1",
      'does not match its checksum',
    ],
    ['an event taken out', "delete from event where stream_kind = 'course' and seq = 2", 'is missing'],
    ['a look-up taken out', 'delete from audit where seq = 1', 'Revisionsloggen er brudt: række 1'],
  ])('a copy with %s is not passed', async (_what, sql, sentence) => {
    await livedIn();
    await bench.run('backup', bench.file('kopi.db'));
    const db = await openRaw({ kind: 'sqlite', file: bench.file('kopi.db') });
    await db.run(sql);
    await db.close();
    const { code, err } = await bench.run('restore-check', bench.file('kopi.db'));
    expect([code, err]).toEqual([1, expect.stringContaining(sentence)]);
  });

  test('a copy made under another key is not passed', async () => {
    await livedIn();
    await bench.run('backup', bench.file('kopi.db'));
    const env = { TRINVIS_MASTER_KEY: NEW_KEY.toString('base64') };
    const { code, err } = await bench.runWith({ env }, 'restore-check', bench.file('kopi.db'));
    expect([code, err]).toEqual([1, expect.stringContaining('the master key is not the one')]);
  });

  test('the copy restored in the place of the database is the database', async () => {
    await livedIn();
    await bench.run('backup', bench.file('kopi.db'));
    const restored = await adminBench();
    if (restored.database.kind === 'sqlite') await copyFile(bench.file('kopi.db'), restored.database.file);
    expect((await restored.run('audit', 'verify')).code).toBe(0);
    const bot = await startTestBot({ at: '2026-11-02 10:00', database: restored.database });
    const card = await bot.write(PEOPLE.mette, 'forløb ODE-014');
    expect(JSON.stringify(card.card)).toContain('ODE-014');
    await bot.stop();
    await restored.close();
  });
});

describe('audit verify', () => {
  test('names the first broken row, and ends with 1', async () => {
    await livedIn();
    expect(await bench.run('audit', 'verify')).toMatchObject({ code: 0, out: 'Revisionsloggen er ubrudt.' });
    await raw("update audit set purpose = 'checkIdentity' where seq = 1");
    const { code, err } = await bench.run('audit', 'verify');
    expect([code, err]).toEqual([1, expect.stringContaining('række 1 er den første, der ikke passer')]);
  });
});

describe('rotate-key', () => {
  const env = { TRINVIS_NEW_KEY: NEW_KEY.toString('base64') };

  test('everything opens with the new key and nothing with the old; CPR numbers are found, the log is whole, pseudonyms stay', async () => {
    await livedIn();
    const read = async (masterKey: Uint8Array) => {
      const store = await openStore(bench.database, { masterKey });
      const found = await store.transaction(async ({ vault, users, conversations, audit }) => ({
        citizen: await vault.recordOf(PersonId.parse('person-ODE-014')),
        notes: (await vault.notesOf(PersonId.parse('person-ODE-014'))).map((n) => n.text),
        pseudonym: await vault.pseudonymOf(PersonId.parse('person-ODE-014')),
        byCpr: await vault.personByCpr('670190-9014', 'jobcenter-odense' as never),
        names: (await users.all()).map((u) => u.name).toSorted(),
        chat: (await conversations.personalOf('user-mette' as never))?.id,
        broken: await audit.verify(),
      }));
      await store.close();
      return found;
    };
    const before = await read(Buffer.from(Array.from({ length: 32 }, (_, i) => i + 1)));
    expect(before).toMatchObject({ citizen: { name: 'Borger ODE-014' }, byCpr: 'person-ODE-014', broken: null });
    const { code, out } = await bench.runWith({ env }, 'rotate-key');
    expect([code, out]).toEqual([0, expect.stringContaining('2 borgere')]);
    expect(await read(NEW_KEY)).toEqual(before);
    expect((await bench.run('audit', 'verify')).err).toContain('the master key is not the one');
    expect((await raw('select action from audit order by seq')).at(-1)).toEqual({ action: 'keyRotated' });
    const bot = await openStore(bench.database, { masterKey: NEW_KEY });
    expect(await bot.ready()).toBe(true);
    await bot.close();
  });

  test('without a new key, or with the same, nothing happens', async () => {
    await livedIn();
    expect((await bench.run('rotate-key')).err).toContain('Sæt den nye nøgle i TRINVIS_NEW_KEY');
    const same = { TRINVIS_NEW_KEY: adminEnv(bench.database).TRINVIS_MASTER_KEY ?? '' };
    expect((await bench.runWith({ env: same }, 'rotate-key')).err).toContain('den samme som den gamle');
  });

  test('a log that was changed is not signed anew, and nothing else has moved either', async () => {
    await livedIn();
    await raw("update audit set subject = 'somebody-else' where seq = 1");
    const { code, err } = await bench.runWith({ env }, 'rotate-key');
    expect([code, err]).toEqual([1, expect.stringContaining('the audit log was changed')]);
    const store = await openStore(bench.database, {
      masterKey: Buffer.from(Array.from({ length: 32 }, (_, i) => i + 1)),
    });
    expect(await store.transaction((tx) => tx.vault.nameOf(PersonId.parse('person-ODE-014')))).toBe('Borger ODE-014');
    await store.close();
  });
});

const onPostgres = sharedPostgresUrl === null ? test.skip : test;
onPostgres('PostgreSQL: migrated and rebuilt like SQLite; its backup is pg_dump’s matter', async () => {
  const url = await createDatabase(sharedPostgresUrl ?? '');
  const there: AdminBench = await adminBench({ kind: 'postgres', url });
  expect((await there.run('migrate')).out).toBe('Databasen er på nyeste version.');
  const trinvis: TestBot = await startOdense({ at: '2026-11-02 09:00', database: { kind: 'postgres', url } });
  await addCourse(trinvis, 'ODE-014', runningA('2026-10-12'));
  await trinvis.stop();
  expect((await there.run('rebuild')).out).toContain('1 forløb');
  const env = { TRINVIS_NEW_KEY: NEW_KEY.toString('base64') };
  expect((await there.runWith({ env }, 'rotate-key')).code).toBe(0);
  const { code, err } = await there.run('backup', there.file('kopi.db'));
  expect([code, err]).toEqual([2, expect.stringContaining('pg_dump')]);
  await there.close();
});
