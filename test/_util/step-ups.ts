import type { StepUpRecipient } from '../../src/domain/consent/consent.ts';
import type { CourseEvent, Recorded } from '../../src/domain/course/events.ts';
import { ConsentId, NoteId, StepUpId, StepUpLineId, StepUpTalkId } from '../../src/domain/ids.ts';
import type { StepUpCommand } from '../../src/domain/step-up/commands.ts';
import type { StepUpEvent } from '../../src/domain/step-up/events.ts';
import {
  type Barrier,
  type LineKind,
  type Participant,
  PreparationItem,
  type TalkDecision,
} from '../../src/domain/step-up/step-up.ts';
import { CASEWORKER, consent, day, on } from './builders.ts';

const stepUp = StepUpId.parse('step-up');
type History = readonly Recorded<CourseEvent>[];
type Begin = Extract<StepUpCommand, { type: 'beginStepUp' }>;

/** U0 with everything in order: a health barrier, both preconditions seen and explained. */
export function beginning(changes: Partial<Begin> = {}): { type: 'stepUp'; command: Begin } {
  const command: Begin = {
    type: 'beginStepUp',
    stepUp,
    dragsOut: { seen: true, words: NoteId.parse('drags-out') },
    notEnough: { seen: true, words: NoteId.parse('not-enough') },
    barriers: ['health'],
    hasChildren: null,
    documentsDue: day('2026-12-01'),
    ...changes,
  };
  return { type: 'stepUp', command };
}

/** A command about the step-up that goes on. */
export const ask = (command: StepUpCommand) => ({ type: 'stepUp', command }) as const;

/** A step-up begun on a day; the package is due two weeks on unless told. */
export function stepUpBegun(
  date: string,
  changes: { readonly barriers?: Barrier[]; readonly hasChildren?: boolean | null; readonly due?: string } = {},
): History {
  const { barriers = ['health'], hasChildren = null, due = date } = changes;
  const words = { dragsOut: NoteId.parse('drags-out'), notEnough: NoteId.parse('not-enough') };
  const facts = { stepUp, on: day(date), barriers, hasChildren, documentsDue: day(due) };
  return [event(date, { type: 'StepUpBegun', ...facts, ...words })];
}

/** Everything on the checklist confirmed, and the health representative named. */
export function stepUpPrepared(date: string): History {
  const where = 'caseSystem' as const;
  return [
    ...PreparationItem.options.map((item) =>
      event(date, { type: 'StepUpPrepared', stepUp, item, on: day(date), where }),
    ),
    peopleNamed(date),
  ];
}

/** The health representative by name, and nobody from the network. */
export const peopleNamed = (date: string, network = false) =>
  event(date, {
    type: 'StepUpPeopleNamed',
    stepUp,
    names: [
      { who: 'healthRepresentative', name: NoteId.parse('name-health') },
      ...(network ? [{ who: 'network' as const, name: NoteId.parse('name-network') }] : []),
    ],
    network,
  });

/** K4 towards some of the participants, given and recorded on a day. */
export function k4(date: string, ...directions: readonly StepUpRecipient[]): History {
  return directions.map((direction) => {
    const given = consent('psychiatryToJobCentre', date, { purpose: 'K4' });
    const record = { ...given, direction, id: ConsentId.parse(`${direction}-${date}`) };
    return on(date, { type: 'ConsentGiven', consent: record, on: day(date) });
  });
}

/** A consent under K4 taken back. */
export const k4Withdrawn = (date: string, givenOn: string, ...directions: readonly StepUpRecipient[]) =>
  on(date, {
    type: 'ConsentWithdrawn',
    purpose: 'K4',
    consents: directions.map((d) => ConsentId.parse(`${d}-${givenOn}`)),
  });

/** U1 done: checklist, K4 towards specialist and health representative, and the package sent on the day. */
export function packageSent(date: string): History {
  return [
    ...stepUpPrepared(date),
    ...k4(date, 'toSpecialist', 'toHealthRepresentative'),
    event(date, { type: 'StepUpPackageSent', stepUp, on: day(date) }),
  ];
}

export const talkPlanned = (date: string, onDay: string, talk = 'talk-1') =>
  event(date, { type: 'StepUpTalkPlanned', stepUp, talk: StepUpTalkId.parse(talk), on: day(onDay) });

/** A talk held on a day with everybody of a health barrier. */
export const talkHeld = (date: string, decisions: TalkDecision[] = ['moreSupport', 'newEfforts'], talk = 'talk-1') =>
  event(date, {
    type: 'StepUpTalkHeld',
    stepUp,
    talk: StepUpTalkId.parse(talk),
    on: day(date),
    present: [...REQUIRED, 'healthRepresentative'],
    decisions,
  });

/** Who is in every talk (U2). */
export const REQUIRED: readonly Participant[] = ['citizen', 'caseworker', 'specialist'];

/** A line of the agreement: a consideration is the specialist's, an effort the caseworker's. */
export const lineAgreed = (date: string, due: string, kind: LineKind = 'consideration') =>
  event(date, {
    type: 'StepUpLineAgreed',
    stepUp,
    line: StepUpLineId.parse(`line-${kind}`),
    kind,
    text: NoteId.parse(`text-${kind}`),
    followUpBy: kind === 'effort' ? 'caseworker' : 'specialist',
    on: day(date),
    due: day(due),
  });

/** A line of the agreement as it is asked for. */
export function newLine(kind: LineKind, due: string, followUpBy: 'specialist' | 'caseworker' = 'caseworker') {
  const line = StepUpLineId.parse(`new-${kind}`);
  return ask({ type: 'agreeStepUpLine', line, kind, text: NoteId.parse('text'), followUpBy, due: day(due) });
}

/** A talk as it is recorded. */
export function holding(
  onDay: string,
  present: readonly Participant[],
  { talk = 'talk-1', decisions = [] }: { readonly talk?: string; readonly decisions?: readonly TalkDecision[] } = {},
) {
  return ask({ type: 'holdStepUpTalk', talk: StepUpTalkId.parse(talk), on: day(onDay), present, decisions });
}

export const planning = (onDay: string, talk = 'talk-1') =>
  ask({ type: 'planStepUpTalk', talk: StepUpTalkId.parse(talk), on: day(onDay) });

export const finishing = (kind: LineKind) =>
  ask({ type: 'finishStepUpLine', line: StepUpLineId.parse(`line-${kind}`) });

export const inMinPlan = (date: string) => event(date, { type: 'StepUpInMinPlan', stepUp, on: day(date) });

function event(date: string, happened: StepUpEvent): Recorded<CourseEvent> {
  return on(date, happened, CASEWORKER);
}
