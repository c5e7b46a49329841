import type { Session } from '../context.ts';
import { plain } from '../plain.ts';
import type { User } from '../ports/records.ts';
import type { View } from '../view.ts';
import { listPeople, organisationNames } from './list-people.ts';

const ROWS_PER_PAGE = 8;

/** The list of people, a page at a time. A page that no longer exists is the last one. */
export async function rolesView(session: Session, asked: number): Promise<View> {
  const people = await listPeople(session);
  const pages = Math.max(1, Math.ceil(people.length / ROWS_PER_PAGE));
  const page = Math.min(Math.max(1, asked), pages);
  const shown = people.slice((page - 1) * ROWS_PER_PAGE, page * ROWS_PER_PAGE);
  const { say } = session;
  return {
    card: 'roles',
    language: session.language,
    data: {
      rows: shown.map(await describer(session, people)),
      page: say('roles.page', { page, pages }),
      paged: pages > 1,
      waiting: say('roles.waiting', { count: people.filter((u) => u.role === null).length }),
      previous: page > 1 ? String(page - 1) : '',
      next: page < pages ? String(page + 1) : '',
    },
    summary: say('summary.answer'),
    about: { view: 'roles', subject: session.user.id },
    discloses: [],
  };
}

/** A person in two lines: name, and role, organisation and leader. */
async function describer(session: Session, people: readonly User[]): Promise<(user: User) => Record<string, unknown>> {
  const organisations = await organisationNames(session);
  const names = new Map(people.map((u) => [u.id, u.name]));
  const { say } = session;
  return (user) => {
    const organisation = user.organisation === null ? undefined : organisations.get(user.organisation);
    const leader = user.leader === null ? undefined : names.get(user.leader);
    const parts = [
      say(`role.${user.role ?? 'none'}`),
      ...(organisation === undefined ? [] : [organisation]),
      ...(leader === undefined ? [] : [say('roles.ledBy', { name: leader })]),
    ];
    const detail = parts.map(plain).join(' · ');
    return { name: plain(user.name), detail, waits: user.role === null, user: user.id };
  };
}
