import type { PersonViewer, Viewer } from '../../domain/access.ts';
import type { MeetingId } from '../../domain/ids.ts';
import type { Scope } from '../context.ts';
import { formatDate, type Language } from '../format.ts';
import { type Say, sayIn } from '../i18n.ts';
import { plain } from '../plain.ts';
import type { View } from '../view.ts';
import { attendanceData } from './agenda-view.ts';
import { mayChange, takesPart } from './attendance.ts';
import { agendaCourses, type LoadedMeeting, wholeAgenda } from './load-conference.ts';
import { agendaLines, agendaRows, meetingHead } from './meeting-text.ts';

/** For whom a conference's card is made: a channel, which is shared by many, or one person. */
export interface ConferenceReader {
  readonly viewer: Viewer;
  readonly language: Language;
  /** What was just done or went wrong, above everything. */
  readonly notice?: string;
  /** Other conferences the person may turn to. */
  readonly others?: readonly LoadedMeeting[];
  /** Meetings just past with a question round that is not fully answered. */
  readonly rounds?: readonly LoadedMeeting[];
}

/** `konference`: the next conference with its agenda, who comes, one's own answer, and what one may do about it. */
export async function conferenceView(scope: Scope, loaded: LoadedMeeting, reader: ConferenceReader): Promise<View> {
  const { viewer, language } = reader;
  const say = sayIn(language);
  const person = viewer.kind === 'person' ? viewer : null;
  const courses = await agendaCourses(scope, loaded, viewer);
  const lines = agendaLines(scope, loaded, { courses, say, language });
  const count = (await wholeAgenda(scope, loaded)).length;
  const head = meetingHead(scope, loaded, language);
  return {
    card: 'conference',
    language,
    data: {
      ...head,
      notice: reader.notice ?? '',
      // The conference's name is typed by a person and stays out of channels (N2).
      name: person === null ? say('conference.title') : plain(loaded.conference.name),
      count: countText(say, { count, own: courses.length, person }),
      ...agendaRows(lines, say),
      ...(await attendanceData(scope, loaded)),
      mine: mineText(loaded, person, say),
      answerable: head.open && (person === null || takesPart(person, loaded)),
      changeable: scope.now < loaded.occurrence.start && (person === null || mayChange(person, loaded)),
      meeting: loaded.occurrence.meeting,
      rounds: turnsTo('conference.toRound', (reader.rounds ?? []).slice(0, 1), language),
      elsewhere: turnsTo('conference.toOther', (reader.others ?? []).slice(0, 2), language),
    },
    summary: say('summary.agenda'),
    about: { view: 'conference', subject: loaded.occurrence.meeting },
    discloses: courses.map((c) => c.shown.value.id),
  };
}

function countText(
  say: Say,
  of: { readonly count: number; readonly own: number; readonly person: PersonViewer | null },
): string {
  const all = say('agenda.count', { count: of.count });
  return of.person === null || of.own === of.count ? all : `${all} · ${say('conference.own', { count: of.own })}`;
}

function mineText(loaded: LoadedMeeting, person: PersonViewer | null, say: Say): string {
  if (person === null || !takesPart(person, loaded)) return '';
  return say(`conference.mine.${loaded.meeting.attendance.get(person.colleague.id) ?? 'none'}`);
}

/** Buttons that turn the card to other meetings: open question rounds, and other conferences. */
function turnsTo(
  key: 'conference.toRound' | 'conference.toOther',
  meetings: readonly LoadedMeeting[],
  language: Language,
): { title: string; meeting: MeetingId }[] {
  const say = sayIn(language);
  return meetings.map((m) => ({
    title: say(key, { name: m.conference.name, date: formatDate(m.occurrence.date, language) }),
    meeting: m.occurrence.meeting,
  }));
}
