import type { Parts, Scope, Session } from '../app/context.ts';
import { enter } from '../app/people/enter.ts';
import { people as production } from '../app/people/people.ts';
import type { Store } from '../app/ports.ts';
import { type Instant, localDate } from '../domain/calendar/time.ts';
import { ConversationId } from '../domain/ids.ts';
import { identityOf, type Member, memberByKey } from './cast.ts';

/** What seeding needs of the running bot. */
export interface Seedbed {
  readonly store: Store;
  readonly parts: Parts;
}

/** Opens a session for a member of the examples at a moment of the story, in one transaction. */
export type AsMember = <T>(key: string, at: Instant, work: (session: Session) => Promise<T>) => Promise<T>;

/** Opens each session with production's people: the examples are themselves here, whoever the visitor plays later. */
export function membersOf({ store, parts }: Seedbed): AsMember {
  return (key, at, work) =>
    store.transaction(async (tx) => {
      const member = memberByKey(key);
      const scope: Scope = { parts: { ...parts, people: production }, tx, now: at, today: localDate(at) };
      return work(await enter(scope, arrivalOf(member)));
    });
}

/** Nobody listens at this address: the visitor's own chat takes its place. */
function arrivalOf(member: Member): Parameters<typeof enter>[1] {
  const identity = identityOf(member);
  const conversation = {
    id: ConversationId.parse(`demo-chat-${member.key}`),
    kind: 'personal',
    tenantId: identity.tenantId,
    serviceUrl: 'http://127.0.0.1:9/',
    teamId: null,
    name: null,
  } as const;
  return { identity, name: member.name, locale: 'da-DK', conversation };
}
