import { consentRight } from '../../domain/access.ts';
import type { Obligation } from '../../domain/obligation.ts';
import type { Reader } from '../courses/reader.ts';
import { mayAnswer } from '../visitation/visitation-question.ts';
import type { OpenItem } from './open-items.ts';

/** A button of a row: ids and a revision go with it, nothing else. */
export interface RowAction {
  readonly title: string;
  readonly verb: string;
  readonly send: Readonly<Record<string, string>>;
}

/** The one action of a row (product.md 1.5), where the reader may take it; everything else is behind *Åbn*. */
export function mainActionOf(item: OpenItem, reader: Reader): RowAction | null {
  const { obligation, shown, revision } = item;
  const course = shown.value.id;
  const { say } = reader;
  switch (obligation.kind) {
    case 'task':
      return taskAction(item, reader);
    case 'consentMissing':
    case 'consentRunningOut':
      return shown.rights.has('consent')
        ? { title: say('list.consent'), verb: 'consent.form', send: { course } }
        : null;
    case 'otherConsentRunningOut': {
      const { purpose } = obligation;
      if (purpose === undefined || !shown.rights.has(consentRight(purpose))) return null;
      return { title: say('list.consent'), verb: 'consent.form', send: { course, purpose } };
    }
    case 'consentNotInJournal': {
      const send = { course, rev: String(revision) };
      return shown.rights.has('consent') ? { title: say('list.journaled'), verb: 'consent.journal', send } : null;
    }
    case 'specialistMissing':
      return shown.rights.has('assign')
        ? { title: say('list.assign'), verb: 'course.askSpecialist', send: { course } }
        : null;
    case 'stepUpDocuments':
    case 'stepUpFollowUp':
      return shown.rights.has('stepUp') ? stepUpAction(item, reader) : null;
    case 'groupUndecided':
    case 'groupTwoPreparation':
    case 'groupTwoTeam':
    case 'exemptionReview':
      return visitationAction(obligation.kind, item, reader);
    default:
      return shown.rights.has('act') ? workAction(obligation.kind, item, reader) : null;
  }
}

/** The form that answers it: the group, a duty of group 2, or the review of a pause (B2–B4). */
function visitationAction(
  kind: 'groupUndecided' | 'groupTwoPreparation' | 'groupTwoTeam' | 'exemptionReview',
  { shown }: OpenItem,
  { say }: Reader,
): RowAction | null {
  const { what, title } = VISITATION[kind];
  if (!mayAnswer(shown.rights, what)) return null;
  return { title: say(title), verb: 'visitation.form', send: { course: shown.value.id, what } };
}

const VISITATION = {
  groupUndecided: { what: 'group', title: 'list.group' },
  groupTwoPreparation: { what: 'preparation', title: 'list.groupTwoDone' },
  groupTwoTeam: { what: 'team', title: 'list.groupTwoDone' },
  exemptionReview: { what: 'review', title: 'list.review' },
} as const;

/** What whoever runs the course does about it. */
function workAction(
  kind: Exclude<
    Obligation['kind'],
    | 'task'
    | 'consentMissing'
    | 'consentRunningOut'
    | 'otherConsentRunningOut'
    | 'consentNotInJournal'
    | 'specialistMissing'
    | 'stepUpDocuments'
    | 'stepUpFollowUp'
    | 'groupUndecided'
    | 'groupTwoPreparation'
    | 'groupTwoTeam'
    | 'exemptionReview'
  >,
  { obligation, shown }: OpenItem,
  { say }: Reader,
): RowAction | null {
  const course = shown.value.id;
  switch (kind) {
    case 'contact':
    case 'agreedContact':
    case 'followAlong':
    case 'lostContact':
      return { title: say('list.contact'), verb: 'contact.form', send: { course } };
    case 'step':
      return { title: say('list.step'), verb: 'step.form', send: { course } };
    case 'firstEmployerContact':
      return { title: say('list.employer'), verb: 'employer.form', send: { course } };
    case 'agreementLacks':
      return { title: say('list.job'), verb: 'job.open', send: { course } };
    case 'jobStart': {
      const send = { course, engagement: obligation.engagement ?? '', what: 'start' };
      return { title: say('list.firstDay'), verb: 'job.form', send };
    }
    case 'conferenceUnanswered':
    case 'conferenceOnClosedDay':
    case 'review':
    case 'training':
    case 'supervision':
    case 'results':
    case 'citizenRequest':
      return null;
    default:
      return kind satisfies never;
  }
}

/** The package leads to its card; a line of the agreement is done in one tap (U3). */
function stepUpAction({ obligation, shown, revision }: OpenItem, { say }: Reader): RowAction {
  const course = shown.value.id;
  if (obligation.line === undefined) return { title: say('list.stepUp'), verb: 'stepUp.open', send: { course } };
  const send = { course, line: obligation.line, rev: String(revision) };
  return { title: say('list.done'), verb: 'stepUp.done', send };
}

function taskAction({ obligation, shown, revision }: OpenItem, { viewer, say }: Reader): RowAction | null {
  const task = shown.value.tasks.find((t) => t.id === obligation.task);
  const may = shown.rights.has('act') || task?.owner === viewer.colleague.id;
  if (task === undefined || !may) return null;
  const send = { course: shown.value.id, task: task.id, rev: String(revision) };
  return { title: say('list.done'), verb: 'task.done', send };
}
