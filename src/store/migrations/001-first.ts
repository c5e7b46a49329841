import type { Migration } from './migration.ts';

/** The first schema: streams, summary rows, the vault, due work and delivery. */
export const first: Migration = {
  name: '001-first',
  statements: ({ text, bytes, milliseconds, counter }) => [
    `create table event (
      stream_kind ${text} not null, stream_id ${text} not null, seq integer not null, at ${text} not null,
      colleague ${text}, data ${text} not null, checksum ${text} not null,
      primary key (stream_kind, stream_id, seq))`,

    `create table course (
      id ${text} primary key, alias ${text} not null unique, agreement ${text} not null, conference ${text} not null,
      person ${text} not null, status ${text} not null, referred_by ${text} not null,
      specialist ${text}, clinician ${text}, caseworker ${text})`,
    ...['agreement', 'conference', 'person', 'referred_by', 'specialist', 'clinician', 'caseworker'].map(
      (column) => `create index course_${column} on course (${column}, status)`,
    ),
    `create table alias_counter (agreement ${text} primary key, taken integer not null)`,
    `create table agreement (
      id ${text} primary key, code ${text} not null unique, job_centre ${text} not null, clinic ${text} not null)`,

    `create table organisation (
      id ${text} primary key, name ${text} not null, side ${text} not null, unique (side, name))`,
    `create table colleague (
      id ${text} primary key, name ${bytes} not null, role ${text}, organisation ${text}, leader ${text},
      language ${text} not null, welcomed integer not null)`,
    'create index colleague_organisation on colleague (organisation)',
    'create index colleague_leader on colleague (leader)',
    `create table colleague_identity (
      tenant_id ${text} not null, object_id ${text} not null, colleague ${text} not null,
      primary key (tenant_id, object_id))`,
    'create index colleague_identity_colleague on colleague_identity (colleague)',
    `create table conversation (
      id ${text} primary key, kind ${text} not null, tenant_id ${text} not null, service_url ${text} not null,
      team_id ${text}, name ${bytes}, colleague ${text}, state ${text} not null, seen_at ${text} not null)`,
    'create index conversation_colleague on conversation (colleague)',

    `create table wake (
      kind ${text} not null, id ${text} not null, at ${text} not null, agreement ${text}, primary key (kind, id))`,
    'create index wake_at on wake (at, kind, id)',
    `create table raised (
      subject ${text} not null, obligation ${text} not null, rung ${text} not null, recipient ${text} not null,
      on_day ${text} not null, primary key (subject, obligation, rung, recipient))`,
    'create index raised_recipient on raised (recipient, on_day)',

    `create table outbox (
      id ${counter}, kind ${text} not null, subject ${text} not null, recipient ${text} not null,
      rung ${text} not null, not_before ${text} not null, useless_after ${text}, calendar ${text},
      any_hour integer not null, state ${text} not null, attempts integer not null, posted ${text},
      changed_at ${text} not null, lease_owner ${text}, lease_until ${milliseconds},
      unique (kind, subject, recipient, rung))`,
    'create index outbox_pending on outbox (state, not_before, id)',
    `create index outbox_pending_recipient on outbox (recipient, not_before, id) where state = 'pending'`,
    // At most one message per conversation in flight is kept by the database itself.
    `create unique index outbox_sending on outbox (recipient) where state = 'sending'`,
    'create index outbox_state on outbox (state, changed_at)',
    `create table posted (
      id ${text} not null unique, n ${counter}, conversation ${text} not null, activity ${text}, thread ${text},
      view ${text} not null, subject ${text} not null, viewer ${text} not null, state ${text} not null,
      at ${text} not null)`,
    'create index posted_place on posted (conversation, view, subject, n)',
    `create table posted_course (posted ${text} not null, course ${text} not null, primary key (posted, course))`,
    'create index posted_course_course on posted_course (course)',
    `create table notice (
      id ${text} primary key, recipient ${text} not null, kind ${text} not null, subject ${text} not null,
      at ${text} not null, done integer not null, unique (recipient, kind, subject))`,

    `create table person (
      id ${text} primary key, organisation ${text} not null, cpr_hash ${bytes} not null unique,
      wrapped_key ${bytes} not null, name ${bytes} not null, cpr ${bytes} not null)`,
    `create table note (id ${text} primary key, person ${text} not null, at ${text} not null, text ${bytes} not null)`,
    'create index note_person on note (person)',
    `create table audit (
      seq integer primary key, at ${text} not null, actor ${text}, action ${text} not null, subject ${text} not null,
      purpose ${text}, hash ${text} not null)`,

    `create table inbound (key ${text} primary key, at ${text} not null)`,
    `create table meta (key ${text} primary key, value ${text} not null)`,
    `create table keeping (name ${text} primary key, value ${text} not null)`,
  ],
};
