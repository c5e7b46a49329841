import { AgreementCode, type AgreementTerms, decideAgreement } from '../../domain/agreement/agreement.ts';
import { addMonths } from '../../domain/calendar/dates.ts';
import { PlainDate } from '../../domain/calendar/time.ts';
import { looksLikeCpr } from '../../domain/cpr.ts';
import { AgreementId, OrganisationId } from '../../domain/ids.ts';
import type { Side } from '../../domain/people.ts';
import type { RefusalReason } from '../../domain/refusal.ts';
import type { Session } from '../context.ts';
import type { Organisation } from '../ports/records.ts';
import { refusalSentence } from '../refusal-sentence.ts';
import { isBlank, oneLine } from '../typed.ts';
import { type ReadList, readDays, readWeeks } from './read-days.ts';
import { type AgreementAt, colleaguesOf } from './set-up-access.ts';
import type { SetUpErrors, SetUpField, Typed } from './set-up-draft.ts';

/** Page 1 read: the terms with both parties, known or new, and the party the coordinator belongs to where that was asked. */
export interface ReadTerms {
  readonly terms: AgreementTerms;
  readonly jobCentre: Organisation;
  readonly clinic: Organisation;
  readonly party: OrganisationId | null;
}

export type TermsRead =
  | { readonly kind: 'read'; readonly read: ReadTerms }
  | { readonly kind: 'wrong'; readonly errors: SetUpErrors };

/** Reads page 1, or says at each field what is wrong. Parties are found by name, or made (product.md 4). */
export async function readTerms(session: Session, typed: Typed, known: AgreementAt | null): Promise<TermsRead> {
  const errors: Partial<Record<SetUpField, string>> = {};
  const fail = (field: SetUpField, text: string): null => {
    errors[field] ??= text;
    return null;
  };
  const reader: Reader = { session, typed, known, fail };
  const parties = await readParties(reader);
  const terms = parties === null ? null : await readFields(reader, parties);
  // Fields are read even when a party is wrong, so that everything is said at once.
  if (parties === null) await readFields(reader, PLACEHOLDERS);
  const party = readParty(reader, parties);
  if (terms === null || parties === null || Object.keys(errors).length > 0) return { kind: 'wrong', errors };
  return { kind: 'read', read: { terms, ...parties, party } };
}

interface Reader {
  readonly session: Session;
  readonly typed: Typed;
  readonly known: AgreementAt | null;
  readonly fail: (field: SetUpField, text: string) => null;
}
interface Parties {
  readonly jobCentre: Organisation;
  readonly clinic: Organisation;
}
const PLACEHOLDERS: Parties = {
  jobCentre: { id: OrganisationId.parse('-job-centre'), name: '', side: 'jobCentre' },
  clinic: { id: OrganisationId.parse('-clinic'), name: '', side: 'psychiatry' },
};

/** The parties of an agreement stay: its courses and their access hang on them. A misspelt name can be corrected. */
async function readParties(reader: Reader): Promise<Parties | null> {
  const { session, known, fail } = reader;
  const all = await session.tx.organisations.all();
  const terms = known?.agreement.terms ?? null;
  const jobCentre = partyOf(reader, { field: 'jobCentre', side: 'jobCentre', all, id: terms?.jobCentre ?? null });
  const clinic = partyOf(reader, { field: 'clinic', side: 'psychiatry', all, id: terms?.clinic ?? null });
  if (jobCentre === null || clinic === null) return null;
  if (jobCentre.name.toLowerCase() === clinic.name.toLowerCase())
    return fail('clinic', session.say('refusal.terms-same-party'));
  return { jobCentre, clinic };
}

interface Party {
  readonly field: 'jobCentre' | 'clinic';
  readonly side: Side;
  readonly all: readonly Organisation[];
  /** The party of an agreement that exists. */
  readonly id: OrganisationId | null;
}

function partyOf({ session, typed, fail }: Reader, { field, side, all, id }: Party): Organisation | null {
  const { say, parts } = session;
  const name = oneLine(typed[field]);
  if (isBlank(name) || name.length < 2 || name.length > 80) return fail(field, say('setUp.error.party'));
  if (looksLikeCpr(name)) return fail(field, say('refusal.text-has-cpr'));
  const found = all.find((o) => o.side === side && o.name.toLowerCase() === name.toLowerCase());
  if (id === null) return found ?? { id: OrganisationId.parse(parts.ids.next()), name, side };
  return found === undefined || found.id === id ? { id, name, side } : fail(field, say('setUp.error.partyTaken'));
}

async function readFields(reader: Reader, { jobCentre, clinic }: Parties): Promise<AgreementTerms | null> {
  const { typed, session } = reader;
  const code = await readCode(reader);
  const programmes = readProgrammes(reader);
  const dates = readPeriod(reader);
  const closedDays = listOf(reader, 'closedDays', readDays(typed.closedDays));
  const conferenceFreeWeeks = listOf(reader, 'freeWeeks', readWeeks(typed.freeWeeks));
  const contactEveryDays = readRhythm(reader);
  const targetGroup = readTargetGroup(reader);
  if (code === null || programmes === null || dates === null || closedDays === null) return null;
  if (conferenceFreeWeeks === null || contactEveryDays === undefined || targetGroup === null) return null;
  const there = await colleaguesOf(session, { jobCentre: jobCentre.id, clinic: clinic.id });
  const cover = [...there, session.user].find((u) => u.id === typed.cover)?.id ?? null;
  const terms: AgreementTerms = {
    code,
    jobCentre: jobCentre.id,
    clinic: clinic.id,
    programmes,
    officeAccess: typed.officeAccess === 'true',
    ...dates,
    closedDays: [...closedDays],
    conferenceFreeWeeks: [...conferenceFreeWeeks],
    closingCover: cover,
    contactEveryDays,
    ...(targetGroup === '' ? {} : { targetGroup }),
    draft: typed.draft === 'true',
  };
  return asDecided(reader, terms);
}

