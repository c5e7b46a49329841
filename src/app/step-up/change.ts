import type { StepUpCommand } from '../../domain/step-up/commands.ts';
import { type Changed, changeCourse } from '../courses/change-course.ts';
import { showCourse } from '../courses/load-course.ts';
import { type OnCourse, refusalNotice } from '../courses/on-course.ts';
import { type Answer, card } from '../view.ts';
import { type StepUpCardOptions, stepUpView } from './step-up-view.ts';

/** Decides and saves one command on the course's step-up. */
export function changeStepUp({ session, course }: OnCourse, command: StepUpCommand): Promise<Changed> {
  const id = course.shown.value.id;
  return changeCourse(session, { id, command: { type: 'stepUp', command }, by: session.user.id });
}

/** The step-up's card as it stands now, with what was done above it. */
export async function stepUpNow({ session, course }: OnCourse, options: StepUpCardOptions = {}): Promise<Answer> {
  const now = (await showCourse(session, session.viewer, course.shown.value.id)) ?? course;
  const view = await stepUpView(session, now, options);
  return view === null ? refusalNotice(session, 'step-up-none') : card(view);
}
