import { type Day, earlier, later, monthAfter, plus, type Week, workingDaysAfter } from './naive-days.ts';

/** A course as it is lived: what happens on a day happens at 10:00. Everybody's leader is lars. */
export interface Life {
  readonly alias: string;
  readonly programme: 'A' | 'B';
  readonly specialist: string;
  readonly clinician: string;
  readonly caseworker?: string;
  readonly referred: Day;
  readonly started: Day;
  readonly consent?: {
    readonly recorded: Day;
    readonly lastDay: Day;
    readonly withdrawn?: Day;
    readonly journaled?: Day;
  };
  readonly step2?: Day;
  readonly held?: readonly Day[];
  readonly failed?: readonly Day[];
  readonly employers?: readonly Day[];
  readonly tasks?: readonly { readonly owner: string; readonly agreed: Day; readonly due: Day; readonly done?: Day }[];
  readonly closed?: Day;
}

/** A day with the last day whose 10:00 has passed: yesterday at 08:00, today at noon. */
export interface Moment {
  readonly today: Day;
  readonly known: Day;
}

export function isShared({ consent }: Life, { today, known }: Moment): boolean {
  if (consent === undefined || consent.recorded > known || consent.lastDay < today) return false;
  return consent.withdrawn === undefined || consent.withdrawn > known;
}

export function isRunning({ started, closed }: Life, { known }: Moment): boolean {
  return started <= known && (closed === undefined || closed > known);
}

interface Telling {
  readonly day: Day;
  readonly to: readonly string[];
}
export interface Duty {
  readonly key: string;
  readonly label: string;
  readonly due: Day;
  readonly owners: readonly string[];
  readonly tellings: readonly Telling[];
  readonly once?: true;
  readonly quietUntil?: Day;
}

const last = (days: readonly Day[]): Day | undefined => days.toSorted().at(-1);

/** N4: up to and on the due date to the nearest earlier working day, later ones to the nearest later. */
function told(due: Day, week: Week, rows: readonly (readonly [Day, ...string[]])[]): Telling[] {
  return rows.map(([day, ...to]) => ({ day: day <= due ? earlier(day, week) : later(day, week), to }));
}

function weekly(first: Day, today: Day, to: readonly string[]): [Day, ...string[]][] {
  return first > plus(today, 14) ? [] : [[first, ...to], ...weekly(plus(first, 7), today, to)];
}

export function dutiesOf(life: Life, at: Moment, week: Week): Duty[] {
  if (!isRunning(life, at) && life.started > at.known) return consentMissing(life, at, week);
  // What the law wants in the journal is wanted of an ended course too.
  const open = isRunning(life, at) ? running(life, at, week) : [];
  return [...open, ...journal(life, at, week)].map((duty) => ({
    ...duty,
    key: `${life.alias} ${duty.key}`,
    label: `${life.alias} ${duty.label}`,
  }));
}

function running(life: Life, at: Moment, week: Week): Duty[] {
  return [
    ...stepOne(life, at, week),
    ...stepTwo(life, at, week),
    ...contact(life, at, week),
    ...employer(life, at, week),
    ...silence(life, at, week),
    ...consentEnds(life, at, week),
    ...tasks(life, at, week),
  ];
}

function consentMissing({ alias, referred, specialist }: Life, { today, known }: Moment, week: Week): Duty[] {
  if (referred > known) return [];
  const due = plus(referred, 7);
  const tellings = told(due, week, [[plus(referred, 3), specialist], ...weekly(due, today, [specialist])]);
  return [{ key: `${alias} missing`, label: `${alias} Samtykke mangler`, due, owners: [specialist], tellings }];
}

function stepOne(life: Life, { today, known }: Moment, week: Week): Duty[] {
  const { programme, started, specialist, step2, caseworker = '' } = life;
  if (programme === 'A' || (step2 !== undefined && step2 <= known)) return [];
  const due = monthAfter(started);
  const tellings = told(due, week, [
    [plus(started, 14), specialist],
    [plus(started, 21), specialist],
    [plus(started, 28), specialist, caseworker],
    ...weekly(plus(due, 7), today, [specialist, caseworker, 'lars', 'channel']),
  ]);
  return [{ key: 'step 1', label: 'Trin 1', due, owners: [specialist], tellings }];
}

