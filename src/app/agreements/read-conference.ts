import { z } from 'zod';
import type { Conference } from '../../domain/agreement/agreement.ts';
import { addMonths } from '../../domain/calendar/dates.ts';
import { Recurrence } from '../../domain/calendar/recurrence.ts';
import { LocalTime, PlainDate } from '../../domain/calendar/time.ts';
import { looksLikeCpr } from '../../domain/cpr.ts';
import { ConferenceId } from '../../domain/ids.ts';
import type { Session } from '../context.ts';
import type { Organisation } from '../ports/records.ts';
import { isBlank, oneLine } from '../typed.ts';
import { colleaguesOf } from './set-up-access.ts';
import type { SetUpDraft, SetUpErrors, SetUpField } from './set-up-draft.ts';
import { EVERYBODY } from './start-draft.ts';

/** What page 2 is read against: the parties of page 1, and the day the agreement ends. */
export interface ConferenceFrame {
  readonly jobCentre: Organisation;
  readonly clinic: Organisation;
  readonly validTo: PlainDate;
}

export type ConferenceRead =
  | { readonly kind: 'read'; readonly conference: Conference }
  | { readonly kind: 'wrong'; readonly errors: SetUpErrors };

const whole = z.string().trim().regex(/^\d+$/).transform(Number);

/** Reads page 2, or says at each field what is wrong. It recurs to the end of the agreement (S2). */
export async function readConference(
  session: Session,
  { typed, conference }: SetUpDraft,
  frame: ConferenceFrame,
): Promise<ConferenceRead> {
  const errors: Partial<Record<SetUpField, string>> = {};
  const take = <S extends z.ZodType>(field: SetUpField, schema: S): z.output<S> | undefined => {
    const { data } = schema.safeParse(typed[field]);
    if (data === undefined) errors[field] = session.say(`setUp.error.${field}`);
    return data;
  };
  const name = take('conferenceName', line({ least: 1, most: 80 }));
  const place = take('place', line({ least: 0, most: 120 }));
  const weekday = take('weekday', whole.pipe(Recurrence.unwrap().shape.weekday));
  const start = take('start', LocalTime);
  const minutes = take('minutes', whole.pipe(Recurrence.unwrap().shape.minutes));
  const everyWeeks = take('everyWeeks', whole.pipe(Recurrence.unwrap().shape.everyWeeks));
  const from = take('from', firstDate(session.today, frame.validTo));
  if (name === undefined || place === undefined || weekday === undefined || start === undefined)
    return { kind: 'wrong', errors };
  if (minutes === undefined || everyWeeks === undefined || from === undefined) return { kind: 'wrong', errors };
  const id = conference ?? ConferenceId.parse(session.parts.ids.next());
  const when = { weekday, start, minutes, everyWeeks, from, until: frame.validTo };
  return {
    kind: 'read',
    conference: { id, name, place, when, invited: await invitedOf(session, typed.invited, frame) },
  };
}

/** One line of text that people read in the channel: short, and without a CPR number (P4). */
function line({ least, most }: { readonly least: number; readonly most: number }) {
  return z
    .string()
    .transform(oneLine)
    .refine((text) => least <= text.length && text.length <= most && !looksLikeCpr(text))
    .refine((text) => text === '' || !isBlank(text));
}

/** Not after the agreement ends, and not by a typing error centuries ago. */
function firstDate(today: PlainDate, validTo: PlainDate) {
  return PlainDate.refine((day) => addMonths(today, -240) <= day && day <= validTo);
}

/** Empty when all are invited, so that who comes later is invited too. */
async function invitedOf(session: Session, typed: string, { jobCentre, clinic }: ConferenceFrame) {
  const there = await colleaguesOf(session, { jobCentre: jobCentre.id, clinic: clinic.id });
  if (typed === EVERYBODY) return [];
  const chosen = typed.split(',');
  const invited = there.map((u) => u.id).filter((id) => chosen.includes(id));
  return invited.length === there.length ? [] : invited;
}
