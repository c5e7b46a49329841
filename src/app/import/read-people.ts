import type { AgreementTerms } from '../../domain/agreement/agreement.ts';
import { Instant } from '../../domain/calendar/time.ts';
import { ConversationId } from '../../domain/ids.ts';
import { asOpener, type OpenerSession } from '../courses/opening.ts';
import { viewerOf } from '../people/viewer.ts';
import type { Conversation, User } from '../ports/records.ts';
import type { LineReader } from './line-reader.ts';

/** The colleagues a line names. */
export interface LinePeople {
  readonly specialist: User | null;
  readonly clinician: User | null;
  readonly caseworker: User | null;
}

/** Finds the colleagues by `tenant:objectId`: with the role, and of the party it belongs to. Whoever is not known yet has to write to the bot first. */
export async function readPeople(reader: LineReader, { jobCentre, clinic }: AgreementTerms): Promise<LinePeople> {
  const find = async (role: 'specialist' | 'clinician' | 'caseworker') => {
    const typed = reader.cell(role);
    if (typed === '') return null;
    const [tenantId = '', objectId = '', ...rest] = typed.split(':').map((part) => part.trim().toLowerCase());
    const user =
      rest.length > 0 || objectId === '' ? null : await reader.scope.tx.users.byIdentity({ tenantId, objectId });
    const organisation = role === 'clinician' ? clinic : jobCentre;
    if (user === null) reader.fail(role, reader.say('admin.import.unknownColleague'));
    else if (user.role !== role || user.organisation !== organisation)
      reader.fail(role, reader.say(`admin.import.wrongColleague.${role}`));
    else return user;
    return null;
  };
  return {
    specialist: await find('specialist'),
    clinician: await find('clinician'),
    caseworker: await find('caseworker'),
  };
}

/** Whoever stands for the opening: the specialist, else the caseworker, else the clinician who refers (product.md 2). */
export async function openerOf(reader: LineReader, people: LinePeople): Promise<OpenerSession | null> {
  const user = people.specialist ?? people.caseworker ?? people.clinician;
  if (user === null) return null;
  const { scope, say } = reader;
  const viewer = await viewerOf(scope, user);
  const place = 'personal';
  const session = {
    ...scope,
    user,
    viewer,
    language: 'da' as const,
    say,
    place,
    conversation: NOWHERE,
    channel: null,
  } as const;
  return asOpener(session);
}

/** An import happens in no chat; nothing is kept of it. */
const NOWHERE: Conversation = {
  id: ConversationId.parse('import'),
  kind: 'personal',
  tenantId: '',
  serviceUrl: '',
  teamId: null,
  name: null,
  user: null,
  state: 'blocked',
  seenAt: Instant.parse('1970-01-01T00:00:00.000Z'),
};
