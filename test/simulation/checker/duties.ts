import { later, monthAfter, monthsAfter, plus, workingDaysAfter } from '../../_util/naive-days.ts';
import type { Day } from '../record.ts';
import { isRunning, isShared, type Known, opensLater, pauseOf, sharedUntil } from './course.ts';
import {
  CHANNEL,
  type Duty,
  dutyOf,
  everyWeek,
  failures,
  type Here,
  lastOf,
  ownerOf,
  type Plain,
  putOff,
  quiet,
  type Row,
  rested,
  told,
} from './duty.ts';
import { jobDuties } from './job-duties.ts';
import { silenceNotice, silentSince, visitationDuties } from './visitation-duties.ts';

/** Everything that a course asks of people today. */
export function dutiesOf(course: Known, here: Here): Duty[] {
  const plain = isRunning(course) ? running(course, here) : journal(course, here);
  if (course.startedOn === null && course.ended === null) {
    plain.push(...consentMissing(course, here), ...specialistMissing(course, here), ...consentEnds(course, here));
  }
  const duties = [...plain.map((p) => dutyOf(course, p)), ...(isRunning(course) ? callsOf(course, here) : [])];
  return duties.map((duty) => snoozed(course, duty, here));
}

function running(course: Known, here: Here): Plain[] {
  const job = rests(course)
    ? []
    : [...specialistMissing(course, here), ...steps(course, here), ...silence(course, here)];
  return [
    ...journal(course, here),
    ...job,
    ...consentEnds(course, here),
    ...callsEnd(course, here),
    ...tasks(course, here),
  ];
}

/** B3, B4: in group 2 and during a pause everything on the way to a job rests. */
function rests(course: Known): boolean {
  return course.group?.group === '2' || pauseOf(course) !== null;
}

/** Contact, and what jobs ask for: those that a failed attempt puts off. */
function callsOf(course: Known, here: Here): Duty[] {
  const visited = visitationDuties(course, here);
  if (rests(course)) return visited;
  if (isOver(course)) return [...visited, ...followUp(course, here)];
  return [...visited, ...contact(course, here), ...employer(course, here), ...jobDuties(course, here)];
}

/** B24: a call a month for half a year after self-support, while the citizen agrees to it. */
function followUp(course: Known, here: Here): Duty[] {
  const { today, agreement, leader } = here;
  // From the consent, when that came later.
  const calls = course.calls.filter((c) => c.from <= today && today <= c.lastDay).map((c) => c.from);
  const from = lastOf([course.steps.at(-1)?.doneOn ?? '', ...calls.toSorted().slice(0, 1)]);
  const agreed = calls.length > 0;
  const base = lastOf([from, ...course.held]);
  const due = monthAfter(base);
  if (!agreed || due > monthsAfter(from, 6)) return [];
  const owner = ownerOf(course, here);
  const rows: Row[] = [
    [plus(due, -3), owner],
    [due, owner],
    [workingDaysAfter(due, 5, agreement), owner, leader],
  ];
  const plain = { key: `call ${base}`, label: 'Kontakt', due, owners: [owner], tellings: told(due, here, rows) };
  return [quiet(dutyOf(course, plain), { course, since: base, here })];
}

/** From the day the search begins; an agreement cannot have come without a contact. */
function searchFrom({ programme, startedOn, steps, backOn }: Known): Day | null {
  return programme !== 'B' ? startedOn : (steps.find((s) => s.step === '2' && s.on >= backOn)?.on ?? null);
}

function employer(course: Known, here: Here): Duty[] {
  const from = searchFrom(course);
  if (from === null || course.employers.length + course.jobs.length > 0) return [];
  const owner = ownerOf(course, here);
  const rows = (): Row[] => [...[14, 21, 28].map((n): Row => [plus(from, n), owner]), [plus(from, 31), here.leader]];
  const label = 'Første kontakt til en arbejdsgiver';
  const when = rested(course, from, { due: plus(from, 30), here, rows });
  return [dutyOf(course, { key: `employer ${from}`, label, owners: [owner], ...when })];
}

