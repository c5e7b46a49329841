import { type PersonViewer, standsFor } from '../../domain/access.ts';
import { type Agreement, calendarOf } from '../../domain/agreement/agreement.ts';
import { agreementObligations } from '../../domain/agreement/obligations.ts';
import type { Obligation, Told } from '../../domain/obligation.ts';
import { type LoadedMeeting, loadAgreements } from '../conference/load-conference.ts';
import type { Scope } from '../context.ts';
import type { User } from '../ports/records.ts';
import { trainingOf } from '../training/read-training.ts';
import { openMeetingObligations } from './conference-due.ts';

/** An obligation of a conference for somebody's work list. `subject` is what its rungs are remembered under. */
export interface ConferenceItem {
  readonly subject: string;
  readonly obligation: Obligation;
  readonly meeting: LoadedMeeting;
}

/** An obligation of an agreement for somebody's work list. `subject` is what its rungs are remembered under. */
export interface AgreementItem {
  readonly subject: string;
  readonly obligation: Obligation;
  readonly agreement: Agreement;
  /** The colleague whose training or supervision it is (S4). */
  readonly colleague: User | null;
}

/** What conferences ask of a person: unanswered question rounds of a leader, conferences on closed days of an organiser (A9, S5). */
export async function conferenceItems(scope: Scope, viewer: PersonViewer): Promise<readonly ConferenceItem[]> {
  const items: ConferenceItem[] = [];
  for (const agreement of await agreementsOf(scope, viewer)) {
    const loaded = { agreement, calendar: calendarOf(agreement.terms, scope.parts.isHoliday) };
    for (const conference of agreement.conferences) {
      const open = await openMeetingObligations(scope, loaded, conference);
      items.push(...open.map((o) => ({ subject: conference.id, ...o })).filter((o) => isFor(viewer, agreement, o)));
    }
  }
  return items;
}

/** What agreements ask of a person: the review (S2), training and supervision (S4), the quarter's results (R3). */
export async function agreementItems(scope: Scope, viewer: PersonViewer): Promise<readonly AgreementItem[]> {
  const rules = scope.parts.programmes.common;
  const items: AgreementItem[] = [];
  for (const agreement of await agreementsOf(scope, viewer)) {
    const calendar = calendarOf(agreement.terms, scope.parts.isHoliday);
    const training = await trainingOf(scope, agreement);
    const owed = agreementObligations(agreement, { rules, calendar, today: scope.today, training });
    const mine = owed.filter((obligation) => isFor(viewer, agreement, { obligation }));
    const staff = await scope.tx.users.many(training.specialists.map((s) => s.user));
    const about = ({ key }: Obligation) => [...staff.values()].find((u) => key.split(':')[1] === u.id) ?? null;
    items.push(
      ...mine.map((obligation) => ({ subject: agreement.id, obligation, agreement, colleague: about(obligation) })),
    );
  }
  return items;
}

/** Nobody but organisers and leaders is asked anything here, so nothing is loaded for the others. */
async function agreementsOf(scope: Scope, viewer: PersonViewer): Promise<readonly Agreement[]> {
  const { role } = viewer.colleague;
  if (role !== 'leader' && role !== 'coordinator') return [];
  return (await loadAgreements(scope)).filter((a) => a.organiser === viewer.colleague.id || isLeaderOf(viewer, a));
}

function isLeaderOf({ colleague }: PersonViewer, { terms }: Agreement): boolean {
  return colleague.role === 'leader' && colleague.organisation === terms.jobCentre;
}

/** Whether the obligation is this person's, or one of its rungs is told to them. */
function isFor(viewer: PersonViewer, agreement: Agreement, { obligation }: { obligation: Obligation }): boolean {
  const told = [...obligation.owners, ...obligation.rungs.flatMap((r) => r.to)];
  return told.some((t: Told) =>
    t.kind === 'person' ? standsFor(viewer, t.user) : t.kind === 'leader' && isLeaderOf(viewer, agreement),
  );
}
