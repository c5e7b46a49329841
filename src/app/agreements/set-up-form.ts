import { ChannelKind } from '../../domain/agreement/agreement.ts';
import { looksLikeCpr } from '../../domain/cpr.ts';
import { AgreementId, type ConferenceId } from '../../domain/ids.ts';
import type { Session } from '../context.ts';
import type { PostedCard } from '../ports/outbox.ts';
import { refusalSentence } from '../refusal-sentence.ts';
import { oneLine } from '../typed.ts';
import type { View } from '../view.ts';
import { type ConferenceRead, readConference } from './read-conference.ts';
import { type ReadTerms, readTerms } from './read-terms.ts';
import { setUpAgreement } from './set-up.ts';
import { type AgreementAt, agreementToManage, offersHere } from './set-up-access.ts';
import {
  dropDraft,
  keepDraft,
  loadDraft,
  PAGE_FIELDS,
  type Page,
  type SetUpDraft,
  type SetUpErrors,
  type SetUpField,
  type Typed,
} from './set-up-draft.ts';
import { receiptView } from './set-up-receipt-view.ts';
import { startView } from './set-up-start-view.ts';
import { channelPage, conferencePage, type Form, termsPage } from './set-up-view.ts';
import { startDraft, withConference } from './start-draft.ts';

/** What `opsæt` begins with here: the channel's own agreement, one that waits to be completed, a choice, or a new one. */
export async function beginSetUp(session: Session): Promise<View | null> {
  if (session.channel !== null) return openForm(session, session.channel.agreement);
  const offers = await offersHere(session);
  const [only, ...more] = offers;
  if (only === undefined) return openForm(session, null);
  if (more.length === 0 && only.complete && only.bind.length === 0) return openForm(session, only.agreement.id);
  return startView(session, offers);
}

/** Page 1 as it opens, on an agreement or a new one; null when it is not this coordinator's. */
export async function openForm(session: Session, id: AgreementId | null): Promise<View | null> {
  const known = id === null ? null : await agreementToManage(session, id);
  if (id !== null && known === null) return null;
  return termsPage(session, { draft: await startDraft(session, known), known, errors: {}, notice: '' });
}

/** The form on a card as it stands: its draft, or as it opened. Null when the agreement is not this coordinator's. */
async function formOn(session: Session, card: PostedCard): Promise<Form | null> {
  const kept = await loadDraft(session, card.id);
  const id = kept === null ? subjectOf(card) : kept.agreement;
  const known = id === null ? null : await agreementToManage(session, id);
  if (id !== null && known === null) return null;
  return { draft: kept ?? (await startDraft(session, known)), known, errors: {}, notice: '' };
}

function subjectOf({ subject }: PostedCard): AgreementId | null {
  return subject === 'new' ? null : AgreementId.parse(subject);
}

/** What a page sends: the revision it was made from, and its own fields as typed. */
export interface Turned {
  readonly rev: string;
  readonly page: Page;
  readonly to: Page | 'save';
  readonly typed: Typed;
}

/** Turns a page: back without a word, forward when the page is in order; `save` from the last one. */
export async function turnPage(session: Session, card: PostedCard, turned: Turned): Promise<View | null> {
  const form = await formOn(session, card);
  if (form === null) return null;
  if (turned.rev !== String(form.known?.revision ?? 0)) return overtaken(session, card, form.known);
  const { fields, errors } = withoutCpr(session, { ...turned, fixed: form.known !== null });
  const draft: SetUpDraft = { ...form.draft, typed: { ...form.draft.typed, ...fields } };
  await keepDraft(session, card.id, draft);
  const filled = { ...form, draft };
  if (Object.keys(errors).length > 0) return showPage(session, { ...filled, errors }, turned.page);
  if (turned.to !== 'save' && turned.to < turned.page) return showPage(session, filled, turned.to);
  return forward(session, card, { form: filled, turned });
}

const PARTIES: ReadonlySet<SetUpField> = new Set(['jobCentre', 'clinic']);

/** A field with a CPR number in it is neither kept nor shown again: the form stands in a channel (P4, N2). */
function withoutCpr({ say }: Session, { page, typed, fixed }: Turned & { readonly fixed: boolean }) {
  // The code of an agreement that exists is no input, and its parties are never without a name: what is not sent stays as it is.
  const stays = (field: SetUpField) => field === 'code' || (PARTIES.has(field) && typed[field] === '');
  const asked = PAGE_FIELDS[page].filter((field) => !(fixed && stays(field)));
  const sent = asked.map((field) => [field, typed[field]] as const);
  const bad = sent.filter(([, text]) => looksLikeCpr(text)).map(([field]) => field);
  const errors: SetUpErrors = Object.fromEntries(bad.map((field) => [field, say('refusal.text-has-cpr')]));
  return { fields: Object.fromEntries(sent.map(([field, text]) => [field, bad.includes(field) ? '' : text])), errors };
}

