import { createHmac, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Vault } from '../app/ports/vault.ts';
import { ConcurrencyError, StoreError } from '../app/ports.ts';
import { NoteId, type OrganisationId, PersonId } from '../domain/ids.ts';
import type { Session } from './dialect.ts';
import type { Keys } from './keys.ts';
import { inParts, readFirst, readRows } from './rows.ts';
import { type SealedAt, seal, sealText, unseal, unsealText } from './seal.ts';

const Bytes = z.instanceof(Uint8Array);
const FoundRow = z.object({ id: PersonId });
const PersonRow = z.object({ id: PersonId, wrappedKey: Bytes, name: Bytes });
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
    addNote: async ({ id, person, text, at }) => {
      const row = await personOf(db, person);
      if (row === null) throw new StoreError('a note needs a person in the vault');
      const sealed = sealText(text, noteAt(keyOf(keys, person, row.wrappedKey), id, person));
      await db.insertInto('note').values({ id, person, at, text: sealed }).execute();
    },
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
    cpr: sealText(cpr, { key, place: `person.cpr:${id}` }),
  };
  const added = await db
    .insertInto('person')
    .values(row)
    .onConflict((on) => on.column('cpr_hash').doNothing())
    .executeTakeFirst();
  // The repeated use case finds the record that was first.
  if (Number(added.numInsertedOrUpdatedRows) !== 1) throw new ConcurrencyError('the person is in the vault already');
}

async function personOf(db: Session['db'], id: PersonId): Promise<z.infer<typeof PersonRow> | null> {
  const person = db.selectFrom('person').select(['id', 'wrapped_key as wrappedKey', 'name']).where('id', '=', id);
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
