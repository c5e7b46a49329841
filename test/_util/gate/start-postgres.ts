import { startPostgres, type TestPostgres } from '../postgres.ts';

declare global {
  var trinvisTestPostgres: TestPostgres | undefined;
}

/** jest's globalSetup: one server a run; the workers find it through TRINVIS_TEST_POSTGRES. */
export default async function startSharedPostgres(): Promise<void> {
  try {
    globalThis.trinvisTestPostgres = await startPostgres();
    process.env.TRINVIS_TEST_POSTGRES = globalThis.trinvisTestPostgres.url;
  } catch (error) {
    if (process.env.CI === 'true') throw error;
    console.warn(String(error));
  }
}
