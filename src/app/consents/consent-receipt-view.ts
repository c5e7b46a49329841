import { DIRECTIONS, type Direction } from '../../domain/consent/consent.ts';
import type { ShownCourse } from '../courses/load-course.ts';
import type { Reader } from '../courses/reader.ts';
import { formatDateWithYear } from '../format.ts';
import type { View } from '../view.ts';
import { directionStatus, unjournaled } from './direction-status.ts';

/** What a tap has just done, and what else has to be said first. */
export interface ReceiptLines {
  readonly done?: string;
  readonly notice?: string;
}

/** How it stands with a course's consent (K10–K12): each direction, the journal, and what can be done, withdrawal one tap away. */
export function consentReceiptView(reader: Reader, course: ShownCourse, lines: ReceiptLines = {}): View {
  const { say, language } = reader;
  const { shown, revision } = course;
  const { id, alias, gate, status } = shown.value;
  const may = shown.rights.has('consent');
  const statuses = DIRECTIONS.map((d) => directionStatus(shown, d, reader.today).kind);
  const open = statuses.some((kind) => kind === 'inForce' || kind === 'coming');
  const ended = status === 'closed' || status === 'declined';
  const waiting = unjournaled(shown).length > 0;
  return {
    card: 'consent-receipt',
    language,
    data: {
      done: lines.done ?? '',
      notice: lines.notice ?? '',
      title: say('consent.title', { alias }),
      about: say(`consent.purpose.${gate}`),
      directions: DIRECTIONS.map((d) => directionLine(reader, course, d)),
      journal: waiting ? say('consent.notInJournal') : '',
      canJournal: may && waiting,
      canRenew: may && !ended,
      renew: say(open ? 'consent.renew' : 'consent.record'),
      canWithdraw: may && open,
      course: id,
      rev: String(revision),
    },
    summary: say('summary.answer'),
    about: { view: 'consentReceipt', subject: id },
    discloses: [id],
  };
}

/** One direction in words: "Fra klinikken til jobcentret: i kraft til og med 1. nov. 2027". */
function directionLine({ say, language, today }: Reader, { shown }: ShownCourse, direction: Direction) {
  const { kind, on } = directionStatus(shown, direction, today);
  const day = on === null ? '' : formatDateWithYear(on, language);
  return {
    label: say(`consent.direction.${direction}`),
    status: say(`consent.status.${kind}`, { on: day }),
    good: kind === 'inForce',
  };
}
