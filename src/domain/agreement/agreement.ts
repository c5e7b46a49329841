import { z } from 'zod';
import { addDays } from '../calendar/dates.ts';
import { Recurrence } from '../calendar/recurrence.ts';
import { PlainDate } from '../calendar/time.ts';
import { nonWorkingStretch, previousWorkingDay, type WorkCalendar } from '../calendar/working-days.ts';
import { AgreementId, ConferenceId, ConversationId, OrganisationId, UserId } from '../ids.ts';
import { accepted, type Decision, refused } from '../refusal.ts';

/** The agreement's short code, unique in the installation; the first part of every alias (S2, N6). */
export const AgreementCode = z.string().regex(/^[A-ZÆØÅ]{2,4}$/);
export type AgreementCode = z.infer<typeof AgreementCode>;

/** A recurring treatment conference (S2): local wall time, every n weeks, with the people invited. */
export const Conference = z.object({
  id: ConferenceId,
  name: z.string().min(1).max(80),
  when: Recurrence,
  place: z.string().max(120),
  invited: z.array(UserId),
});
export type Conference = z.infer<typeof Conference>;

/** What a collaboration agreement says (S2, S5, A16). Dates are inclusive. */
export const AgreementTerms = z.object({
  code: AgreementCode,
  jobCentre: OrganisationId,
  clinic: OrganisationId,
  programmes: z.array(z.string()).min(1),
  officeAccess: z.boolean(),
  validFrom: PlainDate,
  validTo: PlainDate,
  reviewOn: PlainDate,
  /** Lukkedage: nobody works, reminders move as for a holiday (S5). */
  closedDays: z.array(PlainDate),
  /** Mondays of conference-free weeks: the conference is off, contact duties go on (S5). */
  conferenceFreeWeeks: z.array(PlainDate),
  /** Who covers a closing of more than three weekdays in a row (S5). */
  closingCover: UserId.nullable(),
  /** The agreed contact rhythm in days before a job; null takes the programme's (A16). */
  contactEveryDays: z.int().min(1).max(31).nullable(),
  /** A4: how the parties narrow the target group, in their own words: shown, and never evaluated. */
  targetGroup: z.string().max(500).optional(),
  /** A draft is shown but opens no course (S1, S3). */
  draft: z.boolean(),
});
export type AgreementTerms = z.infer<typeof AgreementTerms>;

/** `shared` is read by both sides and counts as the other side; `jobCentre` is the job centre's own (N2). */
export const ChannelKind = z.enum(['shared', 'jobCentre']);
export type ChannelKind = z.infer<typeof ChannelKind>;

export const AgreementEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('AgreementSetUp'), agreement: AgreementId, terms: AgreementTerms, organiser: UserId }),
  z.object({ type: z.literal('TermsChanged'), terms: AgreementTerms, organiser: UserId }),
  z.object({ type: z.literal('ConferenceSetUp'), conference: Conference }),
  z.object({ type: z.literal('ChannelBound'), channel: ConversationId, kind: ChannelKind }),
]);
export type AgreementEvent = z.infer<typeof AgreementEvent>;

export interface Agreement {
  readonly id: AgreementId;
  readonly terms: AgreementTerms;
  /** The coordinator who set it up: asked about conferences on closed days, reminded of the review (S2). */
  readonly organiser: UserId;
  readonly conferences: readonly Conference[];
  readonly channels: Readonly<Partial<Record<ChannelKind, ConversationId>>>;
}

/** An agreement's state from its history; null before it is set up. */
export function agreementFrom(history: readonly AgreementEvent[]): Agreement | null {
  return history.reduce<Agreement | null>(evolveAgreement, null);
}

export function evolveAgreement(agreement: Agreement | null, event: AgreementEvent): Agreement {
  if (event.type === 'AgreementSetUp') {
    return { id: event.agreement, terms: event.terms, organiser: event.organiser, conferences: [], channels: {} };
  }
  if (agreement === null) throw new Error(`${event.type} before AgreementSetUp`);
  switch (event.type) {
    case 'TermsChanged':
      return { ...agreement, terms: event.terms, organiser: event.organiser };
    case 'ConferenceSetUp':
      return {
        ...agreement,
        conferences: [...agreement.conferences.filter((c) => c.id !== event.conference.id), event.conference],
      };
    case 'ChannelBound':
      return { ...agreement, channels: bindChannel(agreement.channels, event) };
    default:
      return event satisfies never;
  }
}

