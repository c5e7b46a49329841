import { Role } from '../../domain/people.ts';
import type { Session } from '../context.ts';
import { plain } from '../plain.ts';
import type { User } from '../ports/records.ts';
import { allTypedAgain } from '../typed.ts';
import type { View } from '../view.ts';
import type { RoleGiven, RoleProblem } from './give-role.ts';
import type { LinkProblem } from './link-person.ts';
import { listPeople, organisationNames } from './list-people.ts';
import { roleRevision } from './role-revision.ts';

/** The choice of no role, no organisation, no leader: a choice needs a value. */
export const NONE = 'none';

/** What stands in the form's fields: as typed, or as it is. */
export interface RoleFields {
  readonly role: string;
  readonly organisation: string;
  readonly leader: string;
  readonly language: string;
}

/** What went wrong, said at the field it is about. */
export interface RoleTrouble {
  readonly problem: RoleProblem | LinkProblem | 'stale';
  readonly count: number;
}

interface Choice {
  readonly title: string;
  readonly value: string;
}

/** The form for one person's role. Leaders are listed with their organisation, for the card cannot follow the chosen one. */
export async function roleFormView(
  session: Session,
  user: User,
  filled: { readonly fields?: RoleFields; readonly trouble?: RoleTrouble } = {},
): Promise<View> {
  const { say } = session;
  const fields = filled.fields ?? fieldsOf(user);
  const people = await listPeople(session);
  return {
    card: 'role-form',
    language: session.language,
    data: {
      name: plain(user.name),
      ...allTypedAgain({ ...fields }),
      roles: roleChoices(session),
      organisations: await organisationChoices(session),
      leaders: await leaderChoices(session, people),
      languages: ['da', 'en'].map((value) => ({ title: say(`roles.language.${value}`), value })),
      mayLink: user.role === null && people.some((u) => u.role !== null),
      user: user.id,
      rev: roleRevision(user),
      ...troubleAt(session, user, filled.trouble),
    },
    summary: say('summary.answer'),
    about: { view: 'roleForm', subject: user.id },
    discloses: [],
  };
}

function fieldsOf({ role, organisation, leader, language }: User): RoleFields {
  return { role: role ?? NONE, organisation: organisation ?? NONE, leader: leader ?? NONE, language };
}

function roleChoices({ say }: Session): readonly Choice[] {
  return [
    ...Role.options.map((value) => ({ title: say(`role.${value}`), value })),
    { title: say('role.none'), value: NONE },
  ];
}

async function organisationChoices(session: Session): Promise<readonly Choice[]> {
  const organisations = await session.tx.organisations.all();
  const named = organisations.map((o) => ({ title: `${o.name} (${session.say(`side.${o.side}`)})`, value: o.id }));
  return [{ title: session.say('roles.noOrganisation'), value: NONE }, ...named];
}

async function leaderChoices(session: Session, people: readonly User[]): Promise<readonly Choice[]> {
  const names = await organisationNames(session);
  const where = ({ organisation }: User) => (organisation === null ? '' : (names.get(organisation) ?? ''));
  const leaders = people.filter((u) => u.role === 'leader');
  return [
    { title: session.say('roles.noLeader'), value: NONE },
    ...leaders.map((u) => ({ title: `${u.name} (${where(u)})`, value: u.id })),
  ];
}

const FIELD_OF: Readonly<Record<RoleTrouble['problem'], 'role' | 'organisation' | 'leader' | 'top'>> = {
  'organisation-needed': 'organisation',
  'organisation-unknown': 'organisation',
  'wrong-side': 'organisation',
  'leader-not-needed': 'leader',
  'leader-elsewhere': 'leader',
  'last-admin': 'role',
  'open-courses': 'role',
  'link-needs-newcomer': 'top',
  'link-needs-colleague': 'top',
  stale: 'top',
};

function troubleAt({ say }: Session, user: User, trouble: RoleTrouble | undefined): Record<string, string> {
  const none = { roleError: '', organisationError: '', leaderError: '', notice: '' };
  if (trouble === undefined) return none;
  const { problem, count } = trouble;
  const blanks = { name: plain(user.name), count };
  const text = problem === 'stale' ? say('errors.stale') : say(`roles.problem.${problem}`, blanks);
  const field = FIELD_OF[problem];
  return field === 'top' ? { ...none, notice: text } : { ...none, [`${field}Error`]: text };
}

/** The receipt of a saved role. */
export async function roleReceiptView(
  session: Session,
  { user, withoutLeader }: Extract<RoleGiven, { kind: 'given' }>,
): Promise<View> {
  const { say } = session;
  const names = await organisationNames(session);
  const leader = user.leader === null ? null : await session.tx.users.get(user.leader);
  const organisation = user.organisation === null ? say('roles.noOrganisation') : (names.get(user.organisation) ?? '');
  const facts = [
    [say('roles.fact.role'), say(`role.${user.role ?? 'none'}`)],
    [say('roles.fact.organisation'), plain(organisation)],
    ...(user.role === 'specialist'
      ? [[say('roles.fact.leader'), plain(leader?.name ?? say('roles.noLeader'))] as const]
      : []),
    [say('roles.fact.language'), say(`roles.language.${user.language}`)],
  ].map(([title, value]) => ({ title, value }));
  return {
    card: 'role-receipt',
    language: session.language,
    data: {
      name: plain(user.name),
      facts,
      outcome: user.role === null ? say('roles.thenNone') : say('roles.then'),
      withoutLeader: withoutLeader > 0 ? say('roles.withoutLeader', { count: withoutLeader }) : '',
    },
    summary: say('summary.answer'),
    about: { view: 'roleReceipt', subject: user.id },
    discloses: [],
  };
}
