import type { Migration } from './migration.ts';

/** The training register (S4): ids and dates only. */
export const training: Migration = {
  name: '003-training',
  statements: ({ text }) => [
    `create table training (
      id ${text} primary key, about ${text} not null, kind ${text} not null, agreement ${text}, on_day ${text} not null)`,
    'create index training_about on training (about)',
    'create index training_agreement on training (agreement, kind)',
  ],
};
