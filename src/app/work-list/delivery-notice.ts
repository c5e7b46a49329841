import { CourseId, PostedId, UserId } from '../../domain/ids.ts';
import { showCourse } from '../courses/load-course.ts';
import type { Reader } from '../courses/reader.ts';
import { readRecipient } from '../delivery/address.ts';
import { isOfUse, isUndelivered } from '../delivery/undelivered.ts';
import { formatDateTime } from '../format.ts';
import { plain } from '../plain.ts';
import type { Notice, OutboxRow, RecipientKey } from '../ports/outbox.ts';
import type { RowAction } from './row-action.ts';

/** What could not or may not have been delivered, as the leader's digest says it (product.md 5). */
export interface NoticeRow {
  readonly text: string;
  readonly buttons: readonly RowAction[];
  /** The course it names, for taking it back (K12). */
  readonly course?: CourseId;
}

/** A notice in words; null when there is nothing left to say, e.g. because the message was sent again meanwhile. */
export async function noticeRow(reader: Reader, notice: Notice): Promise<NoticeRow | null> {
  switch (notice.kind) {
    case 'unreachable':
      return unreachable(reader, notice);
    case 'handedOver':
      return handedOver(reader, notice);
    case 'deleteByHand':
      return deleteByHand(reader, notice);
    case 'uncertain':
    case 'undeliverable':
      return undelivered(reader, notice);
    default:
      return notice.kind satisfies never;
  }
}

async function unreachable({ tx, say }: Reader, { subject }: Notice): Promise<NoticeRow | null> {
  const user = await tx.users.get(UserId.parse(subject));
  return user === null ? null : { text: say('notice.unreachable', { name: plain(user.name) }), buttons: [] };
}

/** A course that came to somebody, as long as it is theirs to see (K14). */
async function handedOver(reader: Reader, { subject }: Notice): Promise<NoticeRow | null> {
  const id = CourseId.parse(subject.slice(0, subject.lastIndexOf('|')));
  const course = await showCourse(reader, reader.viewer, id);
  if (course === null) return null;
  return { text: reader.say('notice.handedOver', { alias: course.shown.value.alias }), buttons: [], course: id };
}

async function deleteByHand(reader: Reader, notice: Notice): Promise<NoticeRow | null> {
  const { tx, say, language } = reader;
  const posted = await tx.posted.get(PostedId.parse(notice.subject));
  if (posted === null || posted.state === 'gone') return null;
  const place = await placeOf(reader, posted.viewer);
  return { text: say('notice.deleteByHand', { place, when: formatDateTime(posted.at, language) }), buttons: [] };
}

async function undelivered(reader: Reader, notice: Notice): Promise<NoticeRow | null> {
  const row = await reader.tx.outbox.get(Number(notice.subject));
  if (row === null || !isUndelivered(row)) return null;
  const { say, language } = reader;
  const what = say(`notice.kind.${row.kind}`);
  const when = formatDateTime(row.changedAt, language);
  const kind = row.state === 'uncertain' ? 'uncertain' : 'undeliverable';
  const text = say(`notice.${kind}`, { what, place: await placeOf(reader, row.recipient), when });
  return { text, buttons: buttonsOf(reader, row) };
}

function buttonsOf(reader: Reader, row: OutboxRow): readonly RowAction[] {
  const send = { row: String(row.id) };
  const resend = { title: reader.say('notice.resend'), verb: 'delivery.resend', send };
  const seen = { title: reader.say('notice.seen'), verb: 'delivery.seen', send };
  return isOfUse(reader, row) ? [resend, seen] : [seen];
}

/** Where it was to go: a person's chat or a channel, by name. */
export async function placeOf({ tx, say }: Pick<Reader, 'tx' | 'say'>, key: RecipientKey): Promise<string> {
  const recipient = readRecipient(key);
  switch (recipient.kind) {
    case 'user': {
      const user = await tx.users.get(recipient.id);
      return user === null ? say('notice.unknownPlace') : say('notice.chatWith', { name: plain(user.name) });
    }
    case 'channel': {
      const name = (await tx.conversations.get(recipient.id))?.name ?? null;
      return name === null ? say('notice.aChannel') : say('notice.channel', { name: plain(name) });
    }
    case 'card':
      return say('notice.unknownPlace');
    default:
      return recipient satisfies never;
  }
}
