/** jest's globalTeardown, beside start-postgres.ts. */
export default async function stopSharedPostgres(): Promise<void> {
  await globalThis.trinvisTestPostgres?.stop();
}
