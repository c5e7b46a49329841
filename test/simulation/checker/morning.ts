import { plus } from '../../_util/naive-days.ts';
import type { Day, Who } from '../record.ts';
import { isShared } from './course.ts';
import { agreementOf, closingAfter, type Desk, everything, handsOf, maySee, maySeeNow, standIn } from './desk.ts';
import { CHANNEL, type Duty } from './duty.ts';
import { openTraining } from './training-duties.ts';

/** One person's digest as it must be. */
export interface Due {
  readonly who: Who;
  readonly rows: readonly { readonly label: string; readonly section: string; readonly due: Day }[];
  readonly told: readonly string[];
  /** May be told once more: a cover hears what the absent person heard before. */
  readonly mayBeTold: readonly string[];
  readonly closing: readonly string[];
  /** People nobody can reach, of whom it must tell, and whether it must tell of messages that may not have come. */
  readonly lost: readonly Who[];
  readonly hasLosses: boolean;
  /** It must come; else it may. */
  readonly must: boolean;
  readonly may: boolean;
}

/** What a morning raises: digests, and what each channel hears. */
export interface Morning {
  readonly digests: readonly Due[];
  readonly alerts: ReadonlyMap<string, readonly string[]>;
}

/** Tells everything whose day has come, and says which digests and alerts must follow. */
export function morningOf(desk: Desk, today: Day): Morning {
  const all = everything(desk, today);
  const news = new Set<string>();
  const alerts = new Map<string, string[]>();
  for (const duty of all) {
    for (const { day, by = day, to } of duty.tellings.filter((t) => t.day <= today)) {
      for (const who of to) raise(desk, { duty, day: by, who, today, news, alerts });
    }
  }
  const digests = desk.town.people.map(({ who }) => digestOf(desk, who, { today, all, news }));
  return { digests, alerts };
}

interface Raising {
  readonly duty: Duty;
  readonly day: Day;
  readonly who: Who;
  readonly today: Day;
  readonly news: Set<string>;
  readonly alerts: Map<string, string[]>;
}

function raise(desk: Desk, { duty, day, who, today, news, alerts }: Raising): void {
  const { course } = duty;
  const channel = who === CHANNEL && course !== null ? channelFor(desk, duty, today) : null;
  if (who === CHANNEL ? channel === null : course !== null && !maySee(desk, who, { course, day: today })) return;
  const telling = `${who} ${duty.key} ${day}`;
  if (desk.raised.has(telling)) return;
  desk.raised.set(telling, today);
  if (channel === null) news.add(`${who} ${duty.key}`);
  else alerts.set(channel, [...new Set([...(alerts.get(channel) ?? []), duty.label])]);
}

/** N2: the shared channel only with the consent in force, else the job centre's own, else none. */
function channelFor(desk: Desk, { course }: Duty, today: Day): string | null {
  if (course === null) return null;
  const { shared, own } = agreementOf(desk, course.agreement);
  return isShared(course, today) ? shared : own;
}

interface Look {
  readonly today: Day;
  readonly all: readonly Duty[];
  readonly news: ReadonlySet<string>;
}

function digestOf(desk: Desk, who: Who, { today, all, news }: Look): Due {
  const mine = handsOf(desk, who, today);
  const away = standIn(desk, who, today) !== who;
  const seen = all.filter(({ course }) => course === null || maySeeNow(desk, who, { course, day: today }));
  const listed = seen.filter((d) => !d.once && holds(d, mine, today));
  const rows = listed.map(({ label, due }) => ({ label, due, section: sectionOf(due, today) }));
  const once = seen.filter((d) => d.once && reached(d, mine, today));
  const fresh = once.filter((d) => isFresh(desk, d, { who, mine, today }));
  const told = fresh.filter((d) => d.open !== true);
  const closing = closingFor(desk, who, { seen, mine, today });
  const isNews = [...listed, ...told].some((d) => [...mine].some((one) => news.has(`${one} ${d.key}`)));
  const reason = isNews || listed.some((d) => d.due <= today) || closing.length > 0;
  const occasion = (desk.occasions.get(who) ?? '9999') <= today;
  const worth = listed.some((d) => d.due <= today || reached(d, mine, today)) || told.length > 0;
  const lost = [...(desk.lostPeople.get(who) ?? [])];
  const hasLosses = (desk.losses.get(who) ?? 0) > 0;
  const losses = hasLosses || lost.length > 0;
  const must = reason || (occasion && (worth || losses)) || (desk.taken.get(who)?.size ?? 0) > 0;
  return {
    who,
    rows,
    told: told.map((d) => d.label),
    mayBeTold: [...once.map((d) => d.label), ...openLabels(desk, who).flatMap((label) => [label, label, label, label])],
    closing,
    lost,
    hasLosses,
    must: !away && must,
    may: !away && (must || (occasion && losses) || openLabels(desk, who).length > 0 || once.some((d) => d.open)),
  };
}

/** What leader and coordinator may be told of training where there are two agreements. */
function openLabels(desk: Desk, who: Who): string[] {
  const codes = desk.town.agreements.map((a) => a.code);
  return who === desk.leader || who === desk.coordinator ? openTraining(desk.training, codes) : [];
}

/** Whether a duty stands with somebody: as its owner from seven days before, or because it was told. */
function holds(duty: Duty, mine: ReadonlySet<Who>, today: Day): boolean {
  const quiet = duty.quietUntil !== null && today < duty.quietUntil;
  return [...mine].some((who) => {
    const owns = duty.owners.includes(who);
    if (quiet && owns) return false;
    return (owns && duty.due <= plus(today, 7)) || reached(duty, new Set([who]), today);
  });
}

function reached({ tellings }: Duty, mine: ReadonlySet<Who>, today: Day): boolean {
  return tellings.some((t) => t.day <= today && t.to.some((who) => mine.has(who)));
}

/** Told once: since the last digest that came for certain. */
function isFresh(desk: Desk, duty: Duty, at: { who: Who; mine: ReadonlySet<Who>; today: Day }): boolean {
  const since = desk.arrived.get(at.who) ?? '';
  return duty.tellings.some((t) =>
    t.to.some((to) => {
      const on = at.mine.has(to) ? desk.raised.get(`${to} ${duty.key} ${t.by ?? t.day}`) : undefined;
      return on !== undefined && (on === at.today || on > since);
    }),
  );
}

function sectionOf(due: Day, today: Day): string {
  if (due < today) return 'over';
  if (due === today) return 'today';
  return due <= plus(today, 7) ? 'week' : 'later';
}

/** S5: on the last morning before a longer closing, the contacts that fall in it. */
function closingFor(desk: Desk, who: Who, at: { seen: readonly Duty[]; mine: ReadonlySet<Who>; today: Day }): string[] {
  const part = desk.town.people.find((p) => p.who === who)?.part;
  const falling = at.seen.filter(({ course, due, label }) => {
    if (course === null || !/ (Kontakt|Aftalt kontakt|Opfølgning efter jobstart)$/.test(label)) return false;
    const agreement = agreementOf(desk, course.agreement);
    const closed = closingAfter(agreement, at.today);
    const answers = part === 'leader' || agreement.closingCover === who || at.mine.has(course.specialist ?? '');
    return answers && closed !== null && closed.first <= due && due <= closed.last;
  });
  return [...new Set(falling.map((d) => d.course?.alias ?? ''))].toSorted();
}
