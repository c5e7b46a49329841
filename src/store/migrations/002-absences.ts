import type { Migration } from './migration.ts';

/** Who is away and who stands in (N3), and when a person wants their digest. */
export const absences: Migration = {
  name: '002-absences',
  statements: ({ text }) => [
    `create table absence (
      id ${text} primary key, colleague ${text} not null, cover ${text} not null, first_day ${text} not null,
      last_day ${text} not null)`,
    `alter table colleague add column digest_at ${text}`,
  ],
};
