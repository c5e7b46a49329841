import type { Conference } from '../../domain/agreement/agreement.ts';
import type { Session } from '../context.ts';
import { formatDateWithYear } from '../format.ts';
import { plain } from '../plain.ts';
import type { User } from '../ports/records.ts';
import { programmeName } from '../programme-name.ts';
import { listInWords } from '../refusal-sentence.ts';
import type { View } from '../view.ts';
import type { ReadTerms } from './read-terms.ts';
import { type AgreementAt, colleaguesOf } from './set-up-access.ts';
import { PAGE_FIELDS, type Page, type SetUpDraft, type SetUpErrors, type Typed } from './set-up-draft.ts';
import { termsFacts, weeklyTime } from './set-up-facts.ts';
import { EVERYBODY } from './start-draft.ts';

/** A form as it is shown: the draft, the agreement it changes, and what is wrong with it. */
export interface Form {
  readonly draft: SetUpDraft;
  readonly known: AgreementAt | null;
  readonly errors: SetUpErrors;
  /** A sentence for the whole page. */
  readonly notice: string;
}

function pageView(
  session: Session,
  form: Form,
  own: { readonly page: Page; readonly data: Record<string, unknown> },
): View {
  const { say } = session;
  const { draft, notice, errors } = form;
  const { page, data } = own;
  return {
    card: `set-up-${page}`,
    language: session.language,
    data: {
      notice,
      page: say('setUp.page', { page }),
      typed: Object.fromEntries(
        Object.entries(draft.typed).map(([field, text]) => [field, text.slice(0, mostOf(field))]),
      ),
      errors: Object.fromEntries(PAGE_FIELDS[page].map((field) => [field, errors[field] ?? ''])),
      rev: String(draft.revision),
      ...data,
    },
    summary: say('summary.answer'),
    about: { view: `setUp${page}`, subject: draft.agreement ?? 'new' },
    discloses: [],
  };
}

/** A card that holds more is refused by Teams; lists of days are the longest that anybody writes. */
function mostOf(field: string): number {
  if (field === 'targetGroup') return 600;
  return field === 'closedDays' || field === 'freeWeeks' ? 3000 : 200;
}

/** Page 1: the terms (S2, S5). Code and parties of an agreement that exists stand as text. */
export async function termsPage(session: Session, form: Form): Promise<View> {
  const { say, parts, user } = session;
  const { typed } = form.draft;
  const isNew = form.known === null;
  const cover = typed.cover !== '' || form.errors.cover !== undefined;
  return pageView(session, form, {
    page: '1',
    data: {
      isNew,
      heading: isNew ? say('setUp.headingNew') : say('setUp.heading', { code: typed.code }),
      parties: isNew ? '' : plain(say('setUp.parties', { jobCentre: typed.jobCentre, clinic: typed.clinic })),
      unfinished: !isNew && form.known.agreement.conferences.length === 0,
      anew: !isNew && session.channel === null,
      programmes: parts.programmes.all().map((p) => ({
        title: programmeName(say, p),
        value: p.id,
      })),
      projects: projectLines(session),
      rhythm: wholeNumber(typed.contactEveryDays),
      hasRhythm: wholeNumber(typed.contactEveryDays) > 0,
      askParty: user.organisation === null,
      cover,
      covers: cover ? choices(uniquely([...(await peopleOf(session, form)), user])) : [],
    },
  });
}

/** Where and when a programme's own project ran: a later course rests on the agreement's dates, so nothing is refused (C1). */
function projectLines({ say, parts, language }: Session) {
  return parts.programmes.all().flatMap(({ id, project }) => {
    if (project === null) return [];
    const where = listInWords(say, project.municipalities);
    const days = { from: formatDateWithYear(project.from, language), to: formatDateWithYear(project.to, language) };
    return [{ text: say('setUp.project', { name: say(`programme.${id}.name`), where, ...days }) }];
  });
}

