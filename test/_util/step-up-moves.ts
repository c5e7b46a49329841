import fc from 'fast-check';
import { addDays } from '../../src/domain/calendar/dates.ts';
import type { Course } from '../../src/domain/course/course.ts';
import { NoteId, StepUpId, StepUpLineId, StepUpTalkId } from '../../src/domain/ids.ts';
import {
  LineKind,
  openStepUp,
  PreparationItem,
  type StepUp,
  StepUpEndReason,
  TalkDecision,
} from '../../src/domain/step-up/step-up.ts';
import { day } from './builders.ts';
import type { Move } from './histories.ts';
import { ask, beginning, REQUIRED } from './step-ups.ts';

const ago = fc.integer({ min: -1, max: 10 });
const ahead = fc.integer({ min: -1, max: 60 });
const goingOn = (course: Course): StepUp | null => openStepUp(course);

const begins = fc
  .record({ n: ahead, barriers: fc.constantFrom(['health' as const], ['family' as const], []), children: fc.boolean() })
  .map(({ n, barriers, children }): Move['ask'] => (_course, today, nth) => {
    const stepUp = StepUpId.parse(`step-up-${nth}`);
    return beginning({ stepUp, barriers, hasChildren: children, documentsDue: day(addDays(today, n)) });
  });
const documents = ahead.map((n): Move['ask'] => (_course, today) => {
  return ask({ type: 'planStepUpDocuments', due: addDays(today, n) });
});
const people = fc.boolean().map((network): Move['ask'] => () => {
  const names = [{ who: 'healthRepresentative' as const, name: NoteId.parse('name-health') }];
  return ask({ type: 'nameStepUpPeople', names, network });
});
const prepares = fc
  .record({ n: ago, item: fc.constantFrom(...PreparationItem.options) })
  .map(({ n, item }): Move['ask'] => (_course, today) => {
    return ask({ type: 'prepareStepUp', item, on: addDays(today, -n), where: 'caseSystem' });
  });
const sends = fc.constant<Move['ask']>(() => ask({ type: 'sendStepUpPackage' }));
const plans = ahead.map((n): Move['ask'] => (_course, today, nth) => {
  return ask({ type: 'planStepUpTalk', talk: StepUpTalkId.parse(`talk-${nth}`), on: addDays(today, n) });
});
const holds = fc
  .record({ n: ago, decisions: fc.subarray([...TalkDecision.options]) })
  .map(({ n, decisions }): Move['ask'] => (course, today, nth) => {
    const planned = goingOn(course)?.talks.find((t) => t.heldOn === null)?.id;
    const talk = planned ?? StepUpTalkId.parse(`talk-${nth}`);
    return ask({ type: 'holdStepUpTalk', talk, on: addDays(today, -n), present: [...REQUIRED], decisions });
  });
const lines = fc
  .record({ n: ahead, kind: fc.constantFrom(...LineKind.options) })
  .map(({ n, kind }): Move['ask'] => (_course, today, nth) => {
    const line = StepUpLineId.parse(`line-${nth}`);
    const text = NoteId.parse('text');
    return ask({ type: 'agreeStepUpLine', line, kind, text, followUpBy: 'caseworker', due: addDays(today, n) });
  });
const finishes = fc.constant<Move['ask']>((course) => {
  const waiting = goingOn(course)?.lines.find((l) => l.done === null)?.id;
  return ask({ type: 'finishStepUpLine', line: waiting ?? StepUpLineId.parse('none') });
});
const confirms = fc.constant<Move['ask']>(() => ask({ type: 'confirmStepUpInMinPlan' }));
const ends = fc.constantFrom(...StepUpEndReason.options).map((because): Move['ask'] => () => {
  return ask({ type: 'endStepUp', because });
});

/** Every move of a step-up (U0–U3). */
export const stepUps: fc.Arbitrary<Move['ask']> = fc.oneof(
  { weight: 3, arbitrary: begins },
  { weight: 1, arbitrary: documents },
  { weight: 2, arbitrary: people },
  { weight: 3, arbitrary: prepares },
  { weight: 3, arbitrary: sends },
  { weight: 2, arbitrary: plans },
  { weight: 3, arbitrary: holds },
  { weight: 3, arbitrary: lines },
  { weight: 3, arbitrary: finishes },
  { weight: 2, arbitrary: confirms },
  { weight: 1, arbitrary: ends },
);
