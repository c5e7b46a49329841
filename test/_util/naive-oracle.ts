/**
 * Section 9 of domain.md read aloud, day by day, in plain arithmetic on 'YYYY-MM-DD'. It shares nothing with src/ on purpose: what it says
 * must go out is compared with what the bot sent.
 */

export type Day = string;
const MS_PER_DAY = 86_400_000;

export function plus(day: Day, n: number): Day {
  return new Date(Date.parse(day) + n * MS_PER_DAY).toISOString().slice(0, 10);
}

/** The same day next month, or its last day (L3). */
function monthAfter(day: Day): Day {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month, Math.min(date, last))).toISOString().slice(0, 10);
}

/** Denmark's days off by law from autumn 2026 to spring 2027, written down by hand. */
const DAYS_OFF = [
  '2026-12-25',
  '2026-12-26',
  '2027-01-01',
  '2027-03-25',
  '2027-03-26',
  '2027-03-28',
  '2027-03-29',
  '2027-05-06',
];

export interface Week {
  readonly closed: readonly Day[];
  readonly conference: {
    readonly name: string;
    readonly from: Day;
    readonly start: string;
    readonly reminder: string;
    readonly round: string;
  };
  /** The agreement's review and the day it was put off. */
  readonly review: { readonly on: Day; readonly until: Day } | null;
}

function isWorking(day: Day, { closed }: Pick<Week, 'closed'>): boolean {
  const weekday = new Date(day).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !DAYS_OFF.includes(day) && !closed.includes(day);
}

function earlier(day: Day, week: Week): Day {
  return isWorking(day, week) ? day : earlier(plus(day, -1), week);
}
function later(day: Day, week: Week): Day {
  return isWorking(day, week) ? day : later(plus(day, 1), week);
}
function workingDaysAfter(day: Day, n: number, week: Week): Day {
  return n === 0 ? day : workingDaysAfter(later(plus(day, 1), week), n - 1, week);
}

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
  readonly tasks?: readonly { readonly owner: string; readonly agreed: Day; readonly due: Day; readonly done?: Day }[];
  readonly closed?: Day;
}

/** A day with the last day whose 10:00 has passed: yesterday at 08:00, today at noon. */
interface Moment {
  readonly today: Day;
  readonly known: Day;
}

function isShared({ consent }: Life, { today, known }: Moment): boolean {
  if (consent === undefined || consent.recorded > known || consent.lastDay < today) return false;
  return consent.withdrawn === undefined || consent.withdrawn > known;
}

function isRunning({ started, closed }: Life, { known }: Moment): boolean {
  return started <= known && (closed === undefined || closed > known);
}

