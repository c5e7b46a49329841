import { type Day, earlier, isWorking, later, monthAfter, plus, type Week, workingDaysAfter } from './naive-days.ts';
import { type Duty, dutiesOf, isRunning, isShared, type Life, type Moment } from './naive-duties.ts';

/*
 * Section 9 of domain.md read aloud, day by day. It shares nothing with src/ on purpose: what it says must go out is compared with what the
 * bot sent.
 */

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
    // 30 days before, and a month after that; none of these weeks lasts longer.
    const before = plus(review.on, -30);
    const again = monthAfter(before);
    const tellings = [
      { day: earlier(before, week), to: ['karen', 'lars'] },
      { day: again <= review.on ? earlier(again, week) : later(again, week), to: ['karen', 'lars'] },
    ];
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
  const asked = lives.filter((l) => isRunning(l, now) && isShared(l, now)).map((l) => l.alias);
  return [
    ...lines,
    `${today} ${reminder} shared reminder in thread`,
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
