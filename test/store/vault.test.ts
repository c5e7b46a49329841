import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { AuditEntry } from '../../src/app/ports/vault.ts';
import { ConcurrencyError, StoreError } from '../../src/app/ports.ts';
import { openStore } from '../../src/store/open-store.ts';
import { type Bench, onEachStore } from './contract.ts';
import { at, conversation, noteId, organisationId, personId, user, userId } from './samples.ts';

const odense = organisationId('odense');
const citizen = { id: personId('p1'), organisation: odense, name: 'Kanarie Fuglesang', cpr: '6701901234' };
const note = { id: noteId('n1'), person: citizen.id, text: 'Ringer til Kanarieøerne ☎', at: at('08:00') };

onEachStore('The person vault', (bench) => {
  test('a person is found by CPR number in the own organisation only, however it is written', async () => {
    await bench.run((tx) => tx.vault.addPerson(citizen));
    const found = await bench.run(async ({ vault }) => [
      await vault.personByCpr('6701901234', odense),
      await vault.personByCpr('670190-1234', odense),
      await vault.personByCpr('6701901234', organisationId('vejle')),
      await vault.personByCpr('6701901235', odense),
    ]);
    expect(found).toEqual([citizen.id, citizen.id, null, null]);
  });

  test('the same number elsewhere is another record; in one organisation there is only one', async () => {
    await bench.run((tx) => tx.vault.addPerson(citizen));
    await bench.run((tx) =>
      tx.vault.addPerson({ ...citizen, id: personId('p2'), organisation: organisationId('vejle') }),
    );
    const again = bench.run((tx) => tx.vault.addPerson({ ...citizen, id: personId('p3') }));
    await expect(again).rejects.toThrow(ConcurrencyError);
  });

  test('names and notes come back in clear, unknown ones are left out', async () => {
    const found = await bench.run(async ({ vault }) => {
      await vault.addPerson(citizen);
      await vault.addNote(note);
      await vault.addNote({ ...note, id: noteId('n2'), text: '' });
      return [
        await vault.nameOf(citizen.id),
        await vault.nameOf(personId('nobody')),
        await vault.notes([note.id, noteId('n2'), noteId('none'), note.id]),
        await vault.notes([]),
      ];
    });
    const notes = new Map([
      [note.id, note.text],
      [noteId('n2'), ''],
    ]);
    expect(found).toEqual([citizen.name, null, notes, new Map()]);
  });

  test('a note needs its person', async () => {
    await expect(bench.run((tx) => tx.vault.addNote(note))).rejects.toThrow(StoreError);
  });

  test('a citizen whose record is erased has no name and no notes left', async () => {
    await bench.run(async ({ vault }) => {
      await vault.addPerson(citizen);
      await vault.addNote(note);
    });
    await bench.raw.run('delete from person');
    expect(
      await bench.run(async ({ vault }) => [await vault.nameOf(citizen.id), (await vault.notes([note.id])).size]),
    ).toEqual([null, 0]);
  });

  test.each([
    [
      'a name moved to another person',
      "update person set name = (select name from person where id = 'p1') where id = 'p2'",
    ],
    [
      "another person's key",
      "update person set wrapped_key = (select wrapped_key from person where id = 'p1') where id = 'p2'",
    ],
    ['a number in the place of a name', "update person set name = cpr where id = 'p2'"],
    ['an emptied name', "update person set name = '' where id = 'p2'"],
  ])('%s does not open', async (_what, damage) => {
    await bench.run(async ({ vault }) => {
      await vault.addPerson(citizen);
      await vault.addPerson({ ...citizen, id: personId('p2'), cpr: '0101654003', name: 'Anden' });
    });
    await bench.raw.run(damage);
    await expect(bench.run((tx) => tx.vault.nameOf(personId('p2')))).rejects.toThrow(StoreError);
  });

  test('a note moved to another row does not open', async () => {
    await bench.run(async ({ vault }) => {
      await vault.addPerson(citizen);
      await vault.addNote(note);
    });
    await bench.raw.run("update note set id = 'n9'");
    await expect(bench.run((tx) => tx.vault.notes([noteId('n9')]))).rejects.toThrow(StoreError);
  });

  test('nothing of the database shows a name, a CPR number, a note or the name of a conversation', async () => {
    const canaries = ['Kanarie', 'Fuglesang', '6701901234', '670190', 'Kanarieøerne', 'Solsort', 'Lærkevej'];
    await bench.run(async ({ vault, users, conversations, audit }) => {
      await vault.addPerson(citizen);
      await vault.addNote(note);
      await users.save(user('u1', { name: 'Søren Solsort' }));
      await conversations.save(conversation('c1', { name: 'Lærkevej' }));
      await audit.append({ at: at('08:00'), actor: userId('u1'), action: 'lookUp', subject: 'c1', purpose: 'contact' });
    });
    const everything = await allBytes(bench);
    expect(everything.includes('lookUp')).toBe(true);
    for (const canary of canaries) {
      for (const form of [canary, hex(canary), Buffer.from(canary).toString('base64').slice(0, 8)]) {
        expect(everything.includes(form)).toBe(false);
      }
    }
  });

  test('with another master key the database does not open, and stays as it is', async () => {
    await bench.run((tx) => tx.users.save(user('u1')));
    const wrong = openStore(bench.fresh.config, { masterKey: new Uint8Array(32).fill(9) });
    await expect(wrong).rejects.toThrow('the master key is not the one this database was made with');
    await expect(openStore(bench.fresh.config, { masterKey: new Uint8Array(31) })).rejects.toThrow(RangeError);
    const again = await bench.fresh.reopen();
    expect(await again.transaction((tx) => tx.users.get(userId('u1')))).toEqual(user('u1'));
  });

  test('a database in use whose key check is gone is not taken over by another key', async () => {
    await bench.run((tx) => tx.users.save(user('u1')));
    const kept = await bench.raw.run("select value from keeping where name = 'keyCheck'");
    await bench.raw.run("delete from keeping where name = 'keyCheck'");
    await expect(openStore(bench.fresh.config, { masterKey: new Uint8Array(32).fill(9) })).rejects.toThrow(StoreError);
    await bench.raw.run(`insert into keeping (name, value) values ('keyCheck', '${kept[0]?.value}')`);
  });
});