/** Step 3 is done: nobody is called but under a consent of its own. */
function isOver(course: Known): boolean {
  const last = course.steps.at(-1);
  return last !== undefined && last.step === '3' && last.doneOn !== null;
}

function consentMissing(course: Known, here: Here): Plain[] {
  const { today } = here;
  if (isShared(course, today) || opensLater(course, today) || saidNo(course)) return [];
  const due = plus(course.referredOn, 7);
  const owner = course.from === 'psychiatry' ? course.by : ownerOf(course, here);
  const tellings = told(due, here, [[plus(course.referredOn, 3), owner], ...everyWeek(due, here, [owner])]);
  return [{ key: 'missing', label: 'Samtykke mangler', due, owners: [owner], tellings }];
}

/** K13: whoever said no is not asked again and again. */
function saidNo({ given, refusedOn }: Known): boolean {
  return (['toJobCentre', 'toPsychiatry'] as const).some((direction) => {
    const mine = given.filter((g) => g.direction === direction);
    const yes = mine.filter((g) => g.withdrawn === null).map((g) => g.recorded);
    const no = [...mine.flatMap((g) => g.withdrawn ?? []), ...(refusedOn === null ? [] : [refusedOn])];
    const [lastYes = '', lastNo = ''] = [yes.toSorted().at(-1), no.toSorted().at(-1)];
    return lastNo !== '' && lastNo > lastYes;
  });
}

function specialistMissing(course: Known, here: Here): Plain[] {
  const waits = course.programme !== 'B';
  if (course.specialist !== null || (waits && !isShared(course, here.today))) return [];
  const first = (direction: string) =>
    course.given
      .filter((g) => g.direction === direction)
      .map((g) => (g.from > g.recorded ? g.from : g.recorded))
      .toSorted()[0] ?? '';
  const shared = [first('toJobCentre'), first('toPsychiatry'), course.openedOn].toSorted().at(-1) ?? '';
  const due = waits ? shared : course.openedOn;
  const tellings = told(due, here, everyWeek(due, here, [here.leader]));
  return [{ key: 'specialist', label: 'IPS-konsulent mangler', due, owners: [here.leader], tellings }];
}

function steps(course: Known, here: Here): Plain[] {
  const present = course.steps.at(-1);
  if (present === undefined || present.doneOn !== null || present.step === '3') return [];
  const { step, on } = present;
  const owner = ownerOf(course, here);
  const cw = course.caseworker === null ? [] : [course.caseworker];
  const early: Row[] =
    step === '1'
      ? [
          [plus(on, 14), owner],
          [plus(on, 21), owner],
          [plus(on, 28), owner, ...cw],
        ]
      : [56, 77, 84, 91].map((n): Row => [plus(on, n), owner]);
  const toLate = [owner, ...(step === '1' ? cw : []), here.leader, CHANNEL];
  const rows = (due: Day) => [...early, ...everyWeek(plus(due, 7), here, toLate)];
  const when = rested(course, on, { due: step === '1' ? monthAfter(on) : plus(on, 91), here, rows });
  return [{ key: `step ${step} ${on}`, label: `Trin ${step}`, owners: [owner], ...when }];
}

function contact(course: Known, here: Here): Duty[] {
  const owner = ownerOf(course, here);
  const working = course.jobs.filter((j) => j.endedOn === null).flatMap((j) => j.startedOn ?? []);
  const [first] = working.toSorted();
  if (first !== undefined) {
    const base = lastOf([first, course.backOn, ...course.held]);
    const rows = (due: Day): Row[] => [
      [plus(due, -3), owner],
      [due, owner],
      [workingDaysAfter(due, 5, here.agreement), owner, here.leader],
    ];
    const when = rested(course, base, { due: monthAfter(base), here, rows, working: 2 });
    const plain = { key: `contact ${base} monthly`, label: 'Kontakt', owners: [owner], ...when };
    return [quiet(dutyOf(course, plain), { course, since: base, here })];
  }
  const from = searchFrom(course);
  if (from === null) return [];
  const ended = course.jobs.flatMap((j) => (j.startedOn === null ? [] : (j.endedOn ?? [])));
  const base = lastOf([from, ...ended, ...course.held]);
  const rows = (): Row[] => [
    [plus(base, 6), owner],
    [plus(base, 8), owner],
    [plus(base, 11), owner, here.leader],
  ];
  const when = rested(course, base, { due: plus(base, 7), here, rows });
  const plain = { key: `contact ${base} weekly`, label: 'Kontakt', owners: [owner], ...when };
  return [quiet(dutyOf(course, plain), { course, since: base, here })];
}

