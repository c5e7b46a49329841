import { randomUUID } from 'node:crypto';
import type { Parts, Scope } from '../../src/app/context.ts';
import { saveRow } from '../../src/app/courses/change-course.ts';
import { danishHolidays } from '../../src/app/holidays.ts';
import { people } from '../../src/app/people/people.ts';
import type { Intent, OutboxRow, PostedCard } from '../../src/app/ports/outbox.ts';
import type { Conversation, User } from '../../src/app/ports/records.ts';
import type { Store } from '../../src/app/ports.ts';
import { loadConsentTexts } from '../../src/consents/load.ts';
import { type Instant, instantFromMs, instantMs, localDate } from '../../src/domain/calendar/time.ts';
import type { CourseEvent, Recorded } from '../../src/domain/course/events.ts';
import { courseFrom } from '../../src/domain/course/evolve.ts';
import { ActivityId, ConversationId, CourseId, PersonId, PostedId, UserId } from '../../src/domain/ids.ts';
import { SIDE_OF_ROLE } from '../../src/domain/people.ts';
import type { DeliveryOptions } from '../../src/scheduler/delivery-options.ts';
import type { Log } from '../../src/scheduler/log.ts';
import { inScope, type Works } from '../../src/scheduler/scope.ts';
import { TeamsAdapter } from '../../src/teams/adapter.ts';
import { createMessenger } from '../../src/teams/messenger.ts';
import { renderCard } from '../../src/teams/render-card.ts';
import { CASEWORKER, CLINICIAN, LEADER, ODENSE, programmes, SPECIALIST, terms } from './builders.ts';

export const COORDINATOR = UserId.parse('coordinator');
export const SHARED_CHANNEL = ConversationId.parse('19:odense@thread.tacv2');
const OWN_CHANNEL = ConversationId.parse('19:jobcenter@thread.tacv2');
export const COURSE = CourseId.parse('course-14');
const TENANT = 'tenant-1';

const quiet: Log = { info() {}, warn() {}, error() {} };
const adapter = new TeamsAdapter({ auth: { kind: 'none' }, log: quiet });
const consentTexts = loadConsentTexts();

/** The parts of a bot in production, with Danish holidays. */
export function testParts(): Parts {
  return {
    programmes,
    consentTexts,
    isHoliday: danishHolidays(),
    ids: { next: randomUUID },
    people,
    admin: { tenantId: TENANT, objectId: 'admin' },
    tenants: new Set([TENANT]),
  };
}

/** A small Odense on a real store: people with chats, an agreement with its channels, and both clocks in the test's hand. */
export interface World extends Works {
  readonly options: DeliveryOptions;
  readonly logged: string[];
  readonly now: () => Instant;
  /** Moves civil time. */
  goTo(at: Instant): void;
  /** Moves elapsed time. */
  elapse(ms: number): void;
  tx<T>(work: (scope: Scope) => Promise<T>): Promise<T>;
  /** A course from its history. */
  course(...history: readonly (Recorded<CourseEvent> | readonly Recorded<CourseEvent>[])[]): Promise<void>;
  plan(intent: Partial<Intent> & Pick<Intent, 'kind' | 'subject' | 'recipient'>): Promise<void>;
  /** Every row there is, oldest first. */
  rows(): Promise<readonly OutboxRow[]>;
  row(kind: Intent['kind']): Promise<OutboxRow>;
  card(card: Partial<PostedCard> & Pick<PostedCard, 'conversation' | 'viewer'>): Promise<PostedId>;
  /** `'leader uncertain 3'` for each notice still open. */
  notices(): Promise<readonly string[]>;
  chat(user: UserId, changes?: Partial<Conversation>): Promise<void>;
}

export interface Setting {
  readonly store: Store;
  readonly serviceUrl: string;
  readonly at: Instant;
  readonly changes?: Partial<DeliveryOptions>;
}

const ALL_STATES = ['pending', 'sending', 'sent', 'uncertain', 'undeliverable', 'expired', 'dropped', 'seen'] as const;

export async function openWorld({ store, serviceUrl, at, changes = {} }: Setting): Promise<World> {
  let civil = at;
  let elapsed = 1_000_000;
  const logged: string[] = [];
  const note = (what: object, message: string) => logged.push(`${message} ${JSON.stringify(what)}`);
  const works: Works = {
    store,
    parts: testParts(),
    clock: { now: () => civil },
    elapsed: { ms: () => elapsed },
    log: { info: note, warn: note, error: note },
  };
  const elapse = (ms: number) => {
    elapsed += ms;
    civil = instantFromMs(instantMs(civil) + ms);
  };
  const options: DeliveryOptions = {
    ...works,
    messenger: createMessenger({ adapter, deadlineMs: 400 }),
    renderCard,
    owner: randomUUID(),
    random: () => 0,
    sleep: async (ms) => elapse(ms),
    ...changes,
  };
  const tx = <T>(work: (scope: Scope) => Promise<T>) => inScope(works, work);
  const world: World = {
    ...works,
    ...acts(tx, serviceUrl),
    options,
    logged,
    now: () => civil,
    elapse,
    tx,
    goTo: (to) => {
      civil = to;
    },
  };
  await tx(seed);
  for (const user of [SPECIALIST, CLINICIAN, LEADER, COORDINATOR]) await world.chat(user);
  return world;
}

