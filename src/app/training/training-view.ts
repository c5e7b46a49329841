import {
  lastSupervision,
  missingDays,
  type SupervisionKind,
  TrainingDay,
  type TrainingEntry,
} from '../../domain/training.ts';
import { pageData, pageOf } from '../conference/pages.ts';
import type { ActingSession } from '../courses/reader.ts';
import { formatDateWithYear } from '../format.ts';
import { plain } from '../plain.ts';
import { listInWords } from '../refusal-sentence.ts';
import { typedAgain } from '../typed.ts';
import type { View } from '../view.ts';
import { type Register, type RegisteredAgreement, type RegisteredPerson, registerOf } from './register.ts';

/** What else the card shows: what was just entered, and the line that can be taken back; why nothing was; the day in the field. */
export interface TrainingCardOptions {
  readonly page?: number;
  readonly done?: string;
  readonly entry?: string;
  readonly error?: string;
  readonly date?: string;
}

/** Rows on one card: a card may not grow over 28 KB. */
const PEOPLE_PER_PAGE = 8;
const MOST_AGREEMENTS = 6;

/** `uddannelse`: who lacks what, one tap to enter it on the day in the field, and supervision (S4). */
export async function trainingView(session: ActingSession, options: TrainingCardOptions = {}): Promise<View> {
  const { say, language, today, user } = session;
  const register = await registerOf(session);
  const page = pageOf(register.people, options.page ?? 1, PEOPLE_PER_PAGE);
  return {
    card: 'training',
    language,
    data: {
      done: options.done ?? '',
      entry: options.entry ?? '',
      error: options.error ?? '',
      missing: missingText(session, register),
      date: typedAgain(options.date ?? today, 10),
      latest: today,
      people: page.rows.map((person) => personRow(session, person, String(page.page))),
      none: register.people.length === 0,
      agreements: register.agreements
        .slice(0, MOST_AGREEMENTS)
        .map((agreement) => agreementRow(session, agreement, String(page.page))),
      ...pageData(page, say('training.page', { page: page.page, pages: page.pages })),
    },
    summary: say('summary.answer'),
    about: { view: 'training', subject: user.id },
    discloses: [],
  };
}

function missingText({ say, parts }: ActingSession, { people }: Register): string {
  const rules = parts.programmes.common;
  const count = people.filter((p) => missingDays(p.entries, p.role, rules).length > 0).length;
  return count === 0 ? say('training.allTrained') : say('training.missing', { count });
}

function personRow(session: ActingSession, { user, role, entries }: RegisteredPerson, page: string) {
  const { say, parts } = session;
  const missing = missingDays(entries, role, parts.programmes.common);
  const days = entries.filter((e) => TrainingDay.safeParse(e.kind).success);
  const button = (kind: TrainingDay | 'specialist') => ({
    title: say(`training.enter.${kind}`),
    verb: 'training.enter',
    send: { about: user.id, kind, page },
  });
  const remove = ({ id, kind }: TrainingEntry) => ({
    title: say('training.remove', { day: say(`training.day.${kind}`) }),
    verb: 'training.undo',
    send: { entry: id, page },
  });
  const supervised = role === 'specialist' ? [supervisionText(session, entries, 'specialist')] : [];
  return {
    name: plain(user.name),
    role: say(`role.${role}`),
    lacks: missing.length === 0 ? '' : lacksText(session, role, missing),
    lines: [...days.map((e) => takenText(session, e)), ...supervised].map((text) => ({ text })),
    buttons: [...missing.map(button), ...(role === 'specialist' ? [button('specialist')] : []), ...days.map(remove)],
  };
}

/** "Mangler dag 1 og dag 2"; of a clinician "Mangler dag 1 eller dag 2", for one of them is enough. */
function lacksText({ say }: ActingSession, role: RegisteredPerson['role'], missing: readonly TrainingDay[]): string {
  if (role === 'clinician') return say('training.lacksOne');
  return say('training.lacks', {
    days: listInWords(
      say,
      missing.map((day) => say(`training.day.${day}`)),
    ),
  });
}

function takenText({ say, language }: ActingSession, { kind, on }: TrainingEntry): string {
  return say('training.taken', { day: say(`training.day.${kind}`), on: formatDateWithYear(on, language) });
}

function agreementRow(session: ActingSession, { agreement, entries }: RegisteredAgreement, page: string) {
  const { say } = session;
  const kinds = ['clinicians', 'across'] as const;
  return {
    name: say('training.agreement', { code: agreement.terms.code }),
    lines: kinds.map((kind) => ({ text: supervisionText(session, entries, kind) })),
    buttons: kinds.map((kind) => ({
      title: say(`training.enter.${kind}`),
      verb: 'training.enter',
      send: { about: agreement.id, kind, page },
    })),
  };
}

/** "Supervision: sidst ons. 4. nov. 2026", or that none is entered. */
function supervisionText(
  { say, language }: ActingSession,
  entries: readonly TrainingEntry[],
  kind: SupervisionKind,
): string {
  const last = lastSupervision(entries, kind);
  const what = say(`training.supervision.${kind}`);
  if (last === null) return say('training.neverHeld', { what });
  return say('training.lastHeld', { what, on: formatDateWithYear(last, language) });
}
