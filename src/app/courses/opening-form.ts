import { z } from 'zod';
import { addMonths } from '../../domain/calendar/dates.ts';
import { PlainDate } from '../../domain/calendar/time.ts';
import { AgeReason, ReferralSource } from '../../domain/course/events.ts';
import { looksLikeCpr, parseCpr } from '../../domain/cpr.ts';
import { type ConferenceId, UserId } from '../../domain/ids.ts';
import type { Session } from '../context.ts';
import { refusalSentence } from '../refusal-sentence.ts';
import { oneLine } from '../typed.ts';
import type { OpenerSession, OpeningPlace } from './opening.ts';

const typed = z.string().max(20_000).default('');

/** What the second page of `nyt forløb` sends: everything as typed. A field the card did not have is empty. */
export const TypedOpening = z.object({
  name: typed,
  cpr: typed,
  source: typed,
  referredOn: typed,
  conference: typed,
  clinician: typed,
  specialist: typed,
  caseworker: typed,
  groupDecidedOn: typed,
  firstTalkOn: typed,
  ageReason: typed,
});
export type TypedOpening = z.infer<typeof TypedOpening>;
export type OpeningField = keyof TypedOpening;

/** A sentence at each field that is wrong. */
export type FieldErrors = Partial<Record<OpeningField, string>>;

/** The choice "nobody yet". */
export const NOBODY = 'none';

/** The shortest and longest name of a citizen. */
export const NAME_LENGTH = { min: 2, max: 100 } as const;
/** How far back a referral or a talk may lie. */
const OLDEST_MONTHS = 36;

/** The form read: every value in its type. Who may be chosen is checked against the agreement by `openCourse`. */
export interface ReadOpening {
  readonly name: string;
  readonly cpr: Extract<ReturnType<typeof parseCpr>, { kind: 'ok' }>;
  readonly source: ReferralSource;
  readonly referredOn: PlainDate;
  readonly conference: ConferenceId | null;
  readonly clinician: UserId | null;
  readonly specialist: UserId | null;
  readonly caseworker: UserId | null;
  readonly groupDecidedOn: PlainDate | null;
  readonly firstTalkOn: PlainDate | null;
  readonly ageReason: AgeReason | null;
}

/** Reads the form, or says at each field what is wrong (P1–P3; the name holds no CPR number, P4). */
export function readOpening(
  session: OpenerSession,
  place: OpeningPlace,
  form: TypedOpening,
): ReadOpening | { readonly errors: FieldErrors } {
  const { say, today } = session;
  const errors: FieldErrors = {};
  const cpr = parseCpr(form.cpr, today);
  if (cpr.kind === 'refused') errors.cpr = refusalSentence(say, { because: `cpr-${cpr.because}` });
  const nameError = checkName(session, form.name);
  if (nameError !== null) errors.name = nameError;
  const days = readDays(session, form, errors);
  const source = session.viewer.colleague.role === 'clinician' ? 'citizenAndClinician' : form.source;
  const readSource = ReferralSource.safeParse(source);
  if (!readSource.success) errors.source = say('newCourse.error.choose');
  const conference = oneOf(
    place.agreement.conferences.map((c) => c.id),
    form.conference,
  );
  if (conference === null && place.agreement.conferences.length > 0) errors.conference = say('newCourse.error.choose');
  if (cpr.kind === 'refused' || !readSource.success || days.referredOn === null || Object.keys(errors).length > 0) {
    return { errors };
  }
  const ageReason = AgeReason.safeParse(form.ageReason);
  return {
    name: oneLine(form.name),
    cpr,
    source: readSource.data,
    ...days,
    referredOn: days.referredOn,
    conference,
    clinician: userOf(form.clinician),
    specialist: userOf(form.specialist),
    caseworker: userOf(form.caseworker),
    ageReason: ageReason.success ? ageReason.data : null,
  };
}

/** The chosen one of several, or the only one there is. */
function oneOf<T extends string>(all: readonly T[], chosen: string): T | null {
  return (all.length === 1 ? all[0] : all.find((one) => one === chosen)) ?? null;
}

function checkName({ say }: Session, typedName: string): string | null {
  const name = oneLine(typedName);
  if (looksLikeCpr(name)) return refusalSentence(say, { because: 'text-has-cpr' });
  const { min, max } = NAME_LENGTH;
  return !/\p{L}/u.test(name) || name.length < min || name.length > max
    ? say('newCourse.error.nameLength', { min, max })
    : null;
}

type Days = Record<'groupDecidedOn' | 'firstTalkOn' | 'referredOn', PlainDate | null>;

function readDays(session: Session, form: TypedOpening, errors: FieldErrors): Days {
  const read = (field: keyof Days): PlainDate | null => {
    const day = PlainDate.safeParse(form[field]);
    if (day.success) {
      const because = dayRefusal(day.data, session.today);
      if (because !== null) errors[field] = refusalSentence(session.say, { because });
      return day.data;
    }
    if (form[field] !== '' || field === 'referredOn') errors[field] = session.say('newCourse.error.date');
    return null;
  };
  return { referredOn: read('referredOn'), groupDecidedOn: read('groupDecidedOn'), firstTalkOn: read('firstTalkOn') };
}

function dayRefusal(day: PlainDate, today: PlainDate): 'date-in-future' | 'date-too-old' | null {
  if (day > today) return 'date-in-future';
  return day < addMonths(today, -OLDEST_MONTHS) ? 'date-too-old' : null;
}

function userOf(chosen: string): UserId | null {
  const id = UserId.safeParse(chosen);
  return id.success && chosen !== NOBODY ? id.data : null;
}