function stepTwo({ specialist, step2 }: Life, { today, known }: Moment, week: Week): Duty[] {
  if (step2 === undefined || step2 > known) return [];
  const due = plus(step2, 91);
  const early = [56, 77, 84, 91].map((n): [Day, string] => [plus(step2, n), specialist]);
  const late = weekly(plus(due, 7), today, [specialist, 'lars', 'channel']);
  const tellings = told(due, week, [...early, ...late]);
  return [{ key: 'step 2', label: 'Trin 2', due, owners: [specialist], tellings }];
}

function contact(life: Life, { known }: Moment, week: Week): Duty[] {
  const { programme, started, step2, specialist, held = [], failed = [] } = life;
  const from = programme === 'A' ? started : step2;
  if (from === undefined || from > known) return [];
  const base = last([from, ...held.filter((d) => d <= known)]) ?? from;
  const due = plus(base, 7);
  const attempt = last(failed.filter((d) => d >= base && d <= known && !held.some((h) => h >= d && h <= known)));
  const back = attempt === undefined ? undefined : workingDaysAfter(attempt, 2, week);
  const all = told(due, week, [
    [plus(base, 6), specialist],
    [plus(base, 8), specialist],
    [plus(base, 11), specialist, 'lars'],
  ]);
  const duty: Duty = { key: `contact ${base}`, label: 'Kontakt', due, owners: [specialist], tellings: all };
  if (back === undefined) return [duty];
  const loud = all.map((t) => (t.day >= back ? t : { ...t, to: t.to.filter((who) => who !== specialist) }));
  return [{ ...duty, quietUntil: back, tellings: [...loud, { day: back, to: [specialist] }] }];
}

function employer(life: Life, { known }: Moment, week: Week): Duty[] {
  const { programme, started, step2, specialist, employers = [] } = life;
  const from = programme === 'A' ? started : step2;
  if (from === undefined || from > known || employers.some((d) => d <= known)) return [];
  const due = plus(from, 30);
  const early = [14, 21, 28].map((n): [Day, string] => [plus(from, n), specialist]);
  const tellings = told(due, week, [...early, [plus(from, 31), 'lars']]);
  return [{ key: 'employer', label: 'Første kontakt til en arbejdsgiver', due, owners: [specialist], tellings }];
}

function silence(life: Life, at: Moment, week: Week): Duty[] {
  const { started, clinician, held = [], failed = [] } = life;
  const heard = last([started, ...held.filter((d) => d <= at.known)]) ?? started;
  const third = failed.filter((d) => d <= at.known && !held.some((h) => h >= d && h <= at.known)).toSorted()[2];
  const silent = plus(heard, 21);
  const due = third !== undefined && third < silent ? third : silent;
  const to = isShared(life, at) ? ['lars', clinician] : ['lars'];
  const tellings = told(due, week, [[due, ...to]]);
  return [{ key: `silence ${heard}`, label: 'Ingen kontakt', due, owners: to, tellings, once: true }];
}

function consentEnds(life: Life, at: Moment, week: Week): Duty[] {
  const { consent, specialist, clinician } = life;
  if (consent === undefined || !isShared(life, at)) return [];
  const due = consent.lastDay;
  const tellings = told(
    due,
    week,
    [60, 30, 14, 7].map((n): [Day, ...string[]] => [plus(due, -n), specialist, clinician]),
  );
  return [{ key: `ends ${due}`, label: 'Samtykke udløber', due, owners: [specialist, clinician], tellings }];
}

function journal(life: Life, at: Moment, week: Week): Duty[] {
  const { consent, clinician } = life;
  if (consent === undefined || !isShared(life, at)) return [];
  if (consent.journaled !== undefined && consent.journaled <= at.known) return [];
  const due = consent.recorded;
  const tellings = told(due, week, [
    [due, clinician],
    [workingDaysAfter(due, 3, week), clinician, 'lars'],
  ]);
  return [{ key: 'journal', label: 'Samtykke i patientjournalen', due, owners: [clinician], tellings }];
}

function tasks(life: Life, at: Moment, week: Week): Duty[] {
  const open = (life.tasks ?? []).filter(({ agreed, done }) => agreed <= at.known && !(done && done <= at.known));
  const held = open.filter(({ owner }) => isShared(life, at) || owner !== life.clinician);
  return held.map(({ owner, due }) => {
    const tellings = told(due, week, [
      [due, owner],
      [workingDaysAfter(due, 3, week), owner],
      [workingDaysAfter(due, 8, week), owner, 'lars'],
    ]);
    return { key: `task ${owner} ${due}`, label: 'Opgave', due, owners: [owner], tellings };
  });
}
