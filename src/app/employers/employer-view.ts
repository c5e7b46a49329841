import { addDays } from '../../domain/calendar/dates.ts';
import { type EmployerContact, latestFirst } from '../../domain/course/relations.ts';
import { EmployerContactForm, EmployerOutcome } from '../../domain/employer.ts';
import type { NoteId } from '../../domain/ids.ts';
import type { ShownCourse } from '../courses/load-course.ts';
import type { Reader } from '../courses/reader.ts';
import { formatDate } from '../format.ts';
import { textAgain } from '../jobs/job-text.ts';
import { plain } from '../plain.ts';
import type { View } from '../view.ts';
import type { EmployerErrors, TypedEmployer } from './typed-employer.ts';

/** Contacts on the card, the latest. */
const LATEST = 5;

/** The form, as it opens or with what was typed and what was wrong with it. */
export interface EmployerForm {
  readonly typed?: TypedEmployer;
  readonly errors?: EmployerErrors;
  readonly notice?: string;
  /** The id the form was given: the same answer twice is the same contact. */
  readonly contact?: string;
}

/**
 * The form of a contact with an employer, filled in as the last one was (A14). Before the first, the talk about openness is shown as
 * missing and is one tap away (B11, W3).
 */
export async function employerFormView(reader: Reader, course: ShownCourse, form: EmployerForm = {}): Promise<View> {
  const { say, parts, today } = reader;
  const { id, employerContacts, openness } = course.shown.value;
  const { days } = parts.programmes.common.contactBackdating;
  const options = (values: readonly string[], words: string) =>
    values.map((value) => ({ title: say(`employer.${words}.${value}`), value }));
  return employerCard(reader, course, {
    view: 'employerForm',
    notice: form.notice ?? '',
    data: {
      asking: true,
      lacksOpenness: employerContacts.length === 0 && openness === null,
      hows: options(EmployerContactForm.options, 'how'),
      outcomes: options(EmployerOutcome.options, 'outcome'),
      earliest: addDays(today, -days),
      latest: today,
      typed: form.typed ?? (await prefilled(reader, course)),
      errors: { date: '', how: '', employer: '', outcome: '', words: '', ...form.errors },
      ids: { course: id, rev: String(course.revision), contact: form.contact ?? parts.ids.next() },
    },
  });
}

/** What was written down, and the latest contacts (A14). */
export async function employersView(reader: Reader, course: ShownCourse, notice = ''): Promise<View> {
  const nothing = { date: '', how: '', employer: '', outcome: '', words: '' };
  return employerCard(reader, course, {
    view: 'employers',
    notice,
    data: {
      asking: false,
      lacksOpenness: false,
      hows: [],
      outcomes: [],
      earliest: '',
      latest: '',
      typed: nothing,
      errors: nothing,
      ids: { course: course.shown.value.id, rev: '', contact: '' },
    },
  });
}

interface EmployerCard {
  readonly view: 'employerForm' | 'employers';
  readonly notice: string;
  readonly data: Readonly<Record<string, unknown>>;
}

async function employerCard(reader: Reader, course: ShownCourse, { view, notice, data }: EmployerCard): Promise<View> {
  const { say, language } = reader;
  const { id, alias, employerContacts } = course.shown.value;
  const latest = latestFirst(employerContacts).slice(0, LATEST);
  const notes = await reader.tx.vault.notes(latest.flatMap(({ employer, note }) => [employer, note]).filter(isNote));
  return {
    card: 'employer',
    language,
    data: {
      title: say('employer.title', { alias }),
      notice,
      count: say('employer.count', { count: employerContacts.length }),
      contacts: latest.map((contact) => contactRow(reader, contact, notes)),
      course: id,
      ...data,
    },
    summary: say('summary.answer'),
    about: { view, subject: id },
    discloses: [id],
  };
}

function isNote(id: NoteId | null): id is NoteId {
  return id !== null;
}

/** "Bageriet på Torvet" over "man. 9. nov. · telefon · samtale aftalt" and the note. */
function contactRow({ say, language }: Reader, contact: EmployerContact, notes: ReadonlyMap<NoteId, string>) {
  const textOf = (id: NoteId | null) => (id === null ? undefined : notes.get(id));
  const employer = textOf(contact.employer);
  return {
    employer: employer === undefined ? say('employer.unnamed') : plain(employer),
    detail: [
      formatDate(contact.on, language),
      say(`employer.short.${contact.how}`),
      say(`employer.became.${contact.outcome}`),
    ].join(' · '),
    note: plain(textOf(contact.note) ?? ''),
  };
}

/** Today, and the same company in the same way as last: a second visit takes two taps. */
async function prefilled(reader: Reader, { shown }: ShownCourse): Promise<TypedEmployer> {
  const [last] = latestFirst(shown.value.employerContacts);
  const employer = last?.employer ?? null;
  const notes = employer === null ? new Map<NoteId, string>() : await reader.tx.vault.notes([employer]);
  return {
    date: reader.today,
    how: last?.how ?? 'inPerson',
    employer: textAgain(employer === null ? '' : (notes.get(employer) ?? '')),
    outcome: 'awaitsAnswer',
    words: '',
  };
}