type Run = <T>(work: (scope: Scope) => Promise<T>) => Promise<T>;

function acts(
  run: Run,
  serviceUrl: string,
): Pick<World, 'course' | 'plan' | 'rows' | 'row' | 'card' | 'notices' | 'chat'> {
  const rows = () => run(async ({ tx }) => (await tx.outbox.inState(ALL_STATES, 500)).toSorted((a, b) => a.id - b.id));
  return {
    rows,
    course: (...history) => run((scope) => keepCourse(scope, history.flat())),
    plan: (intent) =>
      run(async ({ tx, now }) => {
        const usual = { rung: '', notBefore: now, uselessAfter: null, calendar: ODENSE, anyHour: false };
        await tx.outbox.add({ ...usual, ...intent });
      }),
    row: async (kind) => {
      const [found, ...more] = (await rows()).filter((r) => r.kind === kind);
      if (found === undefined || more.length > 0) throw new Error(`not exactly one ${kind}`);
      return found;
    },
    card: (card) =>
      run(async ({ tx, now }) => {
        const id = PostedId.parse(randomUUID());
        const usual = { activity: ActivityId.parse('1'), thread: null, view: 'course', subject: COURSE } as const;
        await tx.posted.save({ ...usual, id, state: 'standing', at: now, ...card }, [COURSE]);
        return id;
      }),
    notices: () =>
      run(async ({ tx }) => {
        const open = await Promise.all([LEADER, COORDINATOR, SPECIALIST].map((user) => tx.notices.openFor(user)));
        return open.flat().map((n) => `${n.to} ${n.kind} ${n.subject}`);
      }),
    chat: (user, changes = {}) =>
      run(async ({ tx, now }) => {
        const id = ConversationId.parse(`a:${user}`);
        const usual = { id, kind: 'personal', tenantId: TENANT, serviceUrl, teamId: null, name: null } as const;
        await tx.conversations.save({ ...usual, user, state: 'open', seenAt: now, ...changes });
        for (const channel of [SHARED_CHANNEL, OWN_CHANNEL])
          await tx.conversations.save({
            ...usual,
            id: channel,
            kind: 'channel',
            user: null,
            state: 'open',
            seenAt: now,
          });
      }),
  };
}

async function keepCourse(scope: Scope, history: readonly Recorded<CourseEvent>[]): Promise<void> {
  const course = courseFrom(history);
  if (course === null) throw new Error('a course begins with CourseOpened');
  let revision = 0;
  for (const { event, at, by } of history) {
    await scope.tx.events.append('course', course.id, { revision, events: [event], at, by });
    revision += 1;
  }
  await saveRow(scope, course);
}

async function seed({ tx, now }: Scope): Promise<void> {
  const { jobCentre, clinic, code } = terms();
  await tx.organisations.save({ id: jobCentre, name: 'Jobcenter Odense', side: 'jobCentre' });
  await tx.organisations.save({ id: clinic, name: 'Lokalpsykiatri Odense', side: 'psychiatry' });
  for (const [id, role] of [
    [SPECIALIST, 'specialist'],
    [CLINICIAN, 'clinician'],
    [CASEWORKER, 'caseworker'],
    [LEADER, 'leader'],
    [COORDINATOR, 'coordinator'],
  ] as const) {
    const organisation = SIDE_OF_ROLE[role] === 'psychiatry' ? clinic : jobCentre;
    const leader = role === 'specialist' ? LEADER : null;
    const user: User = { id, name: id, role, organisation, leader, language: 'da', digestAt: null, welcomed: true };
    await tx.users.save(user);
  }
  const agreement = { type: 'AgreementSetUp', agreement: ODENSE, terms: terms(), organiser: COORDINATOR } as const;
  const shared = { type: 'ChannelBound', channel: SHARED_CHANNEL, kind: 'shared' } as const;
  const own = { type: 'ChannelBound', channel: OWN_CHANNEL, kind: 'jobCentre' } as const;
  await tx.events.append('agreement', ODENSE, {
    revision: 0,
    events: [agreement, shared, own],
    at: now,
    by: COORDINATOR,
  });
  await tx.agreements.save({ id: ODENSE, code, jobCentre, clinic });
  const citizen = { id: PersonId.parse('citizen'), organisation: jobCentre, name: 'Ida Holm', cpr: '670190-1234' };
  await tx.vault.addPerson(citizen);
}

/** The local day a digest is planned for, with its reader: `'2026-11-03 user:leader'`. */
export function digestOf(row: OutboxRow): string {
  return `${localDate(row.notBefore)} ${row.recipient}`;
}
