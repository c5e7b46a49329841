import { plus, workingDaysAfter } from '../../_util/naive-days.ts';
import type { Day } from '../record.ts';
import type { JobKnown, Known } from './course.ts';
import { type Duty, dutyOf, type Here, lastOf, ownerOf, quiet, type Row, told } from './duty.ts';

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
  const points: readonly (readonly [Day, boolean])[] = [
    [plus(start, 3), held >= start],
    [plus(start, 7), held > plus(start, 3)],
    [plus(start, 14), held > plus(start, 7)],
    [plus(start, 21), held > plus(start, 14)],
    [plus(start, 28), held > plus(start, 21)],
  ];
  const due = points.find(([, met]) => !met)?.[0];
  if (due === undefined) return [];
  const owner = ownerOf(course, here);
  const label = 'Opfølgning efter jobstart';
  const tellings = told(due, here, [[due, owner]]);
  const duty = dutyOf(course, { key: `after ${job} ${due}`, label, due, owners: [owner], tellings });
  return [quiet(duty, { course, since: start, here })];
}
