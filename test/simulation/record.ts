/**
 * What the simulation writes down and the checker reads: who is where, what was entered, and what was sent. Plain words and texts, sharing
 * nothing with src/ on purpose.
 */

/** `2026-11-02`. */
export type Day = string;
/** A Danish wall time, `2026-11-02 08:00`. */
export type Moment = string;
/** A person of a town, e.g. `AAB/mette`. */
export type Who = string;

export type Part = 'specialist' | 'leader' | 'caseworker' | 'coordinator' | 'clinician';

export interface Person {
  readonly who: Who;
  readonly name: string;
  readonly part: Part;
  readonly chat: string;
}

/** An agreement of a town with its conference and channels. */
export interface Agreement {
  readonly code: string;
  readonly conference: {
    readonly name: string;
    /** From Monday as 1. */
    readonly weekday: number;
    readonly start: string;
    readonly minutes: number;
    readonly everyWeeks: number;
    readonly from: Day;
  };
  readonly closed: readonly Day[];
  /** Mondays of conference-free weeks. */
  readonly freeWeeks: readonly Day[];
  readonly closingCover: Who;
  readonly reviewOn: Day;
  readonly validFrom: Day;
  readonly shared: string;
  /** The job centre's own channel, where there is one. */
  readonly own: string | null;
  readonly clinicians: readonly Who[];
}

/** A municipality: one job centre with its leader, and the agreements it has. */
export interface Town {
  readonly name: string;
  readonly people: readonly Person[];
  readonly agreements: readonly Agreement[];
}

export type Direction = 'toJobCentre' | 'toPsychiatry';
export type Programme = 'A' | 'B' | 'C';

/** What a person entered, in the order it was entered. `alias` names the course. */
export type Fact =
  | {
      readonly type: 'opened';
      readonly alias: string;
      readonly agreement: string;
      readonly programme: Programme;
      readonly from: 'jobCentre' | 'psychiatry';
      readonly by: Who;
      readonly referredOn: Day;
      readonly specialist: Who | null;
      readonly clinician: Who | null;
      readonly caseworker: Who | null;
      /** B2: opened after the first talk, with the group still to be decided. */
      readonly firstTalk: Day | null;
    }
  | { readonly type: 'group'; readonly alias: string; readonly group: '1' | '2'; readonly on: Day }
  | { readonly type: 'groupDuty'; readonly alias: string; readonly what: 'preparation' | 'team' }
  | {
      readonly type: 'exempt';
      readonly alias: string;
      readonly from: Day;
      readonly reviewOn: Day;
      readonly contactOn: Day | null;
    }
  | { readonly type: 'exemptReview'; readonly alias: string; readonly reviewOn: Day }
  | { readonly type: 'exemptEnd'; readonly alias: string; readonly on: Day }
  | { readonly type: 'assigned'; readonly alias: string; readonly specialist: Who; readonly handedOver: boolean }
  | {
      readonly type: 'consented';
      readonly alias: string;
      readonly directions: readonly Direction[];
      readonly from: Day;
      readonly lastDay: Day;
    }
  | { readonly type: 'journaled'; readonly alias: string }
  /** The citizen agrees to be called after self-support, or takes it back (K5). */
  | { readonly type: 'callsAgreed'; readonly alias: string; readonly from: Day; readonly lastDay: Day }
  | { readonly type: 'callsEnded'; readonly alias: string }
  | { readonly type: 'withdrawn'; readonly alias: string; readonly by: Who }
  | { readonly type: 'refused'; readonly alias: string }
  | { readonly type: 'held' | 'failed' | 'sign'; readonly alias: string; readonly on: Day }
  | { readonly type: 'stepDone'; readonly alias: string; readonly step: string }
  | {
      readonly type: 'jobAgreed';
      readonly alias: string;
      readonly job: string;
      readonly startsOn: Day | null;
      readonly internship: boolean;
    }
  | { readonly type: 'jobPaper'; readonly alias: string; readonly job: string; readonly paper: string }
  | { readonly type: 'jobStarted' | 'jobEnded'; readonly alias: string; readonly job: string; readonly on: Day }
  | {
      readonly type: 'taskAgreed';
      readonly alias: string;
      readonly task: string;
      readonly owner: Who;
      readonly due: Day;
    }
  | { readonly type: 'taskDone'; readonly alias: string; readonly task: string }
  | { readonly type: 'declined' | 'closed'; readonly alias: string }
  | { readonly type: 'snoozed'; readonly alias: string; readonly duty: string; readonly until: Day }
  | { readonly type: 'away'; readonly who: Who; readonly cover: Who; readonly first: Day; readonly last: Day }
  | { readonly type: 'back'; readonly who: Who }
  | { readonly type: 'wrote'; readonly who: Who }
  | {
      readonly type: 'moved';
      readonly agreement: string;
      readonly regular: Day;
      readonly date: Day;
      readonly start: string;
    }
  | { readonly type: 'cancelled'; readonly agreement: string; readonly regular: Day }
  | {
      readonly type: 'reviewed';
      readonly agreement: string;
      readonly regular: Day;
      readonly alias: string;
      readonly outcome: 'notDiscussed' | 'discussed' | 'decided';
    }
  | { readonly type: 'employer'; readonly alias: string; readonly on: Day }
  /** The training register: a day of training of a person, or supervision of a person or of an agreement. */
  | { readonly type: 'trained'; readonly about: string; readonly what: string; readonly on: Day }
  | { readonly type: 'reviewPutOff'; readonly agreement: string; readonly until: Day }
  /** The process stopped, and was started again: the two together are a downtime. */
  | { readonly type: 'down' }
  | { readonly type: 'up' };

/** A message as it came to Teams. */
export interface Message {
  readonly place: string;
  readonly thread: boolean;
  readonly method: 'post' | 'put';
  /** Teams' id of the message: one that is replaced keeps it. */
  readonly id: string;
  readonly summary: string;
  readonly lines: readonly string[];
  /** An answer to somebody who wrote or tapped, not a message of the bot's own. */
  readonly answer: boolean;
  /** What Teams answered; after `unsure` it may stand there or not. */
  readonly came: 'sent' | 'unsure' | 'later' | 'blocked';
  /** Whether it stands there now, whatever the answer said. */
  readonly stands: boolean;
}

/** One line of the record. */
export type Line =
  | { readonly at: Moment; readonly kind: 'entered'; readonly fact: Fact }
  | { readonly at: Moment; readonly kind: 'sent'; readonly message: Message };

/** Everything a checker gets: who is where, and what happened, in order. */
export interface Chronicle {
  readonly towns: readonly Town[];
  readonly from: Day;
  readonly to: Day;
  readonly lines: readonly Line[];
}
