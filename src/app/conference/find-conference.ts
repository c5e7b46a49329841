import type { PersonViewer, Viewer } from '../../domain/access.ts';
import { calendarOf } from '../../domain/agreement/agreement.ts';
import { daysBetween } from '../../domain/calendar/dates.ts';
import { questionsAt } from '../../domain/conference/timetable.ts';
import type { AgreementId, MeetingId } from '../../domain/ids.ts';
import type { Scope, Session } from '../context.ts';
import type { PostedCard } from '../ports/outbox.ts';
import type { View } from '../view.ts';
import { CHANNEL_LANGUAGE } from './agenda-view.ts';
import { mayChange, takesPart } from './attendance.ts';
import { type ConferenceReader, conferenceView } from './conference-view.ts';
import { agendaCourses, type LoadedMeeting, loadAgreements, loadMeeting, meetingsAround } from './load-conference.ts';
import { readerOfCard } from './reader.ts';

/** How many days back a question round can be answered from `konference`. */
const ROUND_DAYS = 14;

/** `konference` in person: the soonest of one's conferences, with ways to the others and to an open question round; null for none. */
export async function conferenceOf(session: Session, asked: MeetingId | null): Promise<View | null> {
  const { viewer, language } = session;
  if (viewer === null) return null;
  const around = (await allMeetings(session, null)).filter((m) => isTheirs(viewer, m));
  const coming = soonestOfEach(session, around);
  const chosen = asked === null ? coming[0] : await loadMeeting(session, asked);
  if (chosen == null || !isTheirs(viewer, chosen)) return null;
  const others = elsewhere(session, { around, coming, chosen, viewer });
  const rounds = takesPart(viewer, chosen) ? await openRounds(session, around, viewer) : [];
  return conferenceView(session, chosen, { viewer, language, others, rounds });
}

/** `konference` in a channel: the next conference of its agreement (N2); null for none. */
export async function conferenceOfChannel(session: Session): Promise<View | null> {
  const { channel } = session;
  if (channel === null) return null;
  const [next] = soonestOfEach(session, await allMeetings(session, channel.agreement));
  return next === undefined ? null : conferenceView(session, next, { viewer: channel, language: CHANNEL_LANGUAGE });
}

/** The card of a meeting again for whoever it stands before, with what was just done above it. */
export async function conferenceAgain(
  scope: Scope,
  loaded: LoadedMeeting,
  card: { readonly posted: PostedCard; readonly notice?: string },
): Promise<View | 'withdrawn'> {
  const reader = await readerOfCard(scope, card.posted, loaded.agreement);
  if (reader === null || !isTheirs(reader.viewer, loaded)) return 'withdrawn';
  const asked: ConferenceReader = card.notice === undefined ? reader : { ...reader, notice: card.notice };
  return conferenceView(scope, loaded, asked);
}

/** A channel's own meeting, or one that a person joins or sees to. */
export function isTheirs(viewer: Viewer, loaded: LoadedMeeting): boolean {
  return viewer.kind === 'channel' || takesPart(viewer, loaded) || mayChange(viewer, loaded);
}

async function allMeetings(scope: Scope, agreement: AgreementId | null): Promise<readonly LoadedMeeting[]> {
  const agreements = (await loadAgreements(scope)).filter((a) => agreement === null || a.id === agreement);
  const meetings = agreements.flatMap((a) =>
    a.conferences.map((conference) => {
      const loaded = { agreement: a, calendar: calendarOf(a.terms, scope.parts.isHoliday) };
      return meetingsAround(scope, loaded, conference);
    }),
  );
  const all = (await Promise.all(meetings)).flat();
  return all.toSorted((a, b) => (a.occurrence.start < b.occurrence.start ? -1 : 1));
}

/** Of each conference the next meeting that is not over; one that is off only where nothing else is in sight. */
function soonestOfEach({ now }: Scope, meetings: readonly LoadedMeeting[]): readonly LoadedMeeting[] {
  const coming = meetings.filter((m) => m.occurrence.end > now && m.occurrence.state !== 'off');
  return coming.filter((m, i) => coming.findIndex((other) => other.conference.id === m.conference.id) === i);
}

/** Where else the card turns: first to what has to be moved or cancelled (S5), then to other conferences, then to the week after. */
function elsewhere(
  { now }: Scope,
  at: {
    readonly around: readonly LoadedMeeting[];
    readonly coming: readonly LoadedMeeting[];
    readonly chosen: LoadedMeeting;
    readonly viewer: PersonViewer;
  },
): readonly LoadedMeeting[] {
  const { around, coming, chosen, viewer } = at;
  const ahead = around.filter((m) => m.occurrence.start > now);
  const closed = ahead.filter((m) => m.occurrence.state === 'closed' && mayChange(viewer, m));
  const later = ahead.filter(
    (m) =>
      m.conference.id === chosen.conference.id &&
      m.occurrence.start > chosen.occurrence.start &&
      m.occurrence.state !== 'off',
  );
  const all = [...closed, ...coming, ...later.slice(0, 1)];
  return [...new Map(all.map((m) => [m.occurrence.meeting, m])).values()].filter(
    (m) => m.occurrence.meeting !== chosen.occurrence.meeting,
  );
}

/** Question rounds asked already and not answered in full, newest first. */
async function openRounds(
  scope: Scope,
  meetings: readonly LoadedMeeting[],
  viewer: PersonViewer,
): Promise<readonly LoadedMeeting[]> {
  const rules = scope.parts.programmes.common.conference;
  const open: LoadedMeeting[] = [];
  for (const m of meetings.toReversed()) {
    const asked = m.occurrence.state === 'on' && questionsAt(m.occurrence, rules) <= scope.now;
    if (!asked || isOld(scope, m)) continue;
    const courses = await agendaCourses(scope, m, viewer);
    if (courses.some((c) => !m.meeting.outcomes.has(c.shown.value.id))) open.push(m);
  }
  return open;
}

function isOld({ today }: Scope, { occurrence }: LoadedMeeting): boolean {
  return daysBetween(occurrence.date, today) > ROUND_DAYS;
}
