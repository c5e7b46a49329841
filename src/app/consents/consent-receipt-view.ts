import { openStepUp } from '../../domain/step-up/step-up.ts';
import type { ShownCourse } from '../courses/load-course.ts';
import type { Reader } from '../courses/reader.ts';
import type { View } from '../view.ts';
import { wishLines } from '../wishes/wish-words.ts';
import { purposeRow } from './consent-rows.ts';
import { unjournaled } from './direction-status.ts';
import { journalText } from './journal-text.ts';
import { purposesFor, recordableBy } from './purposes.ts';

/** What a tap has just done, what else has to be said first, and a text to copy. */
export interface ReceiptLines {
  readonly done?: string;
  readonly notice?: string;
  readonly invitation?: string;
}

/**
 * How it stands with the course's consents (K10–K13): every purpose by direction, the journal, the citizen's wishes (W1–W3), and what can be
 * done, recording and withdrawing one tap away.
 */
export function consentReceiptView(reader: Reader, course: ShownCourse, lines: ReceiptLines = {}): View {
  const { say, language } = reader;
  const { shown, revision } = course;
  const { id, alias, gate } = shown.value;
  const waiting = unjournaled(shown).length > 0;
  return {
    card: 'consent-receipt',
    language,
    data: {
      done: lines.done ?? '',
      notice: lines.notice ?? '',
      title: say('consent.title', { alias }),
      purposes: purposesFor(reader, course).map((purpose) => purposeRow(reader, course, purpose)),
      journal: waiting ? say('consent.notInJournal') : '',
      canJournal: shown.rights.has('consent') && waiting,
      mayWithdraw: recordableBy(reader, course).length > 0,
      wishes: wishLines(reader, shown.value),
      canStepUp: shown.rights.has('stepUp') && openStepUp(shown.value) !== null,
      canWish: shown.rights.has('act') && isOpen(course),
      invitation: lines.invitation ?? '',
      copy: recordableBy(reader, course).includes(gate) ? journalText(reader, shown) : '',
      course: id,
      rev: String(revision),
    },
    summary: say('summary.answer'),
    about: { view: 'consentReceipt', subject: id },
    discloses: [id],
  };
}

/** Nothing more is recorded on a course that is over; withdrawing is possible at any time (K12). */
export function isOpen({ shown }: Pick<ShownCourse, 'shown'>): boolean {
  return shown.value.status === 'referred' || shown.value.status === 'running';
}
