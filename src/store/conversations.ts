import { z } from 'zod';
import type { Conversation, Conversations } from '../app/ports/records.ts';
import { Instant } from '../domain/calendar/time.ts';
import { ConversationId, UserId } from '../domain/ids.ts';
import type { Session } from './dialect.ts';
import type { Keys } from './keys.ts';
import { readFirst, readRows } from './rows.ts';
import { type SealedAt, sealText, unsealText } from './seal.ts';

const Row = z.object({
  id: ConversationId,
  kind: z.enum(['personal', 'channel', 'group']),
  tenantId: z.string(),
  serviceUrl: z.string(),
  teamId: z.string().nullable(),
  name: z.instanceof(Uint8Array).nullable(),
  user: UserId.nullable(),
  state: z.enum(['open', 'blocked']),
  seenAt: Instant,
});

const COLUMNS = [
  'id',
  'kind',
  'tenant_id as tenantId',
  'service_url as serviceUrl',
  'team_id as teamId',
  'name',
  'colleague as user',
  'state',
  'seen_at as seenAt',
] as const;

export function createConversations({ db, keys }: Session): Conversations {
  const select = () => db.selectFrom('conversation').select(COLUMNS);
  return {
    save: (conversation) => saveConversation({ db, keys }, conversation),
    get: async (id) => firstOf(keys, await select().where('id', '=', id).execute()),
    personalOf: async (user) => {
      const last = select()
        .where('colleague', '=', user)
        .where('kind', '=', 'personal')
        // 'open' comes after 'blocked' in the alphabet.
        .orderBy('state', 'desc')
        .orderBy('seen_at', 'desc')
        .orderBy('id')
        .limit(1);
      return firstOf(keys, await last.execute());
    },
  };
}

/** Names of channels and group chats are often names of people. */
function nameAt(keys: Keys, id: ConversationId): SealedAt {
  return { key: keys.names, place: `conversation.name:${id}` };
}

/** Every channel's and group's name under the names' new key. */
export async function resealConversations(db: Session['db'], { from, to }: { readonly from: Keys; readonly to: Keys }) {
  const rows = await db.selectFrom('conversation').select(['id', 'name']).where('name', 'is not', null).execute();
  for (const { id, name: sealed } of readRows(NamedRow, 'conversation', rows)) {
    const name = sealText(unsealText(sealed, nameAt(from, id)), nameAt(to, id));
    await db.updateTable('conversation').set({ name }).where('id', '=', id).execute();
  }
}

const NamedRow = z.object({ id: ConversationId, name: z.instanceof(Uint8Array) });

function firstOf(keys: Keys, rows: readonly unknown[]): Conversation | null {
  const row = readFirst(Row, 'conversation', rows);
  return row && { ...row, name: row.name && unsealText(row.name, nameAt(keys, row.id)) };
}

async function saveConversation({ db, keys }: Pick<Session, 'db' | 'keys'>, seen: Conversation): Promise<void> {
  const { id, kind, state } = seen;
  const rest = {
    kind,
    tenant_id: seen.tenantId,
    service_url: seen.serviceUrl,
    team_id: seen.teamId,
    name: seen.name === null ? null : sealText(seen.name, nameAt(keys, id)),
    colleague: seen.user,
    state,
    seen_at: seen.seenAt,
  };
  await db
    .insertInto('conversation')
    .values({ id, ...rest })
    .onConflict((on) => on.column('id').doUpdateSet(rest))
    .execute();
}
