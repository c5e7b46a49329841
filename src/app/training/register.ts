import type { Agreement } from '../../domain/agreement/agreement.ts';
import type { AgreementId, UserId } from '../../domain/ids.ts';
import { missingDays, type RegisteredKind, type TrainedRole, type TrainingEntry } from '../../domain/training.ts';
import { managesAgreement } from '../agreements/set-up-access.ts';
import { loadAgreements } from '../conference/load-conference.ts';
import type { ActingSession } from '../courses/reader.ts';
import type { User } from '../ports/records.ts';

/** A colleague in the register, with what is missing. */
export interface RegisteredPerson {
  readonly user: User;
  readonly role: TrainedRole;
  readonly entries: readonly TrainingEntry[];
}

/** An agreement in the register: the supervision of its clinicians and across (S4). */
export interface RegisteredAgreement {
  readonly agreement: Agreement;
  readonly entries: readonly TrainingEntry[];
}

/** What somebody keeps the register of: a leader the own team, a coordinator the people of the agreements (S4). */
export interface Register {
  readonly agreements: readonly RegisteredAgreement[];
  /** Those who lack training first, then by name. */
  readonly people: readonly RegisteredPerson[];
}

/** The register as far as it is somebody's to keep; empty for everybody else. */
export async function registerOf(session: ActingSession): Promise<Register> {
  const { tx, parts } = session;
  const agreements = await ownAgreements(session);
  const people = await ownPeople(session, agreements);
  const ids: (AgreementId | UserId)[] = [...agreements.map((a) => a.id), ...people.map((p) => p.user.id)];
  const entries = await tx.training.about(ids);
  const about = (id: string) => entries.filter((e) => e.about === id);
  const rules = parts.programmes.common;
  const lacks = (p: RegisteredPerson) => missingDays(p.entries, p.role, rules).length > 0;
  return {
    agreements: agreements.map((agreement) => ({ agreement, entries: about(agreement.id) })),
    people: people
      .map((p) => ({ ...p, entries: about(p.user.id) }))
      .sort((a, b) => Number(lacks(b)) - Number(lacks(a)) || a.user.name.localeCompare(b.user.name, 'da')),
  };
}

/** Whether a line of a kind can be about this: a day is a person's, the two common kinds of supervision are an agreement's. */
export function takes(register: Register, about: string, kind: RegisteredKind): boolean {
  if (kind === 'clinicians' || kind === 'across') return register.agreements.some((a) => a.agreement.id === about);
  const person = register.people.find((p) => p.user.id === about);
  return person !== undefined && (kind !== 'specialist' || person.role === 'specialist');
}

async function ownAgreements(session: ActingSession): Promise<readonly Agreement[]> {
  const { role } = session.viewer.colleague;
  const all = (await loadAgreements(session)).toSorted((a, b) => a.terms.code.localeCompare(b.terms.code));
  if (role === 'coordinator') return all.filter((a) => managesAgreement(session.user, a));
  return role === 'leader' ? all.filter((a) => session.viewer.agreements.has(a.id)) : [];
}

type Unread = Omit<RegisteredPerson, 'entries'> & { readonly entries: readonly never[] };

async function ownPeople(session: ActingSession, agreements: readonly Agreement[]): Promise<readonly Unread[]> {
  const { tx, viewer } = session;
  if (viewer.colleague.role === 'leader') {
    const team = await tx.users.many([...viewer.team]);
    return [...team.values()].flatMap((user) => trained(user, ['specialist']));
  }
  const organisations = new Set(agreements.flatMap(({ terms }) => [terms.jobCentre, terms.clinic]));
  const staff = await Promise.all([...organisations].map((o) => tx.users.ofOrganisation(o)));
  return staff.flat().flatMap((user) => trained(user, ['specialist', 'clinician']));
}

function trained(user: User, roles: readonly TrainedRole[]): readonly Unread[] {
  const role = roles.find((r) => r === user.role);
  return role === undefined ? [] : [{ user, role, entries: [] }];
}
