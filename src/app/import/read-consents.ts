import { saidOf } from '../../consents/load.ts';
import type { PlainDate } from '../../domain/calendar/time.ts';
import { ConsentForm, type ConsentRecord, type Direction, latestValidDay } from '../../domain/consent/consent.ts';
import type { ImportedHistory } from '../../domain/course/import.ts';
import { looksLikeCpr } from '../../domain/cpr.ts';
import { ConsentId, ContactId, NoteId } from '../../domain/ids.ts';
import type { Programme } from '../../domain/programme.ts';
import type { OpenerSession } from '../courses/opening.ts';
import { isBlank, oneLine } from '../typed.ts';
import type { ImportColumn } from './columns.ts';
import type { LineReader } from './line-reader.ts';

/** A consent of a line, with the words that say where its proof lies. */
interface ReadConsent {
  readonly record: ConsentRecord;
  readonly evidence: string;
}

/** What a line says of the past. */
export interface LineHistory {
  readonly history: ImportedHistory;
  readonly consents: readonly ReadConsent[];
}

/** Where each direction stands: given on, valid to, evidence. */
const COLUMNS: Readonly<Record<Direction, readonly [ImportColumn, ImportColumn, ImportColumn]>> = {
  psychiatryToJobCentre: ['clinicGivenOn', 'clinicValidTo', 'clinicEvidence'],
  jobCentreToPsychiatry: ['jobCentreGivenOn', 'jobCentreValidTo', 'jobCentreEvidence'],
};

/** The longest evidence reference: it says where the paper lies, and no more. */
const EVIDENCE_LENGTH = 200;

/** Given on a text of its own, which the evidence tells of: not one of ours (K10). */
const OTHER_TEXT = { id: 'imported', version: 1, language: 'da', hash: '' } as const;

/** Reads what had happened before the import: start, last contact, and a consent per direction with its proof (K10, K11). */
export function readHistory(
  reader: LineReader,
  session: OpenerSession,
  under: { readonly programme: Programme; readonly code: string },
): LineHistory {
  const form = readForm(reader);
  const consents = (['psychiatryToJobCentre', 'jobCentreToPsychiatry'] as const).flatMap((direction) => {
    const read = readDirection(reader, direction);
    return read === null ? [] : [consentOf(session, under, { ...read, direction, form })];
  });
  const written = consents.length > 0 && form !== 'oral';
  if (written && reader.cell('signatureSeen').toLowerCase() !== 'ja') {
    reader.refuse('signatureSeen', { because: 'consent-signature-not-seen' });
  }
  const lastContactOn = reader.day('lastContactOn');
  const contact = ContactId.parse(session.parts.ids.next());
  const history = {
    startedOn: reader.day('startedOn'),
    stepOneOn: reader.day('stepOneOn'),
    consents: consents.map((c) => c.record),
    journaledOn: reader.day('journaledOn'),
    lastContact: lastContactOn === null ? null : { contact, on: lastContactOn },
  };
  return { history, consents };
}

interface ReadDirection {
  readonly givenOn: PlainDate;
  readonly lastValidDay: PlainDate;
  readonly evidence: string;
}

/** Null where the direction was not given, or something is wrong with it. */
function readDirection(reader: LineReader, direction: Direction): ReadDirection | null {
  const [given, to, proof] = COLUMNS[direction];
  if ([given, to, proof].every((column) => reader.cell(column) === '')) return null;
  const givenOn = reader.day(given);
  const validTo = reader.day(to);
  const evidence = oneLine(reader.cell(proof));
  if (givenOn === null && reader.cell(given) === '') reader.fail(given, reader.say('admin.import.missing'));
  if (isBlank(evidence)) reader.refuse(proof, { because: 'consent-evidence-needed' });
  else if (evidence.length > EVIDENCE_LENGTH)
    reader.refuse(proof, { because: 'text-too-long', details: { max: EVIDENCE_LENGTH } });
  else if (looksLikeCpr(evidence)) reader.refuse(proof, { because: 'text-has-cpr' });
  return givenOn === null ? null : { givenOn, lastValidDay: validTo ?? latestValidDay(givenOn), evidence };
}

function consentOf(
  { parts, user }: OpenerSession,
  { programme, code }: { readonly programme: Programme; readonly code: string },
  given: ReadDirection & { readonly direction: Direction; readonly form: ConsentForm },
): ReadConsent {
  const { direction, form, givenOn, lastValidDay, evidence } = given;
  const text = parts.consentTexts.textFor({ purpose: programme.gate, language: 'da', agreement: code });
  const { legalBasis, categories } = saidOf(text, direction);
  const record: ConsentRecord = {
    id: ConsentId.parse(parts.ids.next()),
    purpose: programme.gate,
    direction,
    form,
    givenOn,
    validFrom: givenOn,
    lastValidDay,
    evidence: NoteId.parse(parts.ids.next()),
    text: OTHER_TEXT,
    legalBasis,
    categories: [...categories],
    recordedBy: user.id,
  };
  return { record, evidence };
}

/** In the words of the consent card; written where nothing is said. */
function readForm(reader: LineReader): ConsentForm {
  const typed = reader.cell('consentForm').toLowerCase();
  if (typed === '') return 'written';
  const form = ConsentForm.options.find((one) => reader.say(`admin.import.form.${one}`) === typed);
  if (form === undefined) {
    const words = ConsentForm.options.map((one) => reader.say(`admin.import.form.${one}`)).join(', ');
    reader.fail('consentForm', reader.say('admin.import.oneOf', { words }));
  }
  return form ?? 'written';
}
