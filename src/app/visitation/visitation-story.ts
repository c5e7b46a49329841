import type { PlainDate } from '../../domain/calendar/time.ts';
import type { Course } from '../../domain/course/course.ts';
import { formatDateWithYear, type Language } from '../format.ts';
import type { Say } from '../i18n.ts';

/** The course's story of its group and its pauses (B2–B4): never why it was paused. */
export function visitationStory(say: Say, course: Course): { readonly on: PlainDate; readonly text: string }[] {
  const opened = course.groupDecidedOn === null ? [] : [{ on: course.groupDecidedOn, group: '1' }];
  const groups = [...opened, ...course.groups].map(({ on, group }) => ({
    on,
    text: say('visitation.story.group', { group }),
  }));
  const duties = course.groups.flatMap(({ done }) =>
    [...done].map(([duty, { on }]) => ({ on, text: say(`visitation.story.${duty}`) })),
  );
  const pauses = course.exemptions.flatMap(({ from, reviewedOn, endedOn }) => [
    { on: from, text: say('visitation.story.begun') },
    ...reviewedOn.map((on) => ({ on, text: say('visitation.story.reviewed') })),
    ...(endedOn === null ? [] : [{ on: endedOn, text: say('visitation.story.ended') }]),
  ]);
  return [...groups, ...duties, ...pauses];
}

/** The same in full, for the citizen's own copy (GDPR 15): with the reason of each pause, its review and the contact agreed for it. */
export function pausesInFull(say: Say, course: Course, language: Language): readonly string[] {
  const day = (on: PlainDate) => formatDateWithYear(on, language);
  return course.exemptions.map(({ because, from, endedOn, reviewOn, contactOn }) =>
    [
      say('visitation.copy.pause', { from: day(from), because: because === null ? '' : say(`exemption.${because}`) }),
      endedOn === null
        ? say('visitation.copy.review', { on: day(reviewOn) })
        : say('visitation.copy.ended', { on: day(endedOn) }),
      ...(contactOn === null ? [] : [say('visitation.copy.contact', { on: day(contactOn) })]),
    ].join(' '),
  );
}
