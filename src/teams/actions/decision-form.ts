import { z } from 'zod';
import { type DecisionAbout, decisionFormView, decisionReceiptView } from '../../app/conference/decision-view.ts';
import { decisionAbout, recordDecision } from '../../app/conference/record-decision.ts';
import type { Session } from '../../app/context.ts';
import { showCourse } from '../../app/courses/load-course.ts';
import { type Answer, card, notice } from '../../app/view.ts';
import { CourseId, MeetingId } from '../../domain/ids.ts';
import { action } from './action.ts';

const Typed = z.strictObject({
  course: CourseId,
  meeting: MeetingId,
  // Made by us for the card, and kept in the clear: nothing else may be carried in here.
  task: z.uuid(),
  text: z.string().max(100_000).default(''),
  owner: z.string().max(200).default(''),
  due: z.string().max(40).default(''),
});

/** Keeps the decision as a task; the form turns into its receipt. */
export const decisionSave = action({
  verb: 'decision.save',
  on: ['decisionForm'],
  data: Typed,
  run: (session, typed) => save(session, typed, 'receipt'),
});

/** Keeps the decision and asks for another of the same conference. */
export const decisionMore = action({
  verb: 'decision.more',
  on: ['decisionForm'],
  data: Typed,
  run: (session, typed) => save(session, typed, 'another'),
});

/** Nothing more to keep: what was typed and not saved is gone. */
export const decisionDone = action({
  verb: 'decision.done',
  on: ['decisionForm'],
  data: Typed,
  async run(session, typed) {
    const about = await decisionAbout(session, typed);
    return about === null ? notYours(session) : card(await decisionReceiptView(session, about));
  },
});

async function save(session: Session, typed: z.infer<typeof Typed>, then: 'receipt' | 'another'): Promise<Answer> {
  const about = await decisionAbout(session, typed);
  if (about === null) return notYours(session);
  const saved = await recordDecision(session, about, typed);
  if (saved !== 'saved') return card(await decisionFormView(session, about, saved));
  const after = await again(session, about);
  return card(then === 'receipt' ? await decisionReceiptView(session, after) : await decisionFormView(session, after));
}

async function again(session: Session, about: DecisionAbout): Promise<DecisionAbout> {
  const { viewer, id } = { viewer: about.course.shown.viewer, id: about.course.shown.value.id };
  const course = await showCourse(session, viewer, id);
  return course === null ? about : { ...about, course };
}

function notYours(session: Session): Answer {
  return notice(session.say('refusal.not-allowed'));
}
