import type { Scope } from '../../src/app/context.ts';
import { rescheduleAgreement } from '../../src/app/due/agreement-due.ts';
import type { Tx } from '../../src/app/ports.ts';
import type { AgreementEvent } from '../../src/domain/agreement/agreement.ts';
import { LocalTime, localDate } from '../../src/domain/calendar/time.ts';
import { AgreementId, ConferenceId, ConversationId, OrganisationId, UserId } from '../../src/domain/ids.ts';
import { day, terms } from '../_util/builders.ts';
import { channel, person, type TeamsPerson, type TeamsPlace } from '../_util/http.ts';
import type { Agreement, Person, Town, Who } from './record.ts';

/** Where the simulation's people and things stand in the bot's database. */
export const userOf = (who: Who): UserId => UserId.parse(who);
export const agreementIdOf = (code: string): AgreementId => AgreementId.parse(`agreement-${code}`);
export const conferenceIdOf = (code: string): ConferenceId => ConferenceId.parse(`conference-${code}`);
const jobCentreOf = (town: Town): OrganisationId => OrganisationId.parse(`jobcenter-${town.name.toLowerCase()}`);
const clinicOf = (code: string): OrganisationId => OrganisationId.parse(`klinik-${code.toLowerCase()}`);

/** A person as Teams knows them. */
export function teamsPerson({ name, chat, part }: Person): TeamsPerson {
  const tenantId = part === 'clinician' ? 'tenant-psykiatri' : 'tenant-odense';
  return person(name, { tenantId, objectId: chat.slice('a:'.length) });
}

/** A channel of an agreement as Teams knows it. */
export function channelOf(id: string): TeamsPlace {
  return channel('kanal', { id });
}

/** Puts a municipality into the database as `roller` and `opsæt` leave it. */
export async function settleTown(scope: Scope, town: Town): Promise<void> {
  const { tx } = scope;
  await tx.organisations.save({ id: jobCentreOf(town), name: `Jobcenter ${town.name}`, side: 'jobCentre' });
  for (const agreement of town.agreements) {
    const name = `Lokalpsykiatri ${agreement.code}`;
    await tx.organisations.save({ id: clinicOf(agreement.code), name, side: 'psychiatry' });
  }
  for (const one of town.people) await settlePerson(tx, town, one);
  for (const agreement of town.agreements) await settleAgreement(scope, town, agreement);
}

async function settlePerson(tx: Tx, town: Town, one: Person): Promise<void> {
  const { who, name, part } = one;
  const home = town.agreements.find((a) => a.clinicians.includes(who));
  const leader = town.people.find((p) => p.part === 'leader')?.who ?? '';
  await tx.users.save({
    id: userOf(who),
    name,
    role: part,
    organisation: home === undefined ? jobCentreOf(town) : clinicOf(home.code),
    leader: part === 'specialist' ? userOf(leader) : null,
    language: 'da',
    digestAt: null,
    welcomed: true,
  });
  const { tenantId, objectId } = teamsPerson(one);
  await tx.users.linkIdentity({ tenantId, objectId }, userOf(who));
}

async function settleAgreement(scope: Scope, town: Town, agreement: Agreement): Promise<void> {
  const { tx, now } = scope;
  const id = agreementIdOf(agreement.code);
  const organiser = userOf(town.people.find((p) => p.part === 'coordinator')?.who ?? '');
  const agreed = termsOf(town, agreement);
  const events: AgreementEvent[] = [
    { type: 'AgreementSetUp', agreement: id, terms: agreed, organiser },
    { type: 'ConferenceSetUp', conference: conferenceOf(agreement) },
    { type: 'ChannelBound', channel: ConversationId.parse(agreement.shared), kind: 'shared' },
  ];
  if (agreement.own !== null)
    events.push({ type: 'ChannelBound', channel: ConversationId.parse(agreement.own), kind: 'jobCentre' });
  await tx.events.append('agreement', id, { revision: 0, events, at: now, by: organiser });
  await tx.agreements.save({ id, code: agreed.code, jobCentre: agreed.jobCentre, clinic: agreed.clinic });
  await rescheduleAgreement(scope, id);
}

function termsOf(town: Town, { code, closed, freeWeeks, closingCover, reviewOn, validFrom }: Agreement) {
  return terms({
    code,
    programmes: ['ips', 'fsm3', 'att'],
    jobCentre: jobCentreOf(town),
    clinic: clinicOf(code),
    validFrom: day(validFrom),
    validTo: day('2035-12-31'),
    reviewOn: day(reviewOn),
    closedDays: closed.map(day),
    conferenceFreeWeeks: freeWeeks.map(day),
    closingCover: userOf(closingCover),
  });
}

function conferenceOf({ code, conference }: Agreement) {
  const { name, weekday, start, minutes, everyWeeks, from } = conference;
  const when = {
    weekday: weekday as 1 | 2 | 3 | 4 | 5,
    start: LocalTime.parse(start),
    minutes,
    everyWeeks,
    from: day(from),
    until: day('2035-12-31'),
  };
  return { id: conferenceIdOf(code), name, when, place: 'Lokale 2', invited: [] };
}

/** The review was held, and the next one agreed (S2). */
export async function putReviewOff(
  scope: Scope,
  town: Town,
  at: { agreement: Agreement; until: string },
): Promise<void> {
  const { tx, now } = scope;
  const id = agreementIdOf(at.agreement.code);
  const { revision } = await tx.events.load('agreement', id);
  const organiser = userOf(town.people.find((p) => p.part === 'coordinator')?.who ?? '');
  const changed = { ...termsOf(town, at.agreement), reviewOn: day(at.until) };
  const events: AgreementEvent[] = [{ type: 'TermsChanged', terms: changed, organiser }];
  await tx.events.append('agreement', id, { revision, events, at: now, by: organiser });
  await rescheduleAgreement(scope, id);
}

/** A scope at a moment. */
export function scopeAt(parts: Scope['parts'], tx: Tx, now: Scope['now']): Scope {
  return { parts, tx, now, today: localDate(now) };
}
