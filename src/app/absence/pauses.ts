import { lastsOn } from '../../domain/absence.ts';
import type { Course } from '../../domain/course/course.ts';
import type { Reader } from '../courses/reader.ts';
import { formatDate } from '../format.ts';
import { plain } from '../plain.ts';
import { absenceLine, staffOf } from './absence-view.ts';

/** What a person must know of pauses (N3): their own, and for a leader the team's that are on now. */
export async function pauseLines(reader: Reader): Promise<readonly string[]> {
  const { say, language, viewer, today } = reader;
  const on = (await reader.tx.absences.all()).filter((a) => lastsOn(a, today));
  const staff = await staffOf(reader, on);
  const own = on
    .filter((a) => a.colleague === viewer.colleague.id)
    .map(({ last, cover }) =>
      say('absence.pausedUntil', { last: formatDate(last, language), cover: plain(staff.get(cover)?.name ?? '') }),
    );
  const team = on.filter((a) => viewer.team.has(a.colleague)).map((a) => absenceLine(reader, a, staff));
  return [...own, ...team];
}

/** Why somebody sees a course that is not theirs: they cover for the specialist; empty where they do not (N3). */
export async function coveringLine({ tx, say, viewer }: Reader, { specialist }: Course): Promise<string> {
  if (specialist === null || viewer.colleague.role === 'leader' || !viewer.covering.has(specialist)) return '';
  const absent = await tx.users.get(specialist);
  return absent === null ? '' : say('absence.covering', { name: plain(absent.name) });
}
