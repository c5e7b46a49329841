import type { Migration } from './migration.ts';

/** Citizens' requests for their copy and for erasure (GDPR 12, 15, 17), and when a record was erased (P5). */
export const citizenRights: Migration = {
  name: '004-citizen-rights',
  statements: ({ text }) => [
    `create table citizen_request (
      id ${text} primary key, kind ${text} not null, course ${text} not null, alias ${text} not null,
      person ${text} not null, agreement ${text} not null, received_on ${text} not null, outcome ${text}, ground ${text},
      answered_on ${text})`,
    'create index citizen_request_person on citizen_request (person)',
    `alter table person add column erased_at ${text}`,
    'create index audit_subject on audit (subject)',
  ],
};
