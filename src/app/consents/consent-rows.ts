import { type ConsentDirection, type ConsentPurpose, DIRECTIONS_OF, isGate } from '../../domain/consent/consent.ts';
import type { ShownCourse } from '../courses/load-course.ts';
import type { Reader } from '../courses/reader.ts';
import { formatDateWithYear } from '../format.ts';
import { consentStatus } from './direction-status.ts';
import { recordableBy } from './purposes.ts';

/** A button: ids, a revision and codes go with it, nothing else. */
interface Button {
  readonly title: string;
  readonly verb: string;
  readonly send: Readonly<Record<string, string>>;
  readonly style: 'default' | 'destructive';
}

/** One direction in words, "Fra klinikken til jobcentret: i kraft til og med 1. nov. 2027", and its own way out where each has one (K4). */
interface Line {
  readonly label: string;
  readonly status: string;
  readonly good: boolean;
  readonly buttons: readonly Button[];
}

/** A purpose on the consent card: how each direction stands, and one tap to its form, one to withdraw it (K12). */
export interface PurposeRow {
  readonly heading: string;
  readonly lines: readonly Line[];
  readonly buttons: readonly Button[];
}

/** The row of one purpose. */
export function purposeRow(reader: Reader, course: ShownCourse, purpose: ConsentPurpose): PurposeRow {
  const { say, today } = reader;
  const { value } = course.shown;
  const may = recordableBy(reader, course).includes(purpose);
  const ended = value.status === 'closed' || value.status === 'declined';
  const each = DIRECTIONS_OF[purpose].map((direction) => ({
    direction,
    ...consentStatus(course.shown, { purpose, direction }, today),
  }));
  const open = each.filter(({ kind }) => kind === 'inForce' || kind === 'coming');
  const apart = purpose === 'K4';
  const nothing = apart && each.every(({ kind }) => kind === 'missing');
  const send = { course: value.id, purpose };
  const record = {
    title: say(wordOf(purpose, open.length > 0)),
    verb: 'consent.form',
    send,
    style: 'default',
  } as const;
  return {
    heading: say(`consent.purpose.${purpose}`),
    lines: nothing
      ? [{ label: say('consent.eachParticipant'), status: say('consent.status.notAsked'), good: false, buttons: [] }]
      : each.map(({ direction, kind, on }) => ({
          label: say(`consent.direction.${direction}`),
          status: say(`consent.status.${kind === 'missing' && !isGate(purpose) ? 'notAsked' : kind}`, {
            on: on === null ? '' : formatDateWithYear(on, reader.language),
          }),
          good: kind === 'inForce',
          buttons:
            may && apart && open.some((o) => o.direction === direction)
              ? [withdrawal(reader, course, { purpose, direction })]
              : [],
        })),
    buttons: [
      ...(may && !ended ? [record] : []),
      ...(may && !apart && open.length > 0 ? [withdrawal(reader, course, { purpose })] : []),
    ],
  };
}

function wordOf(purpose: ConsentPurpose, open: boolean): string {
  if (purpose === 'K4') return 'consent.record';
  return open ? 'consent.renew' : 'consent.record';
}

/** One tap, at once (K12): of the purpose, or of one participant alone (K4). */
function withdrawal(
  { say }: Reader,
  { shown, revision }: ShownCourse,
  { purpose, direction }: { readonly purpose: ConsentPurpose; readonly direction?: ConsentDirection },
): Button {
  const send = { course: shown.value.id, rev: String(revision), purpose };
  return {
    title: say(isGate(purpose) ? 'consent.withdrawGate' : 'consent.withdraw'),
    verb: 'consent.withdraw',
    send: direction === undefined ? send : { ...send, direction },
    style: isGate(purpose) ? 'destructive' : 'default',
  };
}
