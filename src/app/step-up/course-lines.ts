import type { PlainDate } from '../../domain/calendar/time.ts';
import type { Course } from '../../domain/course/course.ts';
import type { CourseFacts } from '../courses/course-facts.ts';
import type { Reader } from '../courses/reader.ts';
import { stepUpStatus } from './phase.ts';
import { shownStepUp } from './step-up-view.ts';

/** On a course's card: how its step-up stands, and the way to it for whoever may take part (U0–U3). */
export function stepUpLines(reader: Reader, { shown, rules, revision }: CourseFacts) {
  const stepUp = shownStepUp({ shown, revision });
  const may = shown.rights.has('stepUp') && rules.programme.stepUp !== null;
  const canStepUp = may && (stepUp !== null || shown.value.status === 'running');
  return {
    stepUp: stepUp === null ? '' : stepUpStatus(reader, stepUp),
    canStepUp,
    showStepUp: stepUp !== null || canStepUp,
  };
}

/** The step-ups in the course's story, by what happened alone. */
export function stepUpStory(
  { say }: Pick<Reader, 'say'>,
  { stepUps }: Course,
): readonly { readonly on: PlainDate; readonly text: string }[] {
  const told = (what: string, on: PlainDate | null) =>
    on === null ? [] : [{ on, text: say(`course.story.stepUp.${what}`) }];
  return stepUps.flatMap(({ begunOn, sentOn, talks, ended }) => [
    ...told('begun', begunOn),
    ...told('sent', sentOn),
    ...talks.flatMap((t) => told('talk', t.heldOn)),
    ...told('ended', ended?.on ?? null),
  ]);
}
