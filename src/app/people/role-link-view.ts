import type { Session } from '../context.ts';
import { plain } from '../plain.ts';
import type { User } from '../ports/records.ts';
import type { View } from '../view.ts';
import { listPeople, organisationNames } from './list-people.ts';

/** "Samme person som …": which colleague a newcomer is, with role and organisation, for two may share a name. */
export async function roleLinkView(session: Session, newcomer: User): Promise<View> {
  const { say } = session;
  const names = await organisationNames(session);
  const colleagues = (await listPeople(session)).filter((u) => u.role !== null && u.id !== newcomer.id);
  const detail = (u: User) =>
    [say(`role.${u.role ?? 'none'}`), u.organisation === null ? '' : (names.get(u.organisation) ?? '')]
      .filter((part) => part !== '')
      .join(', ');
  return {
    card: 'role-link',
    language: session.language,
    data: {
      name: plain(newcomer.name),
      colleagues: colleagues.map((u) => ({ title: `${u.name} (${detail(u)})`, value: u.id })),
      user: newcomer.id,
    },
    summary: say('summary.answer'),
    about: { view: 'roleLink', subject: newcomer.id },
    discloses: [],
  };
}

/** The receipt of a merge: the newcomer is the colleague from now on. */
export function roleLinkedView(session: Session, newcomer: User, colleague: User): View {
  const { say } = session;
  return {
    card: 'role-receipt',
    language: session.language,
    data: {
      name: plain(colleague.name),
      facts: [],
      outcome: say('roles.linked', { newcomer: plain(newcomer.name), name: plain(colleague.name) }),
      withoutLeader: '',
    },
    summary: say('summary.answer'),
    about: { view: 'roleReceipt', subject: colleague.id },
    discloses: [],
  };
}