/** N3: put off until a day, on which it comes back, or on the next working day. */
function snoozed(course: Known, duty: Duty, here: Here): Duty {
  const last = course.snoozes.filter((s) => s.key === duty.key).at(-1);
  return last === undefined ? duty : putOff(duty, later(last.until, here.agreement));
}

function silence(course: Known, here: Here): Plain[] {
  if (isOver(course)) return [];
  const heard = silentSince(course);
  const { due: silent } = rested(course, heard, { due: plus(heard, 21), here, rows: () => [] });
  const third = failures(course).filter((day) => day >= course.backOn)[2];
  const due = third !== undefined && third < silent ? third : silent;
  return [silenceNotice(course, { heard, due }, here)];
}

function consentEnds(course: Known, here: Here): Plain[] {
  const due = sharedUntil(course, here.today);
  if (due === null) return [];
  const to = [ownerOf(course, here), ...(course.clinician === null ? [] : [course.clinician])];
  const rows = [60, 30, 14, 7].map((n): Row => [plus(due, -n), ...to]);
  return [{ key: `ends ${due}`, label: 'Samtykke udløber', due, owners: to, tellings: told(due, here, rows) }];
}

/** K5 runs out too; the other side has no part in it. */
function callsEnd(course: Known, here: Here): Plain[] {
  const { today } = here;
  const due = lastOf(course.calls.filter((c) => c.from <= today && today <= c.lastDay).map((c) => c.lastDay));
  // It opens nothing any more once the calls are over.
  if (due === '' || (isOver(course) && followUp(course, here).length === 0)) return [];
  const owner = ownerOf(course, here);
  const rows = [60, 30, 14, 7].map((n): Row => [plus(due, -n), owner]);
  return [
    { key: `calls end ${due}`, label: 'Samtykke udløber', due, owners: [owner], tellings: told(due, here, rows) },
  ];
}

/** K11: what the law wants in the journal is wanted of an ended course too. */
function journal(course: Known, here: Here): Plain[] {
  const { today, leader, agreement } = here;
  const home = course.startedOn === null ? course.from : 'jobCentre';
  const asked = course.clinician !== null && isShared(course, today) ? course.clinician : null;
  const owner = asked ?? (home === 'psychiatry' ? course.by : ownerOf(course, here));
  return course.given
    .filter((g) => g.direction === 'toJobCentre' && !g.journaled && g.withdrawn === null && g.lastDay >= today)
    .map(({ recorded, lastDay }) => {
      const rows: Row[] = [
        [recorded, owner],
        [workingDaysAfter(recorded, 3, agreement), owner, leader],
      ];
      const label = 'Samtykke i patientjournalen';
      return {
        key: `journal ${recorded} ${lastDay}`,
        label,
        due: recorded,
        owners: [owner],
        tellings: told(recorded, here, rows),
      };
    });
}

function tasks(course: Known, here: Here): Plain[] {
  const open = course.tasks.filter((t) => t.open && (!t.other || isShared(course, here.today)));
  return open.map(({ task, owner, due }) => {
    const rows: Row[] = [
      [due, owner],
      [workingDaysAfter(due, 3, here.agreement), owner],
      [workingDaysAfter(due, 8, here.agreement), owner, here.leader],
    ];
    return { key: `task ${task}`, label: 'Opgave', due, owners: [owner], tellings: told(due, here, rows) };
  });
}
