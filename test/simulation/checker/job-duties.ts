import { plus, workingDaysAfter } from '../../_util/naive-days.ts';
import type { JobKnown, Known } from './course.ts';
import { type Duty, dutyOf, type Here, lastOf, ownerOf, quiet, type Row, rested, told } from './duty.ts';

/** What an agreement with a company asks for: its papers, its first day, and contact in the weeks after it. */
export function jobDuties(course: Known, here: Here): Duty[] {
  return course.jobs
    .filter((j) => j.endedOn === null)
    .flatMap((job) => [
      ...papers(course, job, here),
      ...(job.startedOn === null ? firstDay(course, job, here) : afterStart(course, job, here)),
    ]);
}

function papers(course: Known, job: JobKnown, here: Here): Duty[] {
  const wanted = [
    'contactPerson',
    'followUpPlan',
    'agreementInMinPlan',
    ...(job.internship ? ['agreementInVitas'] : []),
  ];
  if (course.programme !== 'B' || wanted.every((paper) => job.papers.has(paper))) return [];
  const due = job.agreedOn;
  const owner = ownerOf(course, here);
  const rows: Row[] = [
    [due, owner],
    [workingDaysAfter(due, 3, here.agreement), owner],
  ];
  const tellings = told(due, here, rows);
  return [
    dutyOf(course, { key: `papers ${job.job}`, label: 'Aftale med virksomheden', due, owners: [owner], tellings }),
  ];
}

function firstDay(course: Known, { job, startsOn }: JobKnown, here: Here): Duty[] {
  if (startsOn === null) return [];
  const owner = ownerOf(course, here);
  const tellings = told(startsOn, here, [[plus(startsOn, -7), owner]]);
  const label = 'Første dag på virksomheden';
  return [dutyOf(course, { key: `first ${job}`, label, due: startsOn, owners: [owner], tellings })];
}

/** Three days after the start and then four weeks: each is met by a contact after the one before. */
function afterStart(course: Known, { job, startedOn }: JobKnown, here: Here): Duty[] {
  const start = startedOn ?? '';
  const held = lastOf(course.held);
  const owner = ownerOf(course, here);
  // Days of a pause are not counted: the third day, then the weeks, of those that are.
  const after = (days: number) =>
    rested(course, start, { due: plus(start, days), here, rows: (due) => [[due, owner]] });
  const points: readonly (readonly [number, boolean])[] = [
    [3, held >= start],
    [7, held > after(3).due],
    [14, held > after(7).due],
    [21, held > after(14).due],
    [28, held > after(21).due],
  ];
  // What fell in group 2 is not asked for when the course is back from it.
  const days = points.find(([day, met]) => !met && after(day).due >= course.backOn)?.[0];
  if (days === undefined) return [];
  const label = 'Opfølgning efter jobstart';
  const duty = dutyOf(course, { key: `after ${job} ${start} ${days}`, label, owners: [owner], ...after(days) });
  return [quiet(duty, { course, since: start, here })];
}