/** A channel is of one kind: bound as the other, it is no longer what it was, so that nothing is sent to it twice or by the wrong rule (N2). */
function bindChannel(
  channels: Agreement['channels'],
  { channel, kind }: Extract<AgreementEvent, { type: 'ChannelBound' }>,
): Agreement['channels'] {
  const others = ChannelKind.options.flatMap((k) => {
    const bound = channels[k];
    return k === kind || bound === undefined || bound === channel ? [] : [[k, bound] as const];
  });
  return { ...Object.fromEntries(others), [kind]: channel };
}

/** Whether a course may be opened on a day (S1). */
export function inForceOn(agreement: Agreement, day: PlainDate): boolean {
  const { draft, validFrom, validTo } = agreement.terms;
  return !draft && validFrom <= day && day <= validTo;
}

/** The working calendar of an agreement: public holidays and its closed days (L4, S5). */
export function calendarOf(
  terms: Pick<AgreementTerms, 'closedDays'>,
  isHoliday: WorkCalendar['isHoliday'],
): WorkCalendar {
  return { isHoliday, closedDays: new Set(terms.closedDays) };
}

export type AgreementCommand =
  | {
      readonly type: 'setUp';
      readonly agreement: AgreementId;
      readonly terms: AgreementTerms;
      readonly organiser: UserId;
    }
  | { readonly type: 'setUpConference'; readonly conference: Conference }
  | { readonly type: 'bindChannel'; readonly channel: ConversationId; readonly kind: ChannelKind };

/** Decides on an agreement's terms, conferences and channels (S2, S5). Holidays count with the closed days (S5). */
export function decideAgreement(
  command: AgreementCommand,
  agreement: Agreement | null,
  isHoliday: WorkCalendar['isHoliday'],
): Decision<AgreementEvent> {
  switch (command.type) {
    case 'setUp':
      return setUp(command, agreement, isHoliday);
    case 'setUpConference':
      if (agreement === null) return refused('not-found');
      return accepted({ type: 'ConferenceSetUp', conference: command.conference });
    case 'bindChannel':
      if (agreement === null) return refused('not-found');
      if (agreement.channels[command.kind] === command.channel) return accepted();
      return accepted({ type: 'ChannelBound', channel: command.channel, kind: command.kind });
    default:
      return command satisfies never;
  }
}

/** The id of an agreement's first conference, known beforehand so that courses can belong to it before it is set up. */
export function firstConferenceId(agreement: AgreementId): ConferenceId {
  return ConferenceId.parse(`${agreement}:1`);
}

function setUp(
  command: Extract<AgreementCommand, { type: 'setUp' }>,
  agreement: Agreement | null,
  isHoliday: WorkCalendar['isHoliday'],
): Decision<AgreementEvent> {
  const { terms, organiser } = command;
  if (terms.validTo < terms.validFrom || terms.reviewOn < terms.validFrom) return refused('terms-dates-turned');
  if (terms.jobCentre === terms.clinic) return refused('terms-same-party');
  if (terms.closingCover === null && longClosing(terms, isHoliday)) return refused('terms-cover-needed');
  if (agreement === null) return accepted({ type: 'AgreementSetUp', agreement: command.agreement, terms, organiser });
  if (agreement.terms.code !== terms.code) return refused('terms-code-fixed', { code: agreement.terms.code });
  return accepted({ type: 'TermsChanged', terms, organiser });
}

/** Whether a closing, with the holidays and weekends around it, takes more than three weekdays in a row (S5). */
function longClosing(terms: AgreementTerms, isHoliday: WorkCalendar['isHoliday']): boolean {
  const calendar = calendarOf(terms, isHoliday);
  return terms.closedDays.some((day) => {
    const first = addDays(previousWorkingDay(day, calendar), 1);
    return (nonWorkingStretch(first, calendar)?.weekdays ?? 0) > MOST_WEEKDAYS_UNCOVERED;
  });
}
const MOST_WEEKDAYS_UNCOVERED = 3;