onEachStore('The audit log', (bench) => {
  const entry = (n: number): AuditEntry => ({
    at: at('08:00'),
    actor: n % 2 ? userId('mette') : null,
    action: 'lookUp',
    subject: `course-${n}`,
    purpose: 'contact',
  });
  const fill = (count: number) =>
    bench.run(async ({ audit }) => {
      for (let n = 1; n <= count; n += 1) await audit.append(entry(n));
    });
  const verify = () => bench.run((tx) => tx.audit.verify());

  test('an untouched log is whole, empty or not', async () => {
    expect(await verify()).toBeNull();
    await fill(5);
    expect(await verify()).toBeNull();
  });

  test.each([
    ['a changed subject', "update audit set subject = 'other' where seq = 3", 3],
    ['a purpose taken away', 'update audit set purpose = null where seq = 2', 2],
    ['a changed moment', "update audit set at = '2026-11-02T08:00:00.001Z' where seq = 5", 5],
    ['a removed row', 'delete from audit where seq = 3', 3],
    ['the first rows removed', 'delete from audit where seq <= 2', 1],
    ['the last rows removed', 'delete from audit where seq >= 4', 4],
    ['all rows removed', 'delete from audit', 1],
    ['all rows and the head removed but one', "delete from keeping where name = 'auditHead'", 6],
    [
      'an inserted row',
      'insert into audit select 6, at, actor, action, subject, purpose, hash from audit where seq = 5',
      6,
    ],
    ['rows exchanged', 'update audit set seq = 10 - seq', 1],
  ])('%s is found, with the first row that does not fit', async (_what, damage, first) => {
    await fill(5);
    await bench.raw.run(damage);
    expect(await verify()).toBe(first);
  });

  test('nothing is written after a log that was cut', async () => {
    await fill(3);
    await bench.raw.run('delete from audit where seq = 3');
    await expect(fill(1)).rejects.toThrow(StoreError);
  });
});

function hex(text: string): string {
  return Buffer.from(text).toString('hex');
}

/** SQLite: the files as they lie, log included. PostgreSQL: every value of every table, bytes as hexadecimal. */
async function allBytes({ fresh, raw, shared }: Bench): Promise<string> {
  if (shared) {
    const values: unknown[] = [];
    for (const table of await raw.tables())
      values.push(await raw.run(`select row_to_json(t)::text as row from ${table} t`));
    return JSON.stringify(values);
  }
  const folder = dirname(fresh.place);
  const files = await Promise.all((await readdir(folder)).map((file) => readFile(join(folder, file))));
  expect(files.length).toBe(3);
  return Buffer.concat(files).toString('latin1') + Buffer.concat(files).toString('utf8');
}
