import { type LocalTime, PlainDate, toInstant } from '../../domain/calendar/time.ts';
import type { Session } from '../context.ts';
import { digestAtOf } from '../due/moments.ts';
import { reschedulePerson } from '../due/person-due.ts';
import type { Language } from '../format.ts';
import { type Answer, card } from '../view.ts';
import { settingsReceiptView } from './settings-view.ts';

/** Keeps a person's language and the hour of their digest; one that is planned already moves along (N1). */
export async function saveSettings(
  session: Session,
  chosen: { readonly language: Language; readonly digestAt: LocalTime },
): Promise<Answer> {
  const { tx, now } = session;
  const user = { ...session.user, ...chosen };
  await tx.users.save(user);
  for (const row of await tx.outbox.pendingOf(`user:${user.id}`)) {
    if (row.kind !== 'digest') continue;
    const notBefore = toInstant(PlainDate.parse(row.subject), digestAtOf(user));
    await tx.outbox.settle(row.id, { state: 'pending', at: now, notBefore });
  }
  await reschedulePerson(session, user.id);
  return card(settingsReceiptView(user));
}
