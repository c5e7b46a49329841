import { type Kysely, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { StoreError } from '../../app/ports.ts';
import type { Tables } from '../schema.ts';
import { first } from './001-first.ts';

/** How a dialect spells the column types that differ. */
export interface ColumnTypes {
  /** Text compared byte by byte: the order of instants and ids must not depend on a locale. */
  readonly text: string;
  readonly bytes: string;
  readonly milliseconds: string;
  /** A number that counts up by itself, as primary key. */
  readonly counter: string;
}

/** One step of the schema. Once published it never changes; a later change is a new migration. */
export interface Migration {
  readonly name: string;
  readonly statements: (types: ColumnTypes) => readonly string[];
}

/** Append only, in order of their names. */
export const MIGRATIONS: readonly Migration[] = [first];

/** Brings a database to the newest schema. Throws a StoreError when it is from a newer version of the bot, or a step fails. */
export async function migrate(db: Kysely<Tables>, types: ColumnTypes): Promise<void> {
  const steps = MIGRATIONS.map(({ name, statements }) => [
    name,
    { up: (at: Kysely<unknown>) => run(at, statements(types)) },
  ]);
  const migrator = new Migrator({ db, provider: { getMigrations: async () => Object.fromEntries(steps) } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) {
    throw new StoreError('the database could not be migrated: is it from a newer version?', { cause: error });
  }
}

async function run(db: Kysely<unknown>, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
