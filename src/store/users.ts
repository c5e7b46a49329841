import { z } from 'zod';
import type { Identity, User, Users } from '../app/ports/records.ts';
import { LocalTime } from '../domain/calendar/time.ts';
import { OrganisationId, UserId } from '../domain/ids.ts';
import { Role } from '../domain/people.ts';
import type { Session } from './dialect.ts';
import type { Keys } from './keys.ts';
import { createMemo } from './memo.ts';
import { Flag, flagOf, inParts, readRows } from './rows.ts';
import { type SealedAt, sealText, unsealText } from './seal.ts';

const Row = z.object({
  id: UserId,
  name: z.instanceof(Uint8Array),
  role: Role.nullable(),
  organisation: OrganisationId.nullable(),
  leader: UserId.nullable(),
  language: z.enum(['da', 'en']),
  digestAt: LocalTime.nullable(),
  welcomed: Flag,
});
const IdentityRow: z.ZodType<Identity> = z.object({ tenantId: z.string(), objectId: z.string() });

const COLUMNS = [
  'colleague.id',
  'colleague.name',
  'colleague.role',
  'colleague.organisation',
  'colleague.leader',
  'colleague.language',
  'colleague.digest_at as digestAt',
  'colleague.welcomed',
] as const;

export function createUsers({ db, keys }: Session): Users {
  const select = () => db.selectFrom('colleague').select(COLUMNS).orderBy('colleague.id');
  const first = (rows: readonly unknown[]) => usersOf(keys, rows)[0] ?? null;
  // A round asks for the same few leaders and teams for every rung, and each name is unsealed.
  const one = createMemo<User | null>();
  const colleagues = createMemo<readonly User[]>();
  return {
    save: async (user) => {
      one.forget();
      colleagues.forget();
      await saveUser({ db, keys }, user);
    },
    get: (id) => one.keep(id, async () => first(await select().where('id', '=', id).execute())),
    many: async (ids) => {
      const rows = await inParts(ids, (part) => select().where('id', 'in', part).execute());
      const users = usersOf(keys, rows);
      return new Map(users.map((user) => [user.id, user]));
    },
    byIdentity: async ({ tenantId, objectId }) => {
      const linked = select()
        .innerJoin('colleague_identity as identity', 'identity.colleague', 'colleague.id')
        .where('identity.tenant_id', '=', tenantId)
        .where('identity.object_id', '=', objectId);
      return first(await linked.execute());
    },
    linkIdentity: (identity, user) => linkIdentity(db, identity, user),
    identitiesOf: async (user) => {
      const rows = db
        .selectFrom('colleague_identity')
        .select(['tenant_id as tenantId', 'object_id as objectId'])
        .where('colleague', '=', user)
        .orderBy('tenant_id')
        .orderBy('object_id');
      return readRows(IdentityRow, 'colleague_identity', await rows.execute());
    },
    all: async () => usersOf(keys, await select().execute()),
    ofOrganisation: (organisation) =>
      colleagues.keep(organisation, async () =>
        usersOf(keys, await select().where('organisation', '=', organisation).execute()),
      ),
  };
}

function nameAt(keys: Keys, id: UserId): SealedAt {
  return { key: keys.names, place: `colleague.name:${id}` };
}

function usersOf(keys: Keys, rows: readonly unknown[]): User[] {
  return readRows(Row, 'colleague', rows).map((row) => ({ ...row, name: unsealText(row.name, nameAt(keys, row.id)) }));
}

async function saveUser({ db, keys }: Pick<Session, 'db' | 'keys'>, user: User): Promise<void> {
  const { id, role, organisation, leader, language } = user;
  const name = sealText(user.name, nameAt(keys, id));
  const rest = {
    role,
    organisation,
    leader,
    language,
    digest_at: user.digestAt,
    welcomed: flagOf(user.welcomed),
    name,
  };
  await db
    .insertInto('colleague')
    .values({ id, ...rest })
    .onConflict((on) => on.column('id').doUpdateSet(rest))
    .execute();
}

/** Every colleague's name under the names' new key. */
export async function resealUsers(db: Session['db'], { from, to }: { readonly from: Keys; readonly to: Keys }) {
  const rows = await db.selectFrom('colleague').select(['id', 'name']).execute();
  for (const row of readRows(Row.pick({ id: true, name: true }), 'colleague', rows)) {
    const name = sealText(unsealText(row.name, nameAt(from, row.id)), nameAt(to, row.id));
    await db.updateTable('colleague').set({ name }).where('id', '=', row.id).execute();
  }
  return rows.length;
}

/** An identity belongs to one person: linked anew it moves. */
async function linkIdentity(db: Session['db'], { tenantId, objectId }: Identity, user: UserId): Promise<void> {
  await db
    .insertInto('colleague_identity')
    .values({ tenant_id: tenantId, object_id: objectId, colleague: user })
    .onConflict((on) => on.columns(['tenant_id', 'object_id']).doUpdateSet({ colleague: user }))
    .execute();
}
