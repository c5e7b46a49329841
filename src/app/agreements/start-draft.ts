import { type Conference, firstConferenceId } from '../../domain/agreement/agreement.ts';
import { addDays, addMonths, maxDate, weekday } from '../../domain/calendar/dates.ts';
import { PlainDate } from '../../domain/calendar/time.ts';
import type { ConferenceId } from '../../domain/ids.ts';
import type { Session } from '../context.ts';
import { suggestedClosedDays, writeDays, writeWeeks } from './read-days.ts';
import { type AgreementAt, colleaguesOf } from './set-up-access.ts';
import type { SetUpDraft, Typed } from './set-up-draft.ts';

/** A form as it opens: the agreement as it stands, or the usual values for a new one. */
export async function startDraft(session: Session, known: AgreementAt | null): Promise<SetUpDraft> {
  const terms = known === null ? newTerms(session) : await knownTerms(session, known);
  const conference = known?.agreement.conferences[0] ?? null;
  const page2 = conference === null ? newConference(session, terms) : await knownConference(session, known, conference);
  return {
    agreement: known?.agreement.id ?? null,
    // Courses may have been opened under the agreement already: they belong to its first conference.
    conference: conference?.id ?? (known === null ? null : firstConferenceId(known.agreement.id)),
    revision: known?.revision ?? 0,
    typed: { ...terms, ...page2, kind: kindHere(session, known) },
  };
}

/** The same form with another conference on page 2; null for a new one. */
export async function withConference(
  session: Session,
  draft: SetUpDraft,
  to: { readonly known: AgreementAt; readonly conference: ConferenceId | null },
): Promise<SetUpDraft> {
  const conference = to.known.agreement.conferences.find((c) => c.id === to.conference) ?? null;
  const page2 =
    conference === null ? newConference(session, draft.typed) : await knownConference(session, to.known, conference);
  return { ...draft, conference: conference?.id ?? null, typed: { ...draft.typed, ...page2 } };
}

type Page1 = Omit<Typed, keyof Page2 | 'kind'>;
type Page2 = Pick<
  Typed,
  'conferenceName' | 'weekday' | 'start' | 'minutes' | 'everyWeeks' | 'from' | 'place' | 'invited'
>;

function newTerms({ today, parts }: Session): Page1 {
  const validTo = PlainDate.parse(`${Number(today.slice(0, 4)) + 1}-12-31`);
  return {
    code: '',
    jobCentre: '',
    clinic: '',
    party: '',
    // A programme that ran as a project somewhere (C1) is ticked by hand.
    programmes: parts.programmes
      .all()
      .filter((p) => p.project === null)
      .map((p) => p.id)
      .join(','),
    validFrom: today,
    validTo,
    reviewOn: addMonths(validTo, -3),
    officeAccess: 'true',
    contactEveryDays: '',
    targetGroup: '',
    closedDays: writeDays(suggestedClosedDays(today, validTo, parts.isHoliday)),
    freeWeeks: '',
    cover: '',
    draft: 'false',
  };
}

async function knownTerms(session: Session, { agreement }: AgreementAt): Promise<Page1> {
  const { terms } = agreement;
  const { organisations } = session.tx;
  // Until it has a conference nobody has decided against closing days: the customary ones are suggested.
  const suggest = terms.closedDays.length === 0 && agreement.conferences.length === 0;
  const from = maxDate(session.today, terms.validFrom);
  const closed = suggest ? suggestedClosedDays(from, terms.validTo, session.parts.isHoliday) : terms.closedDays;
  return {
    code: terms.code,
    jobCentre: (await organisations.get(terms.jobCentre))?.name ?? '',
    clinic: (await organisations.get(terms.clinic))?.name ?? '',
    party: '',
    programmes: terms.programmes.join(','),
    validFrom: terms.validFrom,
    validTo: terms.validTo,
    reviewOn: terms.reviewOn,
    officeAccess: String(terms.officeAccess),
    contactEveryDays: terms.contactEveryDays === null ? '' : String(terms.contactEveryDays),
    targetGroup: terms.targetGroup ?? '',
    closedDays: writeDays(closed),
    freeWeeks: writeWeeks(terms.conferenceFreeWeeks, session.say),
    cover: terms.closingCover ?? '',
    draft: String(terms.draft),
  };
}

/** A weekly hour on Wednesdays, from the first one at least a week away, so that people hear of it in time. */
function newConference({ today, say }: Session, terms: Pick<Typed, 'validFrom' | 'clinic'>): Page2 {
  const begins = PlainDate.safeParse(terms.validFrom).data ?? today;
  const earliest = maxDate(addDays(today, 7), begins);
  return {
    conferenceName: say('setUp.usualName'),
    weekday: '3',
    start: '13:00',
    minutes: '60',
    everyWeeks: '1',
    from: addDays(earliest, (3 - weekday(earliest) + 7) % 7),
    // A8: at the clinic unless something else is agreed.
    place: terms.clinic,
    invited: EVERYBODY,
  };
}

/** Everyone is chosen on the card, also who joins the organisations later. */
export const EVERYBODY = '*';

async function knownConference(
  session: Session,
  known: AgreementAt | null,
  { name, when, place, invited }: Conference,
): Promise<Page2> {
  const there = await colleaguesOf(session, known?.agreement.terms ?? null);
  const all = invited.length === 0 || there.every((u) => invited.includes(u.id));
  return {
    conferenceName: name,
    weekday: String(when.weekday),
    start: when.start,
    minutes: String(when.minutes),
    everyWeeks: String(when.everyWeeks),
    from: when.from,
    place,
    invited: all ? EVERYBODY : invited.join(','),
  };
}

/** What this channel is to the agreement, or what it still lacks. */
function kindHere({ conversation }: Session, known: AgreementAt | null): string {
  const channels = known?.agreement.channels ?? {};
  if (channels.jobCentre === conversation.id) return 'jobCentre';
  if (channels.shared === conversation.id) return 'shared';
  return channels.shared === undefined ? 'shared' : 'jobCentre';
}
