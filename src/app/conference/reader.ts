import type { ChannelViewer, Viewer } from '../../domain/access.ts';
import type { Agreement } from '../../domain/agreement/agreement.ts';
import type { Scope } from '../context.ts';
import { readRecipient } from '../delivery/address.ts';
import type { Language } from '../format.ts';
import { viewerOf } from '../people/viewer.ts';
import type { PostedCard, RecipientKey } from '../ports/outbox.ts';
import { CHANNEL_LANGUAGE } from './agenda-view.ts';

/** Who reads a card now, and in which language. */
export interface CardReader {
  readonly viewer: Viewer;
  readonly language: Language;
}

/** The reader of a card as things stand now: a person with today's role, a channel as the agreement binds it; null for neither. */
export async function readerOfCard(
  scope: Scope,
  { viewer: key }: Pick<PostedCard, 'viewer'>,
  agreement: Agreement,
): Promise<CardReader | null> {
  const reader = readRecipient(key);
  if (reader.kind === 'user') {
    const user = await scope.tx.users.get(reader.id);
    const viewer = user === null ? null : await viewerOf(scope, user);
    return user === null || viewer === null ? null : { viewer, language: user.language };
  }
  const viewer = channelOf(agreement, key);
  return viewer === null ? null : { viewer, language: CHANNEL_LANGUAGE };
}

function channelOf({ id, channels }: Agreement, key: RecipientKey): ChannelViewer | null {
  const kinds: readonly ChannelViewer['channel'][] = ['shared', 'jobCentre'];
  const channel = kinds.find((kind) => `channel:${channels[kind]}` === key);
  return channel === undefined ? null : { kind: 'channel', agreement: id, channel };
}