interface Telling {
  readonly day: Day;
  readonly to: readonly string[];
}
interface Duty {
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

function dutiesOf(life: Life, at: Moment, week: Week): Duty[] {
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

/** Everything that must be posted from one day to another, each as one line: when, where to, what. */
export function foretell(lives: readonly Life[], week: Week, days: { readonly from: Day; readonly to: Day }): string[] {
  const heard = new Set<string>();
  const lines: string[] = [];
  for (let today = days.from; today <= days.to; today = plus(today, 1)) {
    lines.push(...consentLines(lives, today, week));
    if (!isWorking(today, week)) continue;
    lines.push(...morning(lives, { today, week, heard }), ...conferenceDay(lives, today, week));
  }
  return lines.toSorted();
}

interface Morning {
  readonly today: Day;
  readonly week: Week;
  /** Who was told what, so that nobody is told twice. */
  readonly heard: Set<string>;
}

const PEOPLE = ['mette', 'morten', 'lars', 'sanne', 'karen', 'bodil', 'birger'];

function morning(lives: readonly Life[], at: Morning): string[] {
  const moment = { today: at.today, known: plus(at.today, -1) };
  const all = [...lives.flatMap((life) => dutiesOf(life, moment, at.week)), ...meetingDuties(lives, moment, at.week)];
  const digests = PEOPLE.flatMap((who) => digestOf(who, all, at));
  const alerts = { shared: new Set<string>(), own: new Set<string>() };
  for (const life of lives) {
    for (const duty of dutiesOf(life, moment, at.week).filter((d) => isNews('channel', d, at))) {
      alerts[isShared(life, moment) ? 'shared' : 'own'].add(duty.label);
    }
  }
  const posts = Object.entries(alerts).filter(([, labels]) => labels.size > 0);
  return [...digests, ...posts.map(([where, labels]) => `${at.today} 08:15 ${where} alert: ${listed([...labels])}`)];
}

/** Whether a telling has come that this recipient has not heard; from now on they have. */
function isNews(who: string, { key, tellings }: Duty, { today, heard }: Morning): boolean {
  const come = tellings.filter((t) => t.day <= today && t.to.includes(who)).map((t) => `${who} ${key} ${t.day}`);
  const news = come.some((one) => !heard.has(one));
  for (const one of come) heard.add(one);
  return news;
}

function digestOf(who: string, all: readonly Duty[], at: Morning): string[] {
  const { today } = at;
  let reason = false;
  const labels: string[] = [];
  for (const duty of all) {
    const news = isNews(who, duty, at);
    if (duty.once) {
      if (news) labels.push(duty.label);
      reason ||= news;
      continue;
    }
    const owns = duty.owners.includes(who);
    const near = owns && duty.due <= plus(today, 7);
    const was = duty.tellings.some((t) => t.day <= today && t.to.includes(who));
    const quiet = owns && duty.quietUntil !== undefined && today < duty.quietUntil;
    if (quiet || !(near || was)) continue;
    labels.push(duty.label);
    reason ||= news || duty.due <= today;
  }
  labels.push(...closingFor(who, all, at).map((aliases) => `lukket ${aliases}`));
  return reason ? [`${today} 08:00 ${who} digest: ${listed(labels)}`] : [];
}

/** S5: on the last morning before more than three closed weekdays, the contacts that fall in them. */
function closingFor(who: string, all: readonly Duty[], { today, week }: Morning): string[] {
  let end = plus(today, 1);
  let weekdays = 0;
  for (; !isWorking(end, week); end = plus(end, 1)) weekdays += [0, 6].includes(new Date(end).getUTCDay()) ? 0 : 1;
  if (weekdays <= 3) return [];
  const mine = all.filter((d) => d.label.endsWith('Kontakt') && (d.owners.includes(who) || who === 'lars'));
  const falling = mine.filter((d) => d.due > today && d.due < end).map((d) => d.label.split(' ')[0]);
  return falling.length === 0 ? [] : [falling.toSorted().join(' ')];
}

function meetingDuties(lives: readonly Life[], at: Moment, week: Week): Duty[] {
  const duties: Duty[] = [];
  const { name, from } = week.conference;
  for (let date = from; date <= plus(at.today, 21); date = plus(date, 7)) {
    const label = `${name} ODE`;
    if (!isWorking(date, week) && at.today <= date) {
      const tellings = [{ day: earlier(plus(date, -10), week), to: ['karen'] }];
      duties.push({ key: `closed ${date}`, label, due: date, owners: ['karen'], tellings });
    }
    // At the round it was asked about, and it still may be named.
    const round = { today: date, known: date };
    const asked = lives.some((l) => [round, at].every((then) => isRunning(l, then) && isShared(l, then)));
    if (isWorking(date, week) && asked && at.today >= date && plus(date, 14) >= at.today) {
      const day = workingDaysAfter(date, 2, week);
      duties.push({
        key: `unanswered ${date}`,
        label,
        due: day,
        owners: [],
        tellings: [{ day, to: ['lars'] }],
        once: true,
      });
    }
  }
  const { review } = week;
  const label = 'ODE Kvartalets resultater';
  for (const end of ['2026-09-30', '2026-12-31', '2027-03-31']) {
    const day = workingDaysAfter(end, 10, week);
    const duty = { key: `results ${end}`, label, due: day, owners: [], tellings: [{ day, to: ['karen', 'lars'] }] };
    // Heard of on that day, not weeks later.
    if (day === at.today) duties.push({ ...duty, once: true });
  }
  if (review !== null && at.known < review.until) {
    const tellings = [{ day: earlier(plus(review.on, -30), week), to: ['karen'] }];
    const label = 'ODE Gennemgang af aftalen';
    duties.push({ key: 'review', label, due: review.on, owners: ['karen'], tellings });
  }
  return duties;
}

/** The conference's own posts of one working day. */
function conferenceDay(lives: readonly Life[], today: Day, week: Week): string[] {
  const { from, start, reminder, round } = week.conference;
  const dates: Day[] = [];
  for (let date = from; date <= plus(today, 30); date = plus(date, 7)) if (isWorking(date, week)) dates.push(date);
  const now = { today, known: today };
  const lines = dates
    .filter((date) => earlier(plus(date, -1), week) === today)
    .flatMap((date) => {
      const on = lives.filter((l) => isRunning(l, now) && isShared(l, now) && (l.consent?.lastDay ?? '') >= date);
      const people = new Set(on.flatMap((l) => [l.specialist, l.clinician]));
      const agenda = `${today} 12:00 shared agenda ${date.slice(5)} ${start}: ${listed(on.map((l) => l.alias))}`;
      return [agenda, ...[...people].map((who) => `${today} 12:00 ${who} preparation ${date.slice(5)} ${start}`)];
    });
  if (!dates.includes(today)) return lines;
  const known = reminder < '10:00' ? plus(today, -1) : today;
  const asked = lives.filter((l) => isRunning(l, now) && isShared(l, now)).map((l) => l.alias);
  const agendaStood = known !== '';
  return [
    ...lines,
    ...(agendaStood ? [`${today} ${reminder} shared reminder in thread`] : []),
    ...(asked.length > 0 ? [`${today} ${round} shared round in thread: ${listed(asked)}`] : []),
  ];
}

/** K12: withdrawn at once; lapsed at midnight, told at 07:00 on the next working day. */
function consentLines(lives: readonly Life[], today: Day, week: Week): string[] {
  return lives.flatMap(({ alias, clinician, specialist, consent }) => {
    if (consent === undefined) return [];
    const moment = isWorking(today, week) ? `${today} 10:00` : `${later(today, week)} 07:00`;
    if (consent.withdrawn === today) return [`${moment} ${clinician} ended: ${alias}`];
    const lapses = consent.withdrawn === undefined && plus(consent.lastDay, 1) === today;
    // Nobody did it, so the specialist hears of it too.
    return lapses ? [clinician, specialist].map((who) => `${later(today, week)} 07:00 ${who} ended: ${alias}`) : [];
  });
}

export function listed(labels: readonly string[]): string {
  return labels.toSorted().join(', ');
}
