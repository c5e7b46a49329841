import { z } from 'zod';
import { PlainDate } from '../../domain/calendar/time.ts';
import { PostedId, type UserId } from '../../domain/ids.ts';
import type { Scope } from '../context.ts';

/**
 * What a person's last digest carried, kept until it is known to have arrived: what is told once is only over when it was delivered,
 * so a digest that was lost or may be lost is followed by one that says it again (N5, product.md 5).
 */
const DigestRecord = z.object({
  /** Everything raised up to and on this day has been delivered; null before the first digest. */
  since: PlainDate.nullable(),
  last: z.object({ day: PlainDate, posted: PostedId, notices: z.array(z.string()) }).nullable(),
});
type DigestRecord = z.infer<typeof DigestRecord>;

const keyOf = (user: UserId): string => `digest:${user}`;

/** What a person has been told for certain: up to which day, and which notices. */
export interface Told {
  readonly since: PlainDate | null;
  readonly notices: readonly string[];
  /** The day of the digest that carried them. */
  readonly day: PlainDate | null;
}

/** Reads what the digests delivered so far have told a person. */
export async function toldSoFar(scope: Scope, user: UserId): Promise<Told> {
  const { since, last } = await read(scope, user);
  if (last === null) return { since, notices: [], day: null };
  const arrived = (await scope.tx.posted.get(last.posted))?.state === 'standing';
  return arrived ? { since: last.day, notices: last.notices, day: last.day } : { since, notices: [], day: null };
}

/** Remembers what the digest about to be sent carries, and finishes the notices that the one before it has told. */
export async function recordDigest(scope: Scope, user: UserId, last: NonNullable<DigestRecord['last']>): Promise<void> {
  const told = await toldSoFar(scope, user);
  for (const id of told.notices) await scope.tx.notices.finish(id);
  const record: DigestRecord = { since: told.since, last };
  await scope.tx.meta.set(keyOf(user), JSON.stringify(record));
}

async function read({ tx }: Scope, user: UserId): Promise<DigestRecord> {
  const kept = await tx.meta.get(keyOf(user));
  return kept === null ? { since: null, last: null } : DigestRecord.parse(JSON.parse(kept));
}
