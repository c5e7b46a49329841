import type { Tx } from '../../src/app/ports.ts';
import type { AgreementEvent, AgreementTerms } from '../../src/domain/agreement/agreement.ts';
import { LocalTime } from '../../src/domain/calendar/time.ts';
import { AgreementId, ConferenceId, ConversationId, OrganisationId, UserId } from '../../src/domain/ids.ts';
import type { Role } from '../../src/domain/people.ts';
import { startTestBot, type TestBot, type TestBotOptions } from './bot.ts';
import { day, terms } from './builders.ts';
import { person, type TeamsPerson } from './http.ts';

/** The people of Odense, as Teams knows them. */
export const PEOPLE = {
  mette: person('Mette Konsulent'),
  morten: person('Morten Konsulent'),
  lars: person('Lars Leder'),
  sanne: person('Sanne Sagsbehandler'),
  karen: person('Karen Koordinator'),
  bodil: person('Bodil Behandler', { tenantId: 'tenant-psykiatri' }),
  birger: person('Birger Behandler', { tenantId: 'tenant-psykiatri' }),
} as const;
export type Name = keyof typeof PEOPLE;

const ROLES: Readonly<Record<Name, Role>> = {
  mette: 'specialist',
  morten: 'specialist',
  lars: 'leader',
  sanne: 'caseworker',
  karen: 'coordinator',
  bodil: 'clinician',
  birger: 'clinician',
};

export const JOB_CENTRE = OrganisationId.parse('jobcenter-odense');
export const CLINIC = OrganisationId.parse('lokalpsykiatri-odense');
export const ODENSE = AgreementId.parse('odense');
export const SHARED_CHANNEL = ConversationId.parse('19:faelles@thread.tacv2');
export const OWN_CHANNEL = ConversationId.parse('19:jobcenter@thread.tacv2');

/** The user id of one of Odense's people. */
export const idOf = (name: Name): UserId => UserId.parse(`user-${name}`);

/** A bot with Odense's agreement in force: programmes A and B, one conference on Wednesdays, and its people with their roles. */
export async function startOdense(
  options: TestBotOptions & { readonly terms?: Partial<AgreementTerms> } = {},
): Promise<TestBot> {
  const bot = await startTestBot(options);
  const now = bot.clock.now();
  await bot.bot.store.transaction(async (tx) => {
    await tx.organisations.save({ id: JOB_CENTRE, name: 'Jobcenter Odense', side: 'jobCentre' });
    await tx.organisations.save({ id: CLINIC, name: 'Lokalpsykiatri Odense', side: 'psychiatry' });
    for (const name of Object.keys(PEOPLE) as Name[]) await addPerson(tx, name);
    await addAgreement(tx, { id: ODENSE, terms: terms(options.terms), now });
  });
  // Everybody has a chat with the bot, and gets the welcome once.
  for (const who of Object.values(PEOPLE)) await bot.write(who, 'hjælp');
  return bot;
}

async function addPerson(tx: Tx, name: Name): Promise<void> {
  const who: TeamsPerson = PEOPLE[name];
  const role = ROLES[name];
  await tx.users.save({
    id: idOf(name),
    name: who.name,
    role,
    organisation: role === 'clinician' ? CLINIC : JOB_CENTRE,
    leader: role === 'specialist' ? idOf('lars') : null,
    language: 'da',
    digestAt: null,
    welcomed: true,
  });
  await tx.users.linkIdentity({ tenantId: who.tenantId, objectId: who.objectId }, idOf(name));
}

/** An agreement with one conference and both channels, as `opsæt` leaves it. */
export async function addAgreement(
  tx: Tx,
  { id, terms: agreed, now }: { readonly id: AgreementId; readonly terms: AgreementTerms; readonly now: TestNow },
): Promise<void> {
  const organiser = idOf('karen');
  const events: AgreementEvent[] = [
    { type: 'AgreementSetUp', agreement: id, terms: agreed, organiser },
    {
      type: 'ConferenceSetUp',
      conference: {
        id: ConferenceId.parse(`${id}-conference`),
        name: 'Onsdagskonference',
        when: {
          weekday: 3,
          start: LocalTime.parse('13:00'),
          minutes: 60,
          everyWeeks: 1,
          from: day('2026-11-04'),
          until: agreed.validTo,
        },
        place: 'Lokale 2',
        invited: [],
      },
    },
    { type: 'ChannelBound', channel: SHARED_CHANNEL, kind: 'shared' },
    { type: 'ChannelBound', channel: OWN_CHANNEL, kind: 'jobCentre' },
  ];
  await tx.events.append('agreement', id, { revision: 0, events, at: now, by: organiser });
  const { code, jobCentre, clinic } = agreed;
  await tx.agreements.save({ id, code, jobCentre, clinic });
}
type TestNow = ReturnType<TestBot['clock']['now']>;

/** One more colleague of the job centre, with a chat of their own. */
export async function addColleague(
  bot: TestBot,
  { name, role, leader }: { readonly name: string; readonly role: Role; readonly leader: UserId | null },
): Promise<TeamsPerson> {
  const who = person(name);
  const id = UserId.parse(`user-${who.objectId}`);
  await bot.bot.store.transaction(async (tx) => {
    const organisation = role === 'clinician' ? CLINIC : JOB_CENTRE;
    await tx.users.save({ id, name, role, organisation, leader, language: 'da', digestAt: null, welcomed: true });
    await tx.users.linkIdentity({ tenantId: who.tenantId, objectId: who.objectId }, id);
  });
  await bot.write(who, 'hjælp');
  return who;
}
