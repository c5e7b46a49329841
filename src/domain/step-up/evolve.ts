import type { UserId } from '../ids.ts';
import type { StepUpEvent } from './events.ts';
import type { StepUp, StepUpTalk } from './step-up.ts';

type Of<T extends StepUpEvent['type']> = Extract<StepUpEvent, { type: T }>;

/** The step-ups after one event. An event of an unknown step-up is a bug in the log, and throws. */
export function evolveStepUps(stepUps: readonly StepUp[], event: StepUpEvent, by: UserId | null): readonly StepUp[] {
  if (event.type === 'StepUpBegun') return [...stepUps, begun(event)];
  if (!stepUps.some((s) => s.id === event.stepUp)) throw new Error('an event of an unknown step-up');
  return stepUps.map((s) => (s.id === event.stepUp ? next(s, event, by) : s));
}

function begun({ type: _type, stepUp, on, ...facts }: Of<'StepUpBegun'>): StepUp {
  return {
    ...facts,
    id: stepUp,
    begunOn: on,
    names: new Map(),
    network: false,
    prepared: new Map(),
    sentOn: null,
    talks: [],
    lines: [],
    inMinPlan: null,
    ended: null,
  };
}

function next(stepUp: StepUp, event: Exclude<StepUpEvent, Of<'StepUpBegun'>>, by: UserId | null): StepUp {
  switch (event.type) {
    case 'StepUpDocumentsPlanned':
      return { ...stepUp, documentsDue: event.due };
    case 'StepUpPeopleNamed':
      return { ...stepUp, names: new Map(event.names.map((n) => [n.who, n.name])), network: event.network };
    case 'StepUpPrepared': {
      const { item, on, where } = event;
      return { ...stepUp, prepared: new Map([...stepUp.prepared, [item, { on, where, by }]]) };
    }
    case 'StepUpPackageSent':
      return { ...stepUp, sentOn: event.on };
    case 'StepUpTalkPlanned':
      return withTalk(stepUp, { id: event.talk, plannedFor: event.on, heldOn: null, present: [], decisions: [] });
    case 'StepUpTalkHeld':
      return held(stepUp, event);
    case 'StepUpLineAgreed':
      return withLine(stepUp, event);
    case 'StepUpLineDone': {
      const done = { on: event.on, by };
      return { ...stepUp, lines: stepUp.lines.map((l) => (l.id === event.line ? { ...l, done } : l)) };
    }
    case 'StepUpInMinPlan':
      return { ...stepUp, inMinPlan: { on: event.on, by } };
    case 'StepUpEnded':
      return { ...stepUp, ended: { on: event.on, because: event.because } };
    default:
      return event satisfies never;
  }
}

function held(stepUp: StepUp, { talk, on, present, decisions }: Of<'StepUpTalkHeld'>): StepUp {
  const planned = stepUp.talks.find((t) => t.id === talk);
  return withTalk(stepUp, { id: talk, plannedFor: planned?.plannedFor ?? on, heldOn: on, present, decisions });
}

/** A talk in place of the same one as it stood before; a new one at the end. */
function withTalk(stepUp: StepUp, talk: StepUpTalk): StepUp {
  return { ...stepUp, talks: [...stepUp.talks.filter((t) => t.id !== talk.id), talk] };
}

/** A new line stands in no Min Plan yet. */
function withLine(stepUp: StepUp, event: Of<'StepUpLineAgreed'>): StepUp {
  const { line, kind, text, followUpBy, on, due } = event;
  const lines = [...stepUp.lines, { id: line, kind, text, followUpBy, agreedOn: on, due, done: null }];
  return { ...stepUp, lines, inMinPlan: null };
}
