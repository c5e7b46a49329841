import { PlainDate } from '../../domain/calendar/time.ts';
import { UserId } from '../../domain/ids.ts';
import { standInOf } from '../absence/stand-in.ts';
import type { Scope } from '../context.ts';
import { type Reader, readerOf } from '../courses/reader.ts';
import { toPerson } from '../delivery/address.ts';
import type { Rendered } from '../delivery/delivery.ts';
import { planDigest } from '../due/raise.ts';
import { sayIn } from '../i18n.ts';
import { viewerOf } from '../people/viewer.ts';
import type { OutboxRow, PostedCard } from '../ports/outbox.ts';
import type { User } from '../ports/records.ts';
import type { View } from '../view.ts';
import { recordDigest } from './digest-record.ts';
import { listView, listViewOf } from './list-view.ts';
import { isAnswered, workListOf } from './work-list.ts';

/** The 08:00 digest of a person (N1), from the state of this moment; nothing due and nothing to tell drops it. */
export async function renderDigest(scope: Scope, row: OutboxRow): Promise<Rendered> {
  const user = await scope.tx.users.get(UserId.parse(row.recipient.slice('user:'.length)));
  const reader = user === null ? null : await readerFor(scope, user);
  if (user === null || reader === null) return 'drop';
  if ((await standInOf(scope, user.id, scope.today)) !== user.id) {
    // Away since it was planned: the cover gets it (N3).
    await planDigest(scope, { user: user.id, day: PlainDate.parse(row.subject), agreement: row.calendar });
    return 'drop';
  }
  const list = await workListOf(reader);
  if (!list.isWorthSending) return 'drop';
  const day = PlainDate.parse(row.subject);
  const delivery = await toPerson(scope, user, await listViewOf(reader, { view: 'digest', day, list }));
  if (typeof delivery === 'string') return delivery;
  const notices = list.notices.filter((n) => !isAnswered(n)).map((n) => n.id);
  await recordDigest(scope, user.id, { day: scope.today, posted: delivery.posted, notices });
  return delivery;
}

/** A user as the reader of a message that is made for them; null without a role. */
async function readerFor(scope: Scope, user: User): Promise<Reader | null> {
  const viewer = await viewerOf(scope, user);
  return viewer === null ? null : { ...scope, viewer, language: user.language, say: sayIn(user.language) };
}

/** A digest or list that stands somewhere, made anew for its reader: without what they may no longer see (K12). */
export async function renderStandingList(scope: Scope, posted: PostedCard): Promise<View | 'withdrawn'> {
  const reader = await readerOf(scope, posted);
  if (reader === null) return 'withdrawn';
  const view = posted.view === 'digest' ? 'digest' : 'today';
  return listView(reader, { view, day: PlainDate.parse(posted.subject) });
}
