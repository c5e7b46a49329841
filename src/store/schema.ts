import type { Generated } from 'kysely';

/**
 * The tables as kysely sees them: columns as they are stored, brands and unions come back through the row schemas of each port.
 * Instants are 24-character text, yes and no are 1 and 0, sealed values are bytes.
 */
export interface Tables {
  event: EventTable;
  course: CourseTable;
  alias_counter: { agreement: string; taken: number };
  agreement: { id: string; code: string; job_centre: string; clinic: string };
  organisation: { id: string; name: string; side: string };
  absence: { id: string; colleague: string; cover: string; first_day: string; last_day: string };
  training: { id: string; about: string; kind: string; agreement: string | null; on_day: string };
  colleague: ColleagueTable;
  colleague_identity: { tenant_id: string; object_id: string; colleague: string };
  conversation: ConversationTable;
  wake: { kind: string; id: string; at: string; agreement: string | null };
  raised: { subject: string; obligation: string; rung: string; recipient: string; on_day: string };
  outbox: OutboxTable;
  posted: PostedTable;
  posted_course: { posted: string; course: string };
  notice: NoticeTable;
  person: PersonTable;
  note: { id: string; person: string; at: string; text: Uint8Array };
  citizen_request: CitizenRequestTable;
  audit: AuditTable;
  inbound: { key: string; at: string };
  meta: { key: string; value: string };
  /** What the store keeps for itself: the key check, the head of the audit log. */
  keeping: { name: string; value: string };
}

interface EventTable {
  stream_kind: string;
  stream_id: string;
  seq: number;
  at: string;
  colleague: string | null;
  data: string;
  checksum: string;
}

interface CourseTable {
  id: string;
  alias: string;
  agreement: string;
  conference: string;
  person: string;
  status: string;
  referred_by: string;
  specialist: string | null;
  clinician: string | null;
  caseworker: string | null;
}

interface ColleagueTable {
  id: string;
  name: Uint8Array;
  role: string | null;
  organisation: string | null;
  leader: string | null;
  language: string;
  /** Wall time; null for the ordinary hour. */
  digest_at: string | null;
  welcomed: number;
}

interface ConversationTable {
  id: string;
  kind: string;
  tenant_id: string;
  service_url: string;
  team_id: string | null;
  name: Uint8Array | null;
  colleague: string | null;
  state: string;
  seen_at: string;
}

interface OutboxTable {
  id: Generated<number>;
  kind: string;
  subject: string;
  recipient: string;
  rung: string;
  not_before: string;
  useless_after: string | null;
  calendar: string | null;
  any_hour: number;
  state: string;
  attempts: number;
  posted: string | null;
  changed_at: string;
  lease_owner: string | null;
  lease_until: number | null;
}

interface PostedTable {
  id: string;
  /** The order of posting: a clock that stands still gives two cards the same instant. */
  n: Generated<number>;
  conversation: string;
  activity: string | null;
  thread: string | null;
  view: string;
  subject: string;
  viewer: string;
  state: string;
  at: string;
}

interface NoticeTable {
  id: string;
  recipient: string;
  kind: string;
  subject: string;
  at: string;
  done: number;
}

interface PersonTable {
  id: string;
  organisation: string;
  cpr_hash: Uint8Array;
  /** The person's own key under the master key; erasure takes it away. */
  wrapped_key: Uint8Array;
  name: Uint8Array;
  cpr: Uint8Array;
  /** When the key went, and name, CPR number and notes with it; null while they are there. */
  erased_at: string | null;
}

interface CitizenRequestTable {
  id: string;
  kind: string;
  course: string;
  alias: string;
  person: string;
  agreement: string;
  received_on: string;
  outcome: string | null;
  ground: string | null;
  answered_on: string | null;
}

interface AuditTable {
  seq: number;
  at: string;
  actor: string | null;
  action: string;
  subject: string;
  purpose: string | null;
  hash: string;
}
