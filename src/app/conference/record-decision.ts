import { PlainDate } from '../../domain/calendar/time.ts';
import { looksLikeCpr } from '../../domain/cpr.ts';
import { CourseId, MeetingId, NoteId, TaskId, UserId } from '../../domain/ids.ts';
import { type RefusalReason, refused } from '../../domain/refusal.ts';
import type { Session } from '../context.ts';
import { changeCourse } from '../courses/change-course.ts';
import { showCourse } from '../courses/load-course.ts';
import { refusalSentence } from '../refusal-sentence.ts';
import { isBlank, typedAgain } from '../typed.ts';
import type { DecisionAbout, DecisionTyped } from './decision-view.ts';
import { loadMeeting } from './load-conference.ts';

/** A note is at most so long (architecture.md, person data). */
const LONGEST_TEXT = 1000;

/** What the decision form sends. */
export interface DecisionSent {
  readonly course: string;
  readonly meeting: string;
  readonly task: string;
  readonly text: string;
  readonly owner: string;
  readonly due: string;
}

/** The course and meeting of a decision's card, when this person may act on the course; null otherwise. */
export async function decisionAbout(
  session: Session,
  ids: { readonly course: string; readonly meeting: string },
): Promise<DecisionAbout | null> {
  const course = CourseId.safeParse(ids.course);
  const id = MeetingId.safeParse(ids.meeting);
  if (!(course.success && id.success) || session.viewer === null) return null;
  const shown = await showCourse(session, session.viewer, course.data);
  const meeting = await loadMeeting(session, id.data);
  if (shown === null || meeting === null || meeting.conference.id !== shown.shown.value.conference) return null;
  return shown.shown.rights.has('act') ? { course: shown, meeting, user: session.user } : null;
}

/** Keeps a decision as a task with its words, owner and date (A9); or says what was wrong with what was typed, which survives, CPR excepted. */
export async function recordDecision(
  session: Session,
  about: DecisionAbout,
  sent: DecisionSent,
): Promise<'saved' | DecisionTyped> {
  const wrong = check(session, sent);
  if (wrong !== null) return wrong;
  const { value } = about.course.shown;
  const text = NoteId.parse(session.parts.ids.next());
  const changed = await changeCourse(session, {
    id: value.id,
    command: {
      type: 'agreeTask',
      task: TaskId.parse(sent.task),
      text,
      owner: UserId.parse(sent.owner),
      ownerSide: 'jobCentre',
      due: PlainDate.parse(sent.due),
      meeting: about.meeting.occurrence.meeting,
    },
    by: session.user.id,
  });
  if (changed.kind === 'refused')
    return sentAgain(sent, placeOf(changed.because), refusalSentence(session.say, changed));
  if (changed.events.length > 0)
    await session.tx.vault.addNote({ id: text, person: value.person, text: sent.text.trim(), at: session.now });
  return 'saved';
}

function check({ say }: Session, sent: DecisionSent): DecisionTyped | null {
  const because = textProblem(sent.text.trim());
  if (because !== null) {
    const sentence = refusalSentence(
      say,
      refused(because, because === 'text-too-long' ? { max: LONGEST_TEXT } : undefined),
    );
    return sentAgain(sent, 'text', sentence);
  }
  if (!UserId.safeParse(sent.owner).success) return sentAgain(sent, 'owner', say('decision.ownerMissing'));
  if (!PlainDate.safeParse(sent.due).success) return sentAgain(sent, 'due', say('decision.dueMissing'));
  return null;
}

function textProblem(text: string): RefusalReason | null {
  if (isBlank(text)) return 'text-empty';
  if (looksLikeCpr(text)) return 'text-has-cpr';
  return text.length > LONGEST_TEXT ? 'text-too-long' : null;
}

function sentAgain(sent: DecisionSent, where: keyof DecisionTyped['errors'], sentence: string): DecisionTyped {
  const { owner, due } = sent;
  return {
    text: typedAgain(sent.text),
    owner,
    due: PlainDate.safeParse(due).success ? due : '',
    errors: { [where]: sentence },
  };
}

function placeOf(because: RefusalReason): keyof DecisionTyped['errors'] {
  switch (because) {
    case 'task-date-in-past':
    case 'task-date-too-far':
      return 'due';
    case 'consent-none-in-force':
    case 'not-allowed':
      return 'owner';
    default:
      return 'form';
  }
}
