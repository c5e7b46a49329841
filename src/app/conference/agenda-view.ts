import type { Scope } from '../context.ts';
import type { Language } from '../format.ts';
import { sayIn } from '../i18n.ts';
import type { View } from '../view.ts';
import { attendanceOf } from './attendance.ts';
import { type LoadedMeeting, wholeAgenda } from './load-conference.ts';
import { agendaLines, agendaRows, meetingHead } from './meeting-text.ts';

/** A channel speaks Danish: both sides read it. */
export const CHANNEL_LANGUAGE: Language = 'da';

/** The channel's agenda (A9, N2): aliases, reasons from a fixed list, who comes; no word typed by a person but the place. */
export async function agendaView(scope: Scope, loaded: LoadedMeeting): Promise<View> {
  const language = CHANNEL_LANGUAGE;
  const say = sayIn(language);
  const courses = await wholeAgenda(scope, loaded);
  const lines = agendaLines(scope, loaded, { courses, say, language });
  return {
    card: 'agenda',
    language,
    data: {
      ...meetingHead(scope, loaded, language),
      count: say('agenda.count', { count: courses.length }),
      ...agendaRows(lines, say),
      ...(await attendanceData(scope, loaded)),
      meeting: loaded.occurrence.meeting,
    },
    summary: say('summary.agenda'),
    about: { view: 'agenda', subject: loaded.occurrence.meeting },
    discloses: courses.map((c) => c.shown.value.id),
  };
}

/** The three lines of attendance; a line with nobody in it is empty and left out by the card. */
export async function attendanceData(scope: Scope, loaded: LoadedMeeting): Promise<Record<string, string>> {
  const { coming, notComing, unanswered } = await attendanceOf(scope, loaded);
  return { coming: coming.join(', '), notComing: notComing.join(', '), unanswered: unanswered.join(', ') };
}
