import { z } from 'zod';
import { onCourse } from '../../app/courses/on-course.ts';
import { agreeLine } from '../../app/step-up/agree-line.ts';
import { answerStepUpQuestion } from '../../app/step-up/answer-question.ts';
import { beginStepUp } from '../../app/step-up/begin-step-up.ts';
import { TypedBegin } from '../../app/step-up/begin-view.ts';
import { confirmMinPlan, finishLine, sendPackage } from '../../app/step-up/confirm.ts';
import { showCopyText } from '../../app/step-up/copy-view.ts';
import { TypedTalk } from '../../app/step-up/held-view.ts';
import { holdTalk } from '../../app/step-up/hold-talk.ts';
import { TypedLine } from '../../app/step-up/line-view.ts';
import { nameStepUpPeople } from '../../app/step-up/name-people.ts';
import { askStepUp, openStepUpCard } from '../../app/step-up/open-step-up.ts';
import { TypedPeople } from '../../app/step-up/people-view.ts';
import { StepUpForm, StepUpQuestion, TypedQuestion } from '../../app/step-up/question.ts';
import { StepUpLineId } from '../../domain/ids.ts';
import { LineKind } from '../../domain/step-up/step-up.ts';
import { action, andInputs } from './action.ts';

const id = z.string().max(200);
const rev = z.string().max(100).default('');
const HERE = ['stepUp', 'stepUpForm', 'stepUpCopy'];
const FORM = ['stepUpForm'];

/** `step-up` of a course, from wherever it is named; with `phase` that part of the sequence stands open. */
export const stepUpOpen = action({
  verb: 'stepUp.open',
  on: [...HERE, 'stepUpPick', 'digest', 'today', 'course', 'courseNamed', 'consentReceipt'],
  data: andInputs({ course: id.optional(), chosen: id.optional(), phase: z.string().max(20).default('') }),
  run: (session, { course, chosen, phase }) =>
    onCourse(session, { course: course ?? chosen, right: 'stepUp' }, (on) => openStepUpCard(on, phase)),
});

/** One form of the sequence. */
export const stepUpForm = action({
  verb: 'stepUp.form',
  on: ['stepUp'],
  data: z.strictObject({ course: id, what: StepUpForm }),
  run: (session, { course, what }) => onCourse(session, { course, right: 'stepUp' }, (on) => askStepUp(on, what)),
});

/** Begins a step-up (U0). */
export const stepUpBegin = action({
  verb: 'stepUp.begin',
  on: FORM,
  data: z.strictObject({ course: id, rev, stepUp: z.uuid(), ...TypedBegin.shape }),
  run: (session, { course, rev: made, stepUp, ...typed }) =>
    onCourse(session, { course, right: 'stepUp' }, (on) => beginStepUp(on, { rev: made, stepUp, typed })),
});

/** Records a date, a document of the checklist or an end (U1, U2). */
export const stepUpAnswer = action({
  verb: 'stepUp.answer',
  on: FORM,
  data: z.strictObject({ course: id, rev, what: StepUpQuestion, talk: z.uuid(), ...TypedQuestion.shape }),
  run: (session, { course, rev: made, what, talk, ...typed }) =>
    onCourse(session, { course, right: 'stepUp' }, (on) => answerStepUpQuestion(on, { rev: made, what, talk, typed })),
});

/** Records who is invited from outside (U2). */
export const stepUpPeople = action({
  verb: 'stepUp.people',
  on: FORM,
  data: z.strictObject({ course: id, rev, ...TypedPeople.shape }),
  run: (session, { course, rev: made, ...typed }) =>
    onCourse(session, { course, right: 'stepUp' }, (on) => nameStepUpPeople(on, { rev: made, typed })),
});

/** One tap: the package is sent (U1, K4). */
export const stepUpSent = action({
  verb: 'stepUp.sent',
  on: ['stepUp'],
  data: z.strictObject({ course: id, rev }),
  run: (session, { course, rev: made }) =>
    onCourse(session, { course, right: 'stepUp' }, (on) => sendPackage(on, made)),
});

/** Records a talk with who was there and what was decided (U2). */
export const stepUpHeld = action({
  verb: 'stepUp.held',
  on: FORM,
  data: z.strictObject({ course: id, rev, talk: z.uuid(), ...TypedTalk.shape }),
  run: (session, { course, rev: made, talk, ...typed }) =>
    onCourse(session, { course, right: 'stepUp' }, (on) => holdTalk(on, { rev: made, talk, typed })),
});

/** Writes a line into the agreement document (U3). */
export const stepUpLine = action({
  verb: 'stepUp.line',
  on: FORM,
  data: z.strictObject({ course: id, rev, line: z.uuid(), kind: LineKind, ...TypedLine.shape }),
  run: (session, { course, rev: made, line, kind, ...typed }) =>
    onCourse(session, { course, right: 'stepUp' }, (on) => agreeLine(on, { rev: made, line, kind, typed })),
});

/** One tap: a line is followed up on (U3). */
export const stepUpDone = action({
  verb: 'stepUp.done',
  on: ['stepUp', 'digest', 'today'],
  data: z.strictObject({ course: id, rev, line: StepUpLineId }),
  run: (session, { course, rev: made, line }, from) =>
    onCourse(session, { course, right: 'stepUp' }, (on) => finishLine(on, { rev: made, line, from })),
});

/** One tap: the agreement stands in Min Plan (U3). */
export const stepUpMinPlan = action({
  verb: 'stepUp.minPlan',
  on: ['stepUp'],
  data: z.strictObject({ course: id, rev }),
  run: (session, { course, rev: made }) =>
    onCourse(session, { course, right: 'stepUp' }, (on) => confirmMinPlan(on, made)),
});

/** The text to copy into Min Plan (U3, F2). */
export const stepUpCopy = action({
  verb: 'stepUp.copy',
  on: ['stepUp'],
  data: z.strictObject({ course: id }),
  run: (session, { course }) => onCourse(session, { course, right: 'stepUp' }, (on) => showCopyText(on)),
});
