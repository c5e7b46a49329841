import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { newPassphrase, openFile, sealFile } from '../../src/admin/sealed-file.ts';
import { NoteId, PersonId } from '../../src/domain/ids.ts';
import { adminBench } from '../_util/admin.ts';
import { ADMIN, type TestBot } from '../_util/bot.ts';
import { closed, held } from '../_util/builders.ts';
import { textOf } from '../_util/card.ts';
import { PEOPLE, startOdense } from '../_util/odense.ts';
import { addCourse, runningA, taskFor } from '../_util/odense-courses.ts';
import { openRaw } from '../store/raw.ts';

const { mette } = PEOPLE;
const CANARY = /Borger ODE|670190|Opgaveteksten/;

let bench: Awaited<ReturnType<typeof adminBench>>;
let trinvis: TestBot;
beforeEach(async () => {
  bench = await adminBench();
  trinvis = await startOdense({ at: '2026-11-02 09:00', database: bench.database });
  await trinvis.write(ADMIN, 'hjælp');
});
afterEach(async () => {
  await trinvis.stop();
  await bench.close();
});

const nameOf = (alias: string) =>
  trinvis.bot.store.transaction((tx) => tx.vault.nameOf(PersonId.parse(`person-${alias}`)));

async function register(line: string): Promise<void> {
  const form = await trinvis.write(ADMIN, line);
  await trinvis.tap(ADMIN, form, { action: 'request.register', inputs: { receivedOn: '2026-11-02' } });
}

async function lookUpName(): Promise<void> {
  const course = await trinvis.write(mette, 'forløb ODE-014');
  const asked = await trinvis.tap(mette, course, { action: 'course.askName' });
  const on = { activityId: course.activityId, card: asked.card };
  await trinvis.tap(mette, on, { action: 'course.name', inputs: { chosen: 'prepareMeeting' } });
}

describe('extract', () => {
  beforeEach(async () => {
    const task = taskFor('mette', 'task-1', { agreed: '2026-10-28', due: '2026-11-11' });
    await addCourse(trinvis, 'ODE-014', runningA('2026-10-12'), held('2026-10-30'), task);
  });

  test('GDPR 15, C-579/21: the citizen’s copy, encrypted; the dates and purposes of look-ups, and no name of staff', async () => {
    await lookUpName();
    await bench.run('export', 'courses', bench.file('alle.csv'), '--purpose', 'Afstemning med fagsystem');
    await register('indsigt ODE-014');
    const made = await bench.run('extract', 'ODE-014', '--out', bench.file('kopi.trinvis'));
    expect([made.code, made.err]).toEqual([0, '']);
    expect(made.out).not.toMatch(CANARY);
    const [, passphrase = ''] = made.out.split('\n');
    expect(passphrase).toMatch(/^([2-9a-z]{5}-){4}[2-9a-z]{5}$/);
    expect(await bench.modeOf('kopi.trinvis')).toBe(0o600);
    expect((await readFile(bench.file('kopi.trinvis'))).includes('Borger')).toBe(false);
    const opened = await bench.runWith(
      { answer: passphrase.toUpperCase() },
      'extract-open',
      bench.file('kopi.trinvis'),
      '--out',
      bench.file('kopi.txt'),
    );
    expect([opened.code, opened.out]).toEqual([0, expect.not.stringMatching(CANARY)]);
    const text = await bench.read('kopi.txt');
    for (const line of [
      'Navn: Borger ODE-014',
      'CPR-nummer: 6701909014',
      'Dit forløb ODE-014',
      'Samarbejde: Jobcenter Odense – Lokalpsykiatri Odense',
      '12. okt. 2026: Samtykke givet fra klinikken til jobcentret',
      '2. nov. 2026: Opgaveteksten til task-1',
      '2. nov. 2026: Forberede møde eller konference',
      '2. nov. 2026: taget ud på en liste til: Afstemning med fagsystem',
      'slettes 1825 dage efter',
    ])
      expect(text).toContain(line);
    for (const { name } of Object.values(PEOPLE)) expect(text).not.toContain(name);
  });

  test('the request is answered by it: once, and its reminders end', async () => {
    await register('indsigt ODE-014');
    await bench.run('extract', 'ode14', '--out', bench.file('kopi.trinvis'));
    expect(textOf((await trinvis.write(ADMIN, 'indsigt')).card)).toContain('Ingen anmodninger venter på svar');
    const again = await bench.run('extract', 'ODE-014', '--out', bench.file('kopi2.trinvis'));
    expect([again.code, again.err]).toEqual([
      1,
      expect.stringContaining('ingen åben anmodning om indsigt for ODE-014'),
    ]);
    expect(await bench.files()).not.toContain('kopi2.trinvis');
  });

  test('without a registered request there is no copy', async () => {
    const { code, err } = await bench.run('extract', 'ODE-014', '--out', bench.file('kopi.trinvis'));
    expect([code, err]).toEqual([1, expect.stringContaining('Administratoren skriver »indsigt ODE-014«')]);
    expect((await bench.run('extract', 'ODE-999', '--out', bench.file('x'))).err).toContain(
      'Jeg finder ikke et forløb',
    );
    expect((await bench.run('extract', 'ODE-014')).code).toBe(2);
  });

  test('a wrong passphrase, a changed file and another file open nothing', async () => {
    const passphrase = newPassphrase();
    const sealed = sealFile('hemmeligt', passphrase);
    expect(openFile(sealed, ` ${passphrase.replaceAll('-', ' ')} `)).toBe('hemmeligt');
    expect(openFile(sealed, newPassphrase())).toBeNull();
    for (const at of [0, 10, 30, sealed.length - 20, sealed.length - 1]) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(openFile(changed, passphrase)).toBeNull();
    }
    expect(openFile(Buffer.from('kort'), passphrase)).toBeNull();
    await bench.write('kopi.trinvis', sealed);
    const { code, err } = await bench.runWith(
      { answer: 'forkert' },
      'extract-open',
      bench.file('kopi.trinvis'),
      '--out',
      bench.file('x.txt'),
    );
    expect([code, err]).toEqual([1, expect.stringContaining('adgangsordet er et andet')]);
  });
});

