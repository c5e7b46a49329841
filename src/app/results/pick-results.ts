import { type ChannelViewer, disclose } from '../../domain/access.ts';
import type { Agreement } from '../../domain/agreement/agreement.ts';
import type { AgreementId } from '../../domain/ids.ts';
import type { ResultCourse } from '../../domain/results/facts.ts';
import type { FidelityFacts } from '../../domain/results/fidelity.ts';
import type { Audience } from '../../domain/results/figures.ts';
import { loadAgreement } from '../agreements/load-agreement.ts';
import { loadAgreements } from '../conference/load-conference.ts';
import type { Scope } from '../context.ts';
import { rowsFor } from '../courses/load-course.ts';
import type { Reader } from '../courses/reader.ts';
import { readFacts } from './read-results.ts';

/** Which agreement results are asked for; `all` is everything of the reader's own. */
export type Choice = AgreementId | 'all';

/** What a results card counts: whose courses, for whom, and what else the reader may choose (product.md 4). */
export interface Counted {
  readonly whose: 'team' | 'own' | 'agreement';
  readonly audience: Audience;
  readonly courses: readonly ResultCourse[];
  readonly agreements: readonly Agreement[];
  readonly people: FidelityFacts['people'];
  readonly chosen: Choice;
  readonly choices: readonly Agreement[];
}

/** Counts for a person: a specialist's own, a leader's team, or for a coordinator one agreement at a time. Null where there is none yet. */
export async function countFor(reader: Reader, wanted: string): Promise<Counted | null> {
  const all = (await loadAgreements(reader)).toSorted((a, b) => a.terms.code.localeCompare(b.terms.code));
  if (reader.viewer.colleague.role !== 'coordinator') return countOwn(reader, all, wanted);
  // No sum over agreements: with the others taken off, it would tell a number that is hidden (R1).
  const agreement = all.find((a) => a.id === wanted) ?? all[0];
  return agreement === undefined ? null : { ...(await countAgreement(reader, agreement)), choices: all };
}

/** Counts for a channel: its agreement alone, as for anyone outside the team (N2, R1). */
export async function countForChannel(scope: Scope, viewer: ChannelViewer): Promise<Counted> {
  const { agreement } = await loadAgreement(scope, viewer.agreement);
  return countAgreement(scope, agreement);
}

/** Every course of an agreement, in numbers alone: nothing of a single course leaves the figures. */
async function countAgreement(scope: Scope, agreement: Agreement): Promise<Counted> {
  const rows = await scope.tx.courses.ofAgreement(agreement.id, 'all');
  const staff = await scope.tx.users.ofOrganisation(agreement.terms.jobCentre);
  return {
    whose: 'agreement',
    audience: 'outside',
    courses: await readFacts(scope, rows, () => true),
    agreements: [agreement],
    people: {
      specialists: staff.filter((u) => u.role === 'specialist').length,
      leaders: staff.filter((u) => u.role === 'leader').length,
    },
    chosen: agreement.id,
    choices: [],
  };
}

async function countOwn(reader: Reader, all: readonly Agreement[], wanted: string): Promise<Counted> {
  const { viewer } = reader;
  const leads = viewer.colleague.role === 'leader';
  const mine = all.filter((a) => viewer.agreements.has(a.id));
  const chosen: Choice = mine.find((a) => a.id === wanted)?.id ?? 'all';
  const reach = mine.filter((a) => chosen === 'all' || a.id === chosen);
  const rows = (await rowsFor(reader, viewer, 'all')).filter((r) => reach.some((a) => a.id === r.agreement));
  return {
    whose: leads ? 'team' : 'own',
    audience: 'team',
    courses: await readFacts(reader, rows, (course) => disclose(course, viewer, reader.now) !== null),
    agreements: reach,
    people: leads ? { specialists: await teamSize(reader), leaders: 1 } : { specialists: 1, leaders: 0 },
    chosen,
    choices: mine.length > 1 ? mine : [],
  };
}

async function teamSize({ tx, viewer }: Reader): Promise<number> {
  const team = await tx.users.many([...viewer.team]);
  return [...team.values()].filter((u) => u.role === 'specialist').length;
}
