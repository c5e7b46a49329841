import { describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { createDatabase, sharedPostgresUrl } from '../_util/postgres.ts';

(sharedPostgresUrl ? describe : describe.skip)('the shared PostgreSQL of a test run', () => {
  test('gives each suite an empty database of its own', async () => {
    const urls = await Promise.all([createDatabase(sharedPostgresUrl ?? ''), createDatabase(sharedPostgresUrl ?? '')]);
    for (const url of urls) expect(await tablesAfterCreatingOne(url)).toBe(1);
  });
});

async function tablesAfterCreatingOne(connectionString: string): Promise<number> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query('create table only_here (id int)');
    const { rows } = await client.query("select 1 from information_schema.tables where table_schema = 'public'");
    return rows.length;
  } finally {
    await client.end();
  }
}