describe('erase', () => {
  test('GDPR 17: at the server too only what was asked for, closed, and with --apply', async () => {
    await addCourse(trinvis, 'ODE-020', runningA('2026-09-01'), closed('2026-10-30'));
    await addCourse(trinvis, 'ODE-021', runningA('2026-09-01'));
    expect((await bench.run('erase', 'ODE-020', '--apply')).err).toContain(
      'ingen åben anmodning om sletning for ODE-020',
    );
    await register('slet ODE-020');
    await register('slet ODE-021');
    expect((await bench.run('erase', 'ODE-021', '--apply')).err).toContain('der ikke er afsluttet: ODE-021');
    expect((await bench.run('erase', 'ODE-020')).out).toContain('kør igen med --apply');
    expect(await nameOf('ODE-020')).toBe('Borger ODE-020');
    expect((await bench.run('erase', 'ODE-020', '--apply')).out).toContain('er slettet');
    expect([await nameOf('ODE-020'), await nameOf('ODE-021')]).toEqual([null, 'Borger ODE-021']);
    expect(textOf((await trinvis.write(ADMIN, 'slet')).card)).not.toContain('ODE-020');
  });
});

describe('retention', () => {
  beforeEach(async () => {
    await addCourse(trinvis, 'ODE-001', runningA('2021-01-04'), held('2021-02-01'), closed('2021-11-03'));
    await addCourse(trinvis, 'ODE-002', runningA('2021-01-04'), closed('2021-11-04'));
    await addCourse(trinvis, 'ODE-003', runningA('2021-01-04'));
  });

  test('P5: 1825 days after the last course closed the key and the notes go; a day earlier they stay; numbers stay', async () => {
    const dry = await bench.run('retention');
    expect(dry.out).toBe(
      'ODE-001: sidste forløb sluttede 3. nov. 2021\n1 borger har været gemt i 1825 dage. Intet er slettet endnu; kør igen med --apply.',
    );
    expect(await nameOf('ODE-001')).toBe('Borger ODE-001');
    const done = await bench.run('retention', '--apply');
    expect([done.code, done.out]).toEqual([
      0,
      expect.stringContaining('1 borgers navn, CPR-nummer og notater er slettet'),
    ]);
    expect([await nameOf('ODE-001'), await nameOf('ODE-002'), await nameOf('ODE-003')]).toEqual([
      null,
      'Borger ODE-002',
      'Borger ODE-003',
    ]);
    expect((await bench.run('retention')).out).toContain('Ingen borgere har været gemt');
    const raw = await openRaw(bench.database);
    expect(await raw.run("select count(*) as n from note where person = 'person-ODE-001'")).toEqual([{ n: 0 }]);
    expect(await raw.run("select status from course where alias = 'ODE-001'")).toEqual([{ status: 'closed' }]);
    expect(await raw.run('select action, subject, purpose from audit')).toEqual([
      { action: 'erased', subject: 'person-ODE-001', purpose: 'retention' },
    ]);
    await raw.close();
    expect(textOf((await trinvis.write(mette, 'forløb ODE-001')).card)).toContain('er slettet');
  });

  test('P5: the controller’s own period counts, and whoever still has a course is kept', async () => {
    await addCourse(trinvis, 'ODE-004', runningA('2021-01-04'));
    await trinvis.bot.store.transaction(async (tx) => {
      const row = (await tx.courses.ofPerson(PersonId.parse('person-ODE-004'), 'all'))[0];
      if (row !== undefined) await tx.courses.save({ ...row, person: PersonId.parse('person-ODE-002') });
    });
    const { out } = await bench.runWith({ env: { TRINVIS_RETENTION: 'P30D' } }, 'retention');
    expect(out).toContain('ODE-001: ');
    expect(out).not.toContain('ODE-002');
  });

  test('P5, GDPR 15: whoever waits for their copy gets it first', async () => {
    await register('indsigt ODE-001');
    expect((await bench.run('retention', '--apply')).out).toContain('Ingen borgere har været gemt');
    expect(await nameOf('ODE-001')).toBe('Borger ODE-001');
  });

  test('P5: what was erased is gone from the file too: nothing sealed under the old key stays behind', async () => {
    await trinvis.bot.store.transaction(async ({ vault }) => {
      const text = 'En lang tekst om borgeren. '.repeat(30);
      const note = { id: NoteId.parse('note-x'), person: PersonId.parse('person-ODE-001'), text };
      await vault.addNote({ ...note, at: trinvis.clock.now() });
    });
    const raw = await openRaw(bench.database);
    const [row] = await raw.run("select wrapped_key, name, cpr from person where id = 'person-ODE-001'");
    const [note] = await raw.run("select text from note where id = 'note-x'");
    await raw.close();
    await trinvis.stop();
    await bench.run('retention', '--apply');
    const file = await readFile(bench.database.kind === 'sqlite' ? bench.database.file : '');
    for (const sealed of [row?.wrapped_key, row?.name, row?.cpr, note?.text]) {
      expect(sealed).toBeInstanceOf(Uint8Array);
      expect(file.includes(Buffer.from(sealed as Uint8Array).subarray(0, 40))).toBe(false);
    }
    trinvis = await startOdense({ at: '2026-11-02 09:00' });
  });
});
