import { PlainDate } from '../../domain/calendar/time.ts';
import { type CitizenRequest, ErasureGround, type RequestKind, receivedRefusal } from '../../domain/citizen-request.ts';
import { type CourseId, RequestId } from '../../domain/ids.ts';
import { refused } from '../../domain/refusal.ts';
import type { Session } from '../context.ts';
import { readAlias } from '../courses/load-course.ts';
import { refusalNotice } from '../courses/on-course.ts';
import type { CourseRow } from '../ports/records.ts';
import { refusalSentence } from '../refusal-sentence.ts';
import { type Answer, card, notice } from '../view.ts';
import { answerRequest, eraseCitizen } from './erase-citizen.ts';
import { rescheduleRequest } from './request-due.ts';
import { openRequestsView, requestFormView, requestReceiptView, requestView } from './request-view.ts';

/** Whether somebody sees to citizens' requests: administrators, in their own chat. They see no case by it (product.md 4). */
function maySeeTo({ place, viewer }: Session): boolean {
  return place === 'personal' && viewer?.colleague.role === 'admin';
}

/** `indsigt ODE-014`, `slet ODE-014`: the request that is open, or the form to register one; without an alias those that are open. */
export async function openRequest(session: Session, kind: RequestKind, typed: string): Promise<Answer> {
  if (!maySeeTo(session)) return notice(session.say('errors.notForRole'));
  if (typed === '') return card(await openRequestsView(session, kind));
  const alias = readAlias(typed);
  const row = alias === null ? null : await session.tx.courses.byAlias(alias);
  if (row === null) return notice(session.say('request.unknownAlias'));
  if (await session.tx.vault.isErased(row.person)) return refusalNotice(session, 'erase-already');
  const open = (await session.tx.requests.ofPerson(row.person)).find((r) => r.kind === kind && r.outcome === null);
  return card(open === undefined ? requestFormView(session, { kind, row }) : await requestView(session, open));
}

/** The row of the course a form was made for; its alias stands in its first event. */
async function rowOf({ tx }: Session, id: CourseId): Promise<CourseRow | null> {
  const { history } = await tx.events.load('course', id);
  const [first] = history;
  return first?.event.type === 'CourseOpened' ? tx.courses.byAlias(first.event.alias) : null;
}

/** Registers a request with the day it came; the month for the answer runs from that day (GDPR 12(3)). */
export async function registerRequest(
  session: Session,
  sent: { readonly kind: RequestKind; readonly course: CourseId; readonly receivedOn: string },
): Promise<Answer> {
  if (!maySeeTo(session)) return notice(session.say('errors.notForRole'));
  const { tx, say, now, today, user, parts } = session;
  const row = await rowOf(session, sent.course);
  if (row === null) return refusalNotice(session, 'not-found');
  const again = (error: string) =>
    card(requestFormView(session, { kind: sent.kind, row, error, receivedOn: sent.receivedOn }));
  const received = PlainDate.safeParse(sent.receivedOn);
  if (!received.success) return again(say('request.dateNeeded'));
  const refusal = receivedRefusal(received.data, today);
  if (refusal !== null) return again(refusalSentence(say, refusal));
  const open = (await tx.requests.ofPerson(row.person)).find((r) => r.kind === sent.kind && r.outcome === null);
  if (open !== undefined) return card(await requestView(session, open));
  const { id: course, alias, person, agreement } = row;
  const id = RequestId.parse(parts.ids.next());
  const what = { id, kind: sent.kind, course, alias, person, agreement, receivedOn: received.data };
  const request: CitizenRequest = { ...what, outcome: null, ground: null, answeredOn: null };
  await tx.requests.save(request);
  const action = sent.kind === 'access' ? 'accessRequested' : 'erasureRequested';
  await tx.audit.append({ at: now, actor: user.id, action, subject: person, purpose: null });
  await rescheduleRequest(session, id);
  return card(await requestView(session, request));
}

/** Runs a use case on a request, loaded anew; one that has been answered shows its answer. */
export async function onRequest(
  session: Session,
  id: string,
  run: (request: CitizenRequest) => Promise<Answer>,
): Promise<Answer> {
  if (!maySeeTo(session)) return notice(session.say('errors.notForRole'));
  const read = RequestId.safeParse(id);
  const request = read.success ? await session.tx.requests.get(read.data) : null;
  if (request === null) return refusalNotice(session, 'not-found');
  return request.outcome === null ? run(request) : card(requestReceiptView(session, request));
}

/** The citizen's record is erased (GDPR 17); confirmed, for it cannot be undone. */
export async function eraseOnRequest(session: Session, request: CitizenRequest, confirmed: boolean): Promise<Answer> {
  if (request.kind !== 'erasure') return refusalNotice(session, 'not-allowed');
  const done = confirmed
    ? await eraseCitizen(session, { person: request.person, by: session.user.id, cause: 'request' })
    : refused('erase-not-confirmed');
  if (done.kind === 'refused') return card(await requestView(session, request, refusalSentence(session.say, done)));
  return answered(session, request);
}

/** Erasure is refused with a ground from the list (GDPR 17(3), 12(6)); the citizen is told why by letter, not from here. */
export async function refuseErasure(session: Session, request: CitizenRequest, chosen: string): Promise<Answer> {
  if (request.kind !== 'erasure') return refusalNotice(session, 'not-allowed');
  const { say, tx, now, user } = session;
  const ground = ErasureGround.safeParse(chosen);
  if (!ground.success) {
    const error = refusalSentence(say, { because: 'erase-ground-needed' });
    return card(await requestView(session, request, error));
  }
  await answerRequest(session, { ...request, outcome: 'refused', ground: ground.data });
  const { person: subject } = request;
  await tx.audit.append({ at: now, actor: user.id, action: 'erasureRefused', subject, purpose: ground.data });
  return answered(session, request);
}

async function answered(session: Session, { id }: CitizenRequest): Promise<Answer> {
  const request = await session.tx.requests.get(id);
  if (request === null) throw new Error('an answered request is gone');
  return card(requestReceiptView(session, request));
}
