import type { PlainDate } from '../../domain/calendar/time.ts';
import { answerBy, type CitizenRequest, ErasureGround, type RequestKind } from '../../domain/citizen-request.ts';
import type { Session } from '../context.ts';
import { formatDateWithYear } from '../format.ts';
import type { CourseRow } from '../ports/records.ts';
import { refusalSentence } from '../refusal-sentence.ts';
import { typedAgain } from '../typed.ts';
import type { View } from '../view.ts';
import { erasureRefusal } from './erase-citizen.ts';

/** The form that registers a request; filled with today, as most are registered the day they come. */
export function requestFormView(
  { say, language, today }: Session,
  form: { readonly kind: RequestKind; readonly row: CourseRow; readonly error?: string; readonly receivedOn?: string },
): View {
  const { kind, row, error = '', receivedOn = today } = form;
  return {
    card: 'request-form',
    language,
    data: {
      title: say(`request.title.${kind}`, { alias: row.alias }),
      about: say(`request.about.${kind}`),
      error,
      receivedOn: typedAgain(receivedOn, 20),
      today,
      course: row.id,
      kind,
    },
    summary: say('summary.answer'),
    about: { view: 'requestForm', subject: row.id },
    discloses: [],
  };
}

/** An open request: by when, and what is done about it. The copy is made at the server; nothing of the case is in the chat (product.md 4). */
export async function requestView(session: Session, request: CitizenRequest, error = ''): Promise<View> {
  const { say, language } = session;
  const { kind, alias, id } = request;
  const refusal = kind === 'erasure' ? await erasureRefusal(session, request.person) : null;
  const erasure = kind === 'erasure';
  return {
    card: 'request',
    language,
    data: {
      title: say(`request.title.${kind}`, { alias }),
      lines: datesOf(session, request),
      error,
      how: say(`request.how.${kind}`),
      commands: erasure ? [] : [`npm run admin -- extract ${alias} --out indsigt-${alias}.trinvis`],
      blocked: refusal === null ? '' : refusalSentence(say, refusal),
      erasure,
      mayErase: erasure && refusal === null,
      grounds: ErasureGround.options.map((value) => ({ title: say(`request.ground.${value}`), value })),
      request: id,
    },
    summary: say('summary.answer'),
    about: { view: 'request', subject: id },
    discloses: [],
  };
}

function datesOf({ say, language, today }: Session, request: CitizenRequest): readonly string[] {
  const due = answerBy(request);
  const day = (date: PlainDate) => formatDateWithYear(date, language);
  return [
    say('request.received', { date: day(request.receivedOn) }),
    say(due < today ? 'request.wasDue' : 'request.due', { date: day(due) }),
  ];
}

/** How a request was answered, and what the administrator still does by hand. */
export function requestReceiptView({ say, language }: Session, request: CitizenRequest): View {
  const { kind, alias, outcome, ground, answeredOn, id } = request;
  const date = answeredOn === null ? '' : formatDateWithYear(answeredOn, language);
  const lines = [
    say(`request.outcome.${outcome ?? 'open'}`, { date }),
    ...(ground === null ? [] : [say('request.because', { ground: say(`request.ground.${ground}`) })]),
    say(`request.then.${outcome ?? 'open'}`),
  ];
  return {
    card: 'receipt',
    language,
    data: { title: say(`request.title.${kind}`, { alias }), lines, buttons: [], footer: '' },
    summary: say('summary.answer'),
    about: { view: 'requestReceipt', subject: id },
    discloses: [],
  };
}

/** Requests on one card. */
const MOST_LISTED = 20;

/** `indsigt` or `slet` alone: the open requests, and how to register one. */
export async function openRequestsView({ tx, say, language, user, today }: Session, kind: RequestKind): Promise<View> {
  const open = (await tx.requests.open()).filter((r) => r.kind === kind);
  const lines = open.slice(0, MOST_LISTED).map((request) => {
    const date = formatDateWithYear(answerBy(request), language);
    return say(answerBy(request) < today ? 'request.listLate' : 'request.listLine', { alias: request.alias, date });
  });
  const word = say(`commands.${kind === 'access' ? 'access' : 'erase'}.word`);
  return {
    card: 'receipt',
    language,
    data: {
      title: say(`request.list.${kind}`),
      lines: lines.length === 0 ? [say('request.none')] : lines,
      buttons: [],
      footer: say('request.writeAlias', { word }),
    },
    summary: say('summary.answer'),
    about: { view: 'requests', subject: user.id },
    discloses: [],
  };
}