const FIELD_OF: Readonly<Partial<Record<RefusalReason, SetUpField>>> = {
  'terms-dates-turned': 'validTo',
  'terms-same-party': 'clinic',
  'terms-cover-needed': 'cover',
  'terms-code-fixed': 'code',
};

/** What the domain would refuse is said on the page where it can be put right. */
function asDecided({ session, known, fail }: Reader, terms: AgreementTerms): AgreementTerms | null {
  const agreement = known?.agreement.id ?? AgreementId.parse('-new');
  const command = { type: 'setUp', agreement, terms, organiser: session.user.id } as const;
  const decision = decideAgreement(command, known?.agreement ?? null, session.parts.isHoliday);
  if (decision.kind === 'accepted') return terms;
  return fail(FIELD_OF[decision.because] ?? 'code', refusalSentence(session.say, decision));
}

async function readCode({ session, typed, known, fail }: Reader): Promise<string | null> {
  if (known !== null) return known.agreement.terms.code;
  const code = AgreementCode.safeParse(typed.code.trim().toUpperCase());
  if (!code.success) return fail('code', session.say('setUp.error.code'));
  const taken = await session.tx.agreements.byCode(code.data);
  return taken === null ? code.data : fail('code', session.say('refusal.terms-code-taken'));
}

function readProgrammes({ session, typed, fail }: Reader): string[] | null {
  const chosen = typed.programmes.split(',');
  const ids = session.parts.programmes.all().flatMap((p) => (chosen.includes(p.id) ? [p.id] : []));
  return ids.length > 0 ? ids : fail('programmes', session.say('refusal.terms-no-programme'));
}

/** How far from today an agreement can sensibly begin or end. */
const FAR_MONTHS = 240;

function farDays({ today }: Session): readonly [PlainDate, PlainDate] {
  return [addMonths(today, -FAR_MONTHS), addMonths(today, FAR_MONTHS)];
}

function readPeriod({ session, typed, known, fail }: Reader) {
  const { today, say } = session;
  const [earliest, latest] = farDays(session);
  const dateOf = (field: 'validFrom' | 'validTo' | 'reviewOn'): PlainDate | null => {
    const { data } = PlainDate.safeParse(typed[field]);
    if (data === undefined) return fail(field, say('setUp.error.date'));
    return data < earliest || latest < data ? fail(field, say('setUp.error.farDate')) : data;
  };
  const [validFrom, validTo, reviewOn] = [dateOf('validFrom'), dateOf('validTo'), dateOf('reviewOn')];
  if (validFrom === null || validTo === null || reviewOn === null) return null;
  if (known === null && validTo < today) return fail('validTo', say('setUp.error.over'));
  return { validFrom, validTo, reviewOn };
}

function listOf({ session, fail }: Reader, field: 'closedDays' | 'freeWeeks', list: ReadList) {
  if (list.kind === 'unreadable') return fail(field, session.say(`setUp.error.${field}`, { nth: list.nth }));
  const [earliest, latest] = farDays(session);
  if (list.days.some((day) => day < earliest || latest < day)) return fail(field, session.say('setUp.error.farDate'));
  return list.days.length <= MOST_DAYS
    ? list.days
    : fail(field, session.say('setUp.error.manyDays', { most: MOST_DAYS }));
}
const MOST_DAYS = 200;

/** Null leaves the rhythm to the programme (A16); undefined is an error. */
function readRhythm({ session, typed, fail }: Reader): number | null | undefined {
  const text = typed.contactEveryDays.trim();
  if (text === '') return null;
  const days = Number(text);
  if (Number.isInteger(days) && days >= 1 && days <= 31) return days;
  fail('contactEveryDays', session.say('setUp.error.rhythm'));
  return undefined;
}

/** A4: words for people to read; nothing here or in the domain ever looks into them. */
function readTargetGroup({ session, typed, fail }: Reader): string | null {
  const text = oneLine(typed.targetGroup);
  if (looksLikeCpr(text)) return fail('targetGroup', session.say('refusal.text-has-cpr'));
  if (text.length <= LONGEST_TARGET_GROUP) return text;
  return fail('targetGroup', session.say('setUp.error.targetGroup', { most: LONGEST_TARGET_GROUP }));
}
const LONGEST_TARGET_GROUP = 500;

/** A coordinator who belongs nowhere says which party is theirs. */
function readParty({ session, typed, fail }: Reader, parties: Parties | null): OrganisationId | null {
  if (session.user.organisation !== null) return null;
  if (typed.party !== 'jobCentre' && typed.party !== 'clinic')
    return fail('party', session.say('setUp.error.whichParty'));
  return parties === null ? null : parties[typed.party].id;
}
