import { createHmac, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { PersonNote, PersonRecord, Vault } from '../app/ports/vault.ts';
import { ConcurrencyError, StoreError } from '../app/ports.ts';
import { Instant } from '../domain/calendar/time.ts';
import { NoteId, OrganisationId, PersonId } from '../domain/ids.ts';
import type { Session } from './dialect.ts';
import type { Keys } from './keys.ts';
import { inParts, readFirst, readRows } from './rows.ts';
import { type SealedAt, seal, sealText, unseal, unsealText } from './seal.ts';

const Bytes = z.instanceof(Uint8Array);
const FoundRow = z.object({ id: PersonId });
const PersonRow = z.object({ id: PersonId, wrappedKey: Bytes, name: Bytes });
const RecordRow = z.object({ wrappedKey: Bytes, name: Bytes, cpr: Bytes });
const NoteRow = z.object({ id: NoteId, person: PersonId, text: Bytes, wrappedKey: Bytes });

type Sealing = Pick<Session, 'db' | 'keys'>;

export function createVault({ db, keys }: Session): Vault {
  return {
    personByCpr: async (cpr, organisation) => {
      const known = db
        .selectFrom('person')
        .select('id')
        .where('cpr_hash', '=', cprHash(keys, cpr, organisation));
      return readFirst(FoundRow, 'person', await known.execute())?.id ?? null;
    },
    addPerson: (person) => addPerson({ db, keys }, person),
    nameOf: async (id) => {
      const row = await personOf(db, id);
      return row && unsealText(row.name, { key: keyOf(keys, id, row.wrappedKey), place: `person.name:${id}` });
    },
    recordOf: (id) => recordOf({ db, keys }, id),
    isErased: async (id) => (await personOf(db, id)) === null,
    erase: (id, at) => erasePerson(db, id, at),
    pseudonymOf: async (id) => {
      const key = await pseudonymKey({ db, keys });
      return createHmac('sha256', key).update(id).digest('hex').slice(0, PSEUDONYM_LENGTH);
    },
    addNote: async ({ id, person, text, at }) => {
      const row = await personOf(db, person);
      if (row === null) throw new StoreError('a note needs a person in the vault');
      const sealed = sealText(text, noteAt(keyOf(keys, person, row.wrappedKey), id, person));
      await db.insertInto('note').values({ id, person, at, text: sealed }).execute();
    },
    notesOf: (person) => notesOf({ db, keys }, person),
    notes: async (ids) => {
      const rows = readRows(NoteRow, 'note', await inParts(ids, (part) => noteRows(db, part)));
      return new Map(
        rows.map(({ id, person, text, wrappedKey }) => [
          id,
          unsealText(text, noteAt(keyOf(keys, person, wrappedKey), id, person)),
        ]),
      );
    },
  };
}

async function addPerson(
  { db, keys }: Sealing,
  { id, organisation, name, cpr }: Parameters<Vault['addPerson']>[0],
): Promise<void> {
  const key = randomBytes(32);
  const row = {
    id,
    organisation,
    cpr_hash: cprHash(keys, cpr, organisation),
    wrapped_key: seal(key, wrapping(keys, id)),
    name: sealText(name, { key, place: `person.name:${id}` }),
    cpr: sealText(cpr, cprAt(key, id)),
    erased_at: null,
  };
  const added = await db
    .insertInto('person')
    .values(row)
    .onConflict((on) => on.column('cpr_hash').doNothing())
    .executeTakeFirst();
  // The repeated use case finds the record that was first.
  if (Number(added.numInsertedOrUpdatedRows) !== 1) throw new ConcurrencyError('the person is in the vault already');
}

async function recordOf({ db, keys }: Sealing, id: PersonId): Promise<PersonRecord | null> {
  const of = db
    .selectFrom('person')
    .select(['wrapped_key as wrappedKey', 'name', 'cpr'])
    .where('id', '=', id)
    .where('erased_at', 'is', null);
  const row = readFirst(RecordRow, 'person', await of.execute());
  if (row === null) return null;
  const key = keyOf(keys, id, row.wrappedKey);
  return {
    name: unsealText(row.name, { key, place: `person.name:${id}` }),
    cpr: unsealText(row.cpr, cprAt(key, id)),
  };
}

async function notesOf({ db, keys }: Sealing, person: PersonId): Promise<PersonNote[]> {
  const rows = await db
    .selectFrom('note')
    .innerJoin('person', 'person.id', 'note.person')
    .select(['note.id', 'note.at', 'note.text', 'person.wrapped_key as wrappedKey'])
    .where('note.person', '=', person)
    .orderBy('note.at')
    .orderBy('note.id')
    .execute();
  return readRows(DatedNoteRow, 'note', rows).map(({ id, at, text, wrappedKey }) => ({
    at,
    text: unsealText(text, noteAt(keyOf(keys, person, wrappedKey), id, person)),
  }));
}

const DatedNoteRow = z.object({ id: NoteId, at: Instant, text: Bytes, wrappedKey: Bytes });

const NOTHING = new Uint8Array();

/** The row stays, for courses point to it; nothing in it can be opened, or found by a CPR number, any more. */
async function erasePerson(db: Session['db'], id: PersonId, at: Instant): Promise<boolean> {
  const erased = await db
    .updateTable('person')
    .set({ wrapped_key: NOTHING, name: NOTHING, cpr: NOTHING, cpr_hash: randomBytes(32), erased_at: at })
    .where('id', '=', id)
    .where('erased_at', 'is', null)
    .executeTakeFirst();
  await db.deleteFrom('note').where('person', '=', id).execute();
  return Number(erased.numUpdatedRows) === 1;
}

const PSEUDONYM_LENGTH = 20;
const PSEUDONYM_KEY = 'pseudonymKey';

/** A key of its own, kept sealed: pseudonyms stay the same when the master key is changed. */
async function pseudonymKey({ db, keys }: Sealing): Promise<Uint8Array> {
  const at = pseudonymKeyAt(keys);
  const value = Buffer.from(seal(randomBytes(32), at)).toString('base64');
  await db
    .insertInto('keeping')
    .values({ name: PSEUDONYM_KEY, value })
    .onConflict((on) => on.doNothing())
    .execute();
  const kept = await db
    .selectFrom('keeping')
    .select('value')
    .where('name', '=', PSEUDONYM_KEY)
    .executeTakeFirstOrThrow();
  return unseal(Buffer.from(kept.value, 'base64'), at);
}

function pseudonymKeyAt(keys: Keys): SealedAt {
  return { key: keys.wrap, place: 'keeping.pseudonymKey' };
}

function cprAt(key: Uint8Array, id: PersonId): SealedAt {
  return { key, place: `person.cpr:${id}` };
}

/** Everything of the vault that hangs on the master key, under the new one: wrapped keys, look-up hashes, the key of pseudonyms. */
export async function rewrapVault(db: Session['db'], { from, to }: { readonly from: Keys; readonly to: Keys }) {
  const rows = await db
    .selectFrom('person')
    .select(['id', 'organisation', 'wrapped_key as wrappedKey', 'cpr'])
    .where('erased_at', 'is', null)
    .execute();
  for (const row of readRows(SealedRow, 'person', rows)) {
    const { id, organisation } = row;
    const key = keyOf(from, id, row.wrappedKey);
    const cpr = unsealText(row.cpr, cprAt(key, id));
    const changed = { wrapped_key: seal(key, wrapping(to, id)), cpr_hash: cprHash(to, cpr, organisation) };
    await db.updateTable('person').set(changed).where('id', '=', id).execute();
  }
  const kept = await db.selectFrom('keeping').select('value').where('name', '=', PSEUDONYM_KEY).executeTakeFirst();
  if (kept !== undefined) {
    const key = unseal(Buffer.from(kept.value, 'base64'), pseudonymKeyAt(from));
    const value = Buffer.from(seal(key, pseudonymKeyAt(to))).toString('base64');
    await db.updateTable('keeping').set({ value }).where('name', '=', PSEUDONYM_KEY).execute();
  }
  return rows.length;
}

const SealedRow = z.object({ id: PersonId, organisation: OrganisationId, wrappedKey: Bytes, cpr: Bytes });

async function personOf(db: Session['db'], id: PersonId): Promise<z.infer<typeof PersonRow> | null> {
  const person = db
    .selectFrom('person')
    .select(['id', 'wrapped_key as wrappedKey', 'name'])
    .where('id', '=', id)
    .where('erased_at', 'is', null);
  return readFirst(PersonRow, 'person', await person.execute());
}

function noteRows(db: Session['db'], ids: readonly NoteId[]): Promise<unknown[]> {
  return db
    .selectFrom('note')
    .innerJoin('person', 'person.id', 'note.person')
    .select(['note.id', 'note.person', 'note.text', 'person.wrapped_key as wrappedKey'])
    .where('note.id', 'in', ids)
    .execute();
}

function wrapping(keys: Keys, id: PersonId): SealedAt {
  return { key: keys.wrap, place: `person.wrapped_key:${id}` };
}

function keyOf(keys: Keys, id: PersonId, wrapped: Uint8Array): Uint8Array {
  return unseal(wrapped, wrapping(keys, id));
}

function noteAt(key: Uint8Array, id: NoteId, person: PersonId): SealedAt {
  return { key, place: `note.text:${id}:${person}` };
}

/** Keyed, or the ten digits could be tried through; per organisation, so that elsewhere nothing can be said (N6). */
function cprHash({ lookUp }: Keys, cpr: string, organisation: OrganisationId): Uint8Array {
  const plain = cpr.replace(/[^0-9a-z]/gi, '').toUpperCase();
  return createHmac('sha256', lookUp)
    .update(JSON.stringify([organisation, plain]))
    .digest();
}
