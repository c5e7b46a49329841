import type { Course } from '../../domain/course/course.ts';
import type { NoteId } from '../../domain/ids.ts';
import type { Reader } from '../courses/reader.ts';
import { formatDateWithYear } from '../format.ts';
import { plain } from '../plain.ts';

/** What belongs before a job: guidance on benefits, shown as missing (A17), and the wish about openness, "ikke oplyst" until told (W3, B11). */
export function saidBefore(
  { say, language }: Reader,
  { id, benefitsGuided, openness }: Course,
  notes: ReadonlyMap<NoteId, string>,
) {
  const guided = benefitsGuided.at(-1);
  const words = openness?.note == null ? undefined : notes.get(openness.note);
  const wish =
    openness === null
      ? say('job.notStated')
      : [
          say(`job.wish.${openness.wish}`),
          formatDateWithYear(openness.on, language),
          ...(words === undefined ? [] : [plain(words)]),
        ].join(' · ');
  const row = (what: 'benefits' | 'openness', there: boolean, detail: string) => ({
    mark: there ? '✔' : '○',
    color: there ? 'good' : 'default',
    text: say(`job.said.${what}`),
    detail,
    buttons: [{ title: say(there ? 'job.recordAgain' : 'step.confirm'), verb: 'job.form', send: { course: id, what } }],
  });
  const guidance =
    guided === undefined
      ? say('job.guideMissing')
      : `${formatDateWithYear(guided.on, language)} · ${say(`job.guide.${guided.by}`)}`;
  return [row('benefits', guided !== undefined, guidance), row('openness', openness !== null, wish)];
}
