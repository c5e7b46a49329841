import { expect, test } from '@jest/globals';
import { endsCollaboration } from '../../../src/domain/course/collaboration.ts';
import type { Course } from '../../../src/domain/course/course.ts';
import type { CourseEvent } from '../../../src/domain/course/events.ts';
import { courseFrom, evolve } from '../../../src/domain/course/evolve.ts';
import { settle } from '../../../src/domain/course/settle.ts';
import { at, consent, contextOf, day, on, running } from '../../_util/builders.ts';

/** Settles a course at 00:00 of a day and tells whether that ended the cooperation. */
function settled(before: Course, date: string): { readonly after: Course; readonly ended: boolean } {
  const events: CourseEvent[] = settle(before, contextOf(before, { on: date, time: '00:00' }));
  const after = events.reduce<Course>((c, event) => evolve(c, { event, at: at(date, '00:00'), by: null }), before);
  return { after, ended: endsCollaboration({ before, after, events }, day(date)) };
}

function courseWith(...lastDays: readonly [string, string]): Course {
  const [toJobCentre, toPsychiatry] = lastDays;
  const records = [
    consent('psychiatryToJobCentre', '2026-01-05', { lastValidDay: day(toJobCentre) }),
    consent('jobCentreToPsychiatry', '2026-01-05', { lastValidDay: day(toPsychiatry) }),
  ];
  const given = records.map((record) =>
    on('2026-01-05', { type: 'ConsentGiven', consent: record, on: day('2026-01-05') }),
  );
  const course = courseFrom([...running('2026-01-05').filter((r) => r.event.type !== 'ConsentGiven'), ...given]);
  if (course === null) throw new Error('no course');
  return course;
}

test('K12: a lapse ends the cooperation once, however late the calendar looks', () => {
  const course = courseWith('2026-06-30', '2026-06-30');
  expect(settled(course, '2026-06-30').ended).toBe(false);
  expect(settled(course, '2026-07-01').ended).toBe(true);
  expect(settled(course, '2026-07-20').ended).toBe(true);
});

test('K12: the other direction, running out later, ends nothing more and tells nobody again', () => {
  const first = settled(courseWith('2026-06-30', '2026-08-31'), '2026-07-01');
  expect(first.ended).toBe(true);
  expect(settled(first.after, '2026-09-01').ended).toBe(false);
});
