import type { PlainDate } from '../calendar/time.ts';
import type { Attendance } from '../conference/meeting.ts';
import type { ConferenceId, UserId } from '../ids.ts';
import { overlaps, type ResultCourse } from './facts.ts';
import type { HeldConference } from './fidelity.ts';

/** A conference that took place, with who had said to come. */
export interface PastMeeting {
  readonly conference: ConferenceId;
  readonly date: PlainDate;
  readonly attendance: ReadonlyMap<UserId, Attendance>;
}

/** R4: for each conference held, the specialists with a running course on it, and how many of them said "Jeg kommer" (A9). */
export function heldConferences(
  meetings: readonly PastMeeting[],
  courses: readonly ResultCourse[],
): readonly HeldConference[] {
  return meetings.map(({ conference, date, attendance }) => {
    const on = courses.filter((c) => c.letter === 'A' && c.conference === conference);
    const there = on.filter((c) => overlaps(c, { first: date, last: date }));
    const specialists = new Set(there.flatMap((c) => c.specialist ?? []));
    const coming = [...specialists].filter((s) => attendance.get(s) === 'coming').length;
    return { specialists: specialists.size, coming };
  });
}