/** Somebody else has changed the agreement: it is shown as it is now, and the draft is gone. */
async function overtaken(session: Session, card: PostedCard, known: AgreementAt | null): Promise<View> {
  await dropDraft(session, card.id);
  const draft = await startDraft(session, known);
  return termsPage(session, { draft, known, errors: {}, notice: session.say('errors.stale') });
}

async function showPage(session: Session, form: Form, page: Page): Promise<View> {
  return page === '1' ? termsPage(session, form) : conferencePage(session, form);
}

async function forward(
  session: Session,
  card: PostedCard,
  { form, turned }: { readonly form: Form; readonly turned: Turned },
): Promise<View> {
  const { draft, known } = form;
  const terms = await readTerms(session, draft.typed, known);
  if (terms.kind === 'wrong') return termsPage(session, { ...form, errors: terms.errors });
  if (turned.to === '2') return conferencePage(session, { ...form, draft: atClinic(form) });
  const { read } = terms;
  const frame = { jobCentre: read.jobCentre, clinic: read.clinic, validTo: read.terms.validTo };
  const conference = await readConference(session, draft, frame);
  if (conference.kind === 'wrong') return conferencePage(session, { ...form, errors: conference.errors });
  if (turned.to === '3') return channelPage(session, form, { read, conference: conference.conference });
  return save(session, card, { form, read, conference });
}

/** A8: a new agreement's conference is held at the clinic unless something else is written. */
function atClinic({ known, draft }: Form): SetUpDraft {
  const { place, clinic } = draft.typed;
  return known === null && place === '' ? { ...draft, typed: { ...draft.typed, place: oneLine(clinic) } } : draft;
}

async function save(
  session: Session,
  card: PostedCard,
  ready: {
    readonly form: Form;
    readonly read: ReadTerms;
    readonly conference: Extract<ConferenceRead, { kind: 'read' }>;
  },
): Promise<View> {
  const { form, read } = ready;
  const { conference } = ready.conference;
  const kind = ChannelKind.safeParse(form.draft.typed.kind).data;
  const errors = await kindErrors(session, form, kind);
  if (errors.kind !== undefined || kind === undefined)
    return channelPage(session, { ...form, errors }, { read, conference });
  const done = await setUpAgreement(session, {
    id: form.draft.agreement ?? AgreementId.parse(session.parts.ids.next()),
    known: form.known,
    terms: read.terms,
    organisations: [read.jobCentre, read.clinic],
    conference,
    channel: { id: session.conversation.id, kind },
    by: session.user.id,
  });
  if (done.kind === 'refused') return termsPage(session, { ...form, notice: refusalSentence(session.say, done) });
  await dropDraft(session, card.id);
  const joined = read.party === null ? session : await joinParty(session, read.party);
  return receiptView(joined, done, kind);
}

/** Whether this channel can be what was chosen (N2). */
export async function kindErrors(
  session: Session,
  { known }: Pick<Form, 'known'>,
  kind: ChannelKind | undefined,
): Promise<SetUpErrors> {
  const { say, channel, conversation, tx } = session;
  if (kind === undefined) return { kind: say('setUp.error.kind') };
  if (channel !== null && channel.agreement !== known?.agreement.id) return { kind: say('setUp.error.otherAgreement') };
  // Older posts may show courses without consent; a channel that both sides read must not have them.
  const wasOwn = known !== null && known.agreement.channels.jobCentre === conversation.id && kind === 'shared';
  if (wasOwn && (await tx.courses.ofAgreement(known.agreement.id, 'all')).length > 0)
    return { kind: say('setUp.error.wasOwn') };
  return {};
}

/** A coordinator who belonged nowhere belongs to the party they named, from now on (product.md 4). */
async function joinParty(session: Session, organisation: NonNullable<ReadTerms['party']>): Promise<Session> {
  const user = { ...session.user, organisation };
  await session.tx.users.save(user);
  await session.tx.audit.append({
    at: session.now,
    actor: user.id,
    action: 'roleGiven',
    subject: `${user.id}:${user.role ?? 'none'}`,
    purpose: null,
  });
  return { ...session, user };
}

/** Opens page 2 on another conference of the agreement, or on a new one. */
export async function switchConference(
  session: Session,
  card: PostedCard,
  to: { readonly rev: string; readonly conference: ConferenceId | null },
): Promise<View | null> {
  const form = await formOn(session, card);
  if (form === null || form.known === null) return null;
  if (to.rev !== String(form.known.revision)) return overtaken(session, card, form.known);
  const draft = await withConference(session, form.draft, { known: form.known, conference: to.conference });
  await keepDraft(session, card.id, draft);
  return conferencePage(session, { ...form, draft });
}
