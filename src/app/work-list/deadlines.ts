import type { ChannelViewer } from '../../domain/access.ts';
import { addDays } from '../../domain/calendar/dates.ts';
import { homeSide } from '../../domain/course/course.ts';
import { courseObligations } from '../../domain/course/obligations.ts';
import type { AgreementId } from '../../domain/ids.ts';
import { isHomeSideOnly, type Obligation } from '../../domain/obligation.ts';
import { loadAgreement } from '../agreements/load-agreement.ts';
import type { Scope } from '../context.ts';
import { factsOf } from '../courses/course-facts.ts';
import { loadCourses, rowsFor, showCourses } from '../courses/load-course.ts';
import type { Reader } from '../courses/reader.ts';
import { type OpenItem, openItems } from './open-items.ts';

/** How far `frister` looks ahead (product.md 2). */
const AHEAD_DAYS = 14;

/** What a channel may read of: targets and consents. Contacts are a person's doings, and stay in person (N2). */
const IN_CHANNEL: ReadonlySet<Obligation['kind']> = new Set([
  'step',
  'consentMissing',
  'consentRunningOut',
  'specialistMissing',
]);

/** What is over its target or due within 14 days on the courses a person sees, most overdue first. The other side reads nothing of the rhythm. */
export async function deadlinesOf(reader: Reader): Promise<readonly OpenItem[]> {
  const { side } = reader.viewer.colleague;
  const items = (await openItems(reader, reader.viewer)).filter((item) => isNear(reader, item.obligation));
  return items.filter(({ shown, obligation }) => !isHomeSideOnly(obligation.kind) || side === homeSide(shown.value));
}

/** The same of a channel's own agreement, derived from what the channel itself may be shown (N2). */
export async function channelDeadlines(scope: Scope, viewer: ChannelViewer): Promise<readonly OpenItem[]> {
  const shown = await showCourses(scope, viewer, await rowsFor(scope, viewer, 'open'));
  const items = (await factsOf(scope, shown)).flatMap(({ obligations, ...facts }) =>
    obligations
      .filter((o) => IN_CHANNEL.has(o.kind) && isNear(scope, o))
      .map((obligation) => ({ ...facts, obligation })),
  );
  return items.sort((a, b) => (a.obligation.due < b.obligation.due ? -1 : Number(a.obligation.due > b.obligation.due)));
}

function isNear({ today }: Pick<Scope, 'today'>, obligation: Obligation): boolean {
  return !obligation.notice && obligation.due <= addDays(today, AHEAD_DAYS);
}

/** How an agreement's courses stand, in numbers alone: all a coordinator gets to see of them (product.md 4). */
export interface DeadlineCounts {
  readonly code: string;
  readonly running: number;
  readonly overTarget: number;
  readonly overRhythm: number;
  readonly ahead: number;
}

/** Counts what is over and what is near under an agreement. Nothing of a single course leaves this function. */
export async function countDeadlines(scope: Scope, id: AgreementId): Promise<DeadlineCounts> {
  const { agreement, calendar } = await loadAgreement(scope, id);
  const rows = await scope.tx.courses.ofAgreement(id, 'open');
  const loaded = await loadCourses(
    scope,
    rows.map((r) => r.id),
  );
  const courses = [...loaded.values()].map(({ course }) => {
    const rules = scope.parts.programmes.rulesFor(course.programme, agreement.terms);
    return { course, open: courseObligations(course, { rules, calendar, today: scope.today }) };
  });
  const isOver = (o: Obligation, kind: Obligation['kind']) => o.kind === kind && o.due < scope.today;
  const having = (fits: (o: Obligation) => boolean) => courses.filter(({ open }) => open.some(fits)).length;
  return {
    code: agreement.terms.code,
    running: courses.filter(({ course }) => course.status === 'running').length,
    overTarget: having((o) => isOver(o, 'step')),
    overRhythm: having((o) => isOver(o, 'contact')),
    ahead: having((o) => isNear(scope, o) && o.due >= scope.today),
  };
}
