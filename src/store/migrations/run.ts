import { type Kysely, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { StoreError } from '../../app/ports.ts';
import type { Tables } from '../schema.ts';
import { first } from './001-first.ts';
import { absences } from './002-absences.ts';
import { training } from './003-training.ts';
import { citizenRights } from './004-citizen-rights.ts';
import type { ColumnTypes, Migration } from './migration.ts';

/** Append only, in order of their names. */
export const MIGRATIONS: readonly Migration[] = [first, absences, training, citizenRights];

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
