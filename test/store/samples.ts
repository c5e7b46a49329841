import type { Intent, PostedCard } from '../../src/app/ports/outbox.ts';
import type { Conversation, CourseRow, User } from '../../src/app/ports/records.ts';
import { Instant, PlainDate } from '../../src/domain/calendar/time.ts';
import {
  ActivityId,
  AgreementId,
  Alias,
  ConferenceId,
  ConversationId,
  CourseId,
  MeetingId,
  NoteId,
  OrganisationId,
  PersonId,
  PostedId,
  UserId,
} from '../../src/domain/ids.ts';

export const day = (text: string) => PlainDate.parse(text);
export const userId = (id: string) => UserId.parse(id);
export const courseId = (id: string) => CourseId.parse(id);
export const agreementId = (id: string) => AgreementId.parse(id);
export const organisationId = (id: string) => OrganisationId.parse(id);
export const conferenceId = (id: string) => ConferenceId.parse(id);
export const meetingId = (id: string) => MeetingId.parse(id);
export const personId = (id: string) => PersonId.parse(id);
export const noteId = (id: string) => NoteId.parse(id);
export const postedId = (id: string) => PostedId.parse(id);
export const conversationId = (id: string) => ConversationId.parse(id);
export const activityId = (id: string) => ActivityId.parse(id);
export const alias = (text: string) => Alias.parse(text);

/** Monday 2 Nov 2026 at a time of day in UTC. */
export const at = (time: string) => Instant.parse(`2026-11-02T${time}:00.000Z`);

export function courseRow(id: string, change: Partial<CourseRow> = {}): CourseRow {
  return {
    id: courseId(id),
    alias: alias(`ODE-${id.replace(/\D/g, '').padStart(3, '0')}`),
    agreement: agreementId('odense'),
    conference: conferenceId('tuesdays'),
    person: personId(`person-${id}`),
    status: 'running',
    referredBy: userId('mette'),
    specialist: null,
    clinician: null,
    caseworker: null,
    ...change,
  };
}

export function user(id: string, change: Partial<User> = {}): User {
  return {
    id: userId(id),
    name: `Name of ${id}`,
    role: null,
    organisation: null,
    leader: null,
    language: 'da',
    digestAt: null,
    welcomed: false,
    ...change,
  };
}

export function conversation(id: string, change: Partial<Conversation> = {}): Conversation {
  return {
    id: conversationId(id),
    kind: 'personal',
    tenantId: 'tenant',
    serviceUrl: 'https://smba.example/emea/',
    teamId: null,
    name: null,
    user: null,
    state: 'open',
    seenAt: at('08:00'),
    ...change,
  };
}

export function intent(change: Partial<Intent> = {}): Intent {
  return {
    kind: 'digest',
    subject: '2026-11-02',
    recipient: 'user:mette',
    rung: '',
    notBefore: at('07:00'),
    uselessAfter: at('16:00'),
    calendar: null,
    anyHour: false,
    ...change,
  };
}

export function postedCard(id: string, change: Partial<PostedCard> = {}): PostedCard {
  return {
    id: postedId(id),
    conversation: conversationId('channel'),
    activity: null,
    thread: null,
    view: 'agenda',
    subject: 'tuesdays:2026-11-03',
    viewer: 'channel:channel',
    state: 'sending',
    at: at('11:00'),
    ...change,
  };
}
