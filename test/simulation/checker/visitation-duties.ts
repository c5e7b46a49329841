import { plus, workingDaysAfter } from '../../_util/naive-days.ts';
import type { Day } from '../record.ts';
import { isRunning, isShared, type Known, pauseOf } from './course.ts';
import { type Duty, dutyOf, failures, type Here, lastOf, ownerOf, type Plain, quiet, type Row, told } from './duty.ts';

/** B2–B4: the group, its duties, and what does not rest during a pause. */
export function visitationDuties(course: Known, here: Here): Duty[] {
  if (course.programme !== 'B' || !isRunning(course)) return [];
  return [...groupDuties(course, here).map((plain) => dutyOf(course, plain)), ...pauseDuties(course, here)];
}

function groupDuties(course: Known, here: Here): Plain[] {
  const { group } = course;
  const owner = course.caseworker ?? here.leader;
  const late = (due: Day): Row => [workingDaysAfter(due, 5, here.agreement), owner, here.leader];
  if (group === null) {
    const first = course.startedOn ?? '';
    const due = plus(first, 14);
    const tellings = told(due, here, [[first, owner], [due, owner], late(due)]);
    return [{ key: 'group', label: 'Gruppen er ikke besluttet', due, owners: [owner], tellings }];
  }
  if (group.group === '1') return [];
  const soon = plus(group.on, 14);
  const later = plus(group.on, 30);
  const preparation = 'Rehabiliteringsplanens forberedende del';
  const team = 'Sagen i rehabiliteringsteamet';
  const both: (Plain & { what: string })[] = [
    {
      what: 'preparation',
      key: `preparation ${group.on}`,
      label: preparation,
      due: soon,
      owners: [owner],
      tellings: told(soon, here, [[soon, owner], late(soon)]),
    },
    {
      what: 'team',
      key: `team ${group.on}`,
      label: team,
      due: later,
      owners: [owner],
      tellings: told(later, here, [[plus(later, -7), owner], [later, owner], late(later)]),
    },
  ];
  return both.filter(({ what }) => !group.done.has(what));
}

function pauseDuties(course: Known, here: Here): Duty[] {
  const pause = pauseOf(course);
  if (pause === null || course.group?.group === '2') return [];
  const { from, reviewOn: due } = pause;
  const owner = course.caseworker ?? here.leader;
  const rows: Row[] = [
    [plus(due, -7), owner],
    [due, owner],
    [workingDaysAfter(due, 5, here.agreement), owner, here.leader],
  ];
  const label = 'Gennemgang af pausen';
  const review = { key: `review ${from} ${due}`, label, due, owners: [owner], tellings: told(due, here, rows) };
  return [dutyOf(course, review), ...agreedContact(course, here), ...silence(course, here)];
}

function agreedContact(course: Known, here: Here): Duty[] {
  const due = pauseOf(course)?.contactOn ?? null;
  if (due === null || lastOf(course.held) >= due) return [];
  const owner = ownerOf(course, here);
  const rows: Row[] = [
    [due, owner],
    [workingDaysAfter(due, 3, here.agreement), owner, here.leader],
  ];
  const plain = {
    key: `agreed ${due}`,
    label: 'Aftalt kontakt',
    due,
    owners: [owner],
    tellings: told(due, here, rows),
  };
  return [quiet(dutyOf(course, plain), { course, since: due, here })];
}

/** Silence counts from the agreed contact; without one it rests. */
function silence(course: Known, here: Here): Duty[] {
  const { contactOn = null, from = '' } = pauseOf(course) ?? {};
  if (contactOn === null) return [];
  const heard = lastOf([contactOn, ...course.heard]);
  const third = failures(course).filter((day) => day >= from)[2];
  const silent = plus(heard, 21);
  const due = third !== undefined && third < silent ? third : silent;
  return [dutyOf(course, silenceNotice(course, { heard: silentSince(course), due }, here))];
}

/** One silence lasts until something is heard, through a pause too; coming back from group 2 begins another. */
export function silentSince(course: Known): Day {
  return lastOf([course.startedOn ?? '', course.backOn, ...course.heard]);
}

/** F3: told once, whichever of the two comes first. */
export function silenceNotice(
  course: Known,
  { heard, due }: { readonly heard: Day; readonly due: Day },
  here: Here,
): Plain {
  const to = [here.leader, ...(course.clinician !== null && isShared(course, here.today) ? [course.clinician] : [])];
  const tellings = told(due, here, [[due, ...to]]).map((telling) => ({ ...telling, by: 'once' }));
  return { key: `silence ${heard}`, label: 'Ingen kontakt', due, owners: to, tellings, once: true };
}