function wholeNumber(text: string): number {
  const number = Number(text);
  return Number.isInteger(number) ? number : 0;
}

function uniquely(people: readonly User[]): readonly User[] {
  return people.filter((u, i) => people.findIndex((other) => other.id === u.id) === i);
}

function choices(people: readonly User[]) {
  return people.map((u) => ({ title: u.name, value: u.id }));
}

/** Colleagues of both parties, as far as the parties are known. */
async function peopleOf(session: Session, { draft, known }: Form): Promise<readonly User[]> {
  if (known !== null) return colleaguesOf(session, known.agreement.terms);
  const organisations = await session.tx.organisations.all();
  const idOf = (name: string, side: 'jobCentre' | 'psychiatry') =>
    organisations.find((o) => o.side === side && o.name.toLowerCase() === name.trim().toLowerCase())?.id;
  const jobCentre = idOf(draft.typed.jobCentre, 'jobCentre');
  const clinic = idOf(draft.typed.clinic, 'psychiatry');
  const known1 = jobCentre === undefined ? [] : await session.tx.users.ofOrganisation(jobCentre);
  const known2 = clinic === undefined ? [] : await session.tx.users.ofOrganisation(clinic);
  return [...known1, ...known2].filter((u) => u.role !== null && u.role !== 'admin');
}

/** Page 2: the conference (S2). Everyone is chosen until somebody is left out. */
export async function conferencePage(session: Session, form: Form): Promise<View> {
  const { say } = session;
  const { typed, conference } = form.draft;
  const people = choices(await peopleOf(session, form));
  const others = (form.known?.agreement.conferences ?? []).filter((c) => c.id !== conference);
  return pageView(session, form, {
    page: '2',
    data: {
      people,
      hasPeople: people.length > 0,
      invited: typed.invited === EVERYBODY ? people.map((p) => p.value).join(',') : typed.invited,
      minutes: wholeNumber(typed.minutes) || 60,
      weekdays: weekdays(session, typed),
      rhythms: rhythms(session, typed),
      others: others
        .slice(0, MOST_OTHERS)
        .map((c) => ({ title: say('setUp.instead', { when: weeklyTime(session, c) }), conference: c.id })),
      another: (form.known?.agreement.conferences ?? []).some((c) => c.id === conference),
    },
  });
}
const MOST_OTHERS = 3;

function weekdays({ say }: Session, { weekday }: Typed) {
  const usual = ['1', '2', '3', '4', '5'];
  const days = usual.includes(weekday) ? usual : [...usual, '6', '7'];
  return days.map((value) => ({ title: say(`weekday.${value}`), value }));
}

function rhythms({ say }: Session, { everyWeeks }: Typed) {
  const usual = [1, 2, 3, 4, 6, 8];
  const now = Number(everyWeeks);
  const weeks = usual.includes(now) || !(now >= 1 && now <= 52) ? usual : [...usual, now];
  return weeks.map((count) => ({ title: say('setUp.everyWeeks', { count }), value: String(count) }));
}

/** Page 3: what this channel is, below what is about to be saved (N2). */
export function channelPage(
  session: Session,
  form: Form,
  about: { readonly read: ReadTerms; readonly conference: Conference },
): View {
  const { say, conversation } = session;
  const { read, conference } = about;
  const others = (form.known?.agreement.conferences ?? []).filter((c) => c.id !== conference.id);
  const elsewhere = Object.entries(form.known?.agreement.channels ?? {}).filter(([, id]) => id !== conversation.id);
  return pageView(session, form, {
    page: '3',
    data: {
      facts: termsFacts(session, { ...read, conferences: [...others, conference] }),
      kinds: ['shared', 'jobCentre'].map((value) => ({ title: say(`setUp.kind.${value}`), value })),
      moves: elsewhere.map(([kind]) => say(`setUp.moves.${kind}`)).join(' '),
      draft: read.terms.draft ? say('setUp.isDraft') : '',
    },
  });
}
