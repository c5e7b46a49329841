import { localTime } from '../../domain/calendar/time.ts';
import type { Scope } from '../context.ts';
import { formatClock } from '../format.ts';
import { sayIn } from '../i18n.ts';
import { plain } from '../plain.ts';
import type { View } from '../view.ts';
import { attendanceData, CHANNEL_LANGUAGE } from './agenda-view.ts';
import type { LoadedMeeting } from './load-conference.ts';

/** Half an hour before: when, where, and who has not answered. It names no course. */
export async function reminderView(scope: Scope, loaded: LoadedMeeting): Promise<View> {
  const say = sayIn(CHANNEL_LANGUAGE);
  const { unanswered } = await attendanceData(scope, loaded);
  const { occurrence, conference } = loaded;
  const begins = say('conference.begins', { time: formatClock(localTime(occurrence.start), CHANNEL_LANGUAGE) });
  const off = occurrence.state === 'off' ? say('conference.off') : '';
  return {
    card: 'conference-reminder',
    language: CHANNEL_LANGUAGE,
    data: { begins, place: plain(conference.place), unanswered: unanswered ?? '', banner: off },
    summary: say('summary.conferenceSoon'),
    about: { view: 'reminder', subject: occurrence.meeting },
    discloses: [],
  };
}
