import { plus } from '../../_util/naive-days.ts';
import type { Day, Message, Moment } from '../record.ts';
import { type Checking, closeChat, lose, nextMorning } from './checking.ts';
import { type Desk, everything, worksOn } from './desk.ts';
import { ENDED, type Expected, kindOf } from './expected.ts';
import type { Wrong } from './finding.ts';
import { isAsked } from './meetings.ts';
import type { Due } from './morning.ts';
import { type Place, placeName } from './places.ts';
import { aliasesIn, readAlert, readDigest } from './read.ts';

/** One message of the bot's own against what must come now. */
export function compare(checking: Checking, message: Message, now: Moment): void {
  checking.leaks.look(message, now);
  const place = checking.places.byId.get(message.place);
  if (message.method === 'put' || message.came === 'later' || place === undefined) return;
  const { desk } = place;
  const [day = '', time = ''] = now.split(' ');
  const say = reporter(checking, { place, now });
  if (!worksOn(desk, day) || time < '07:00' || time >= '17:00')
    say('undue', `"${message.summary}" outside working hours`, []);
  const kind = kindOf(message.summary, message.lines);
  const subject = subjectOf(message);
  const fits = checking.expected.filter((e) => e.place === message.place && e.kind === kind && isAbout(e, subject));
  const expected = fits.find((e) => !e.done);
  if (expected === undefined) {
    const aliases = aliasesIn(message.lines);
    if (fits.length > 0 || cameBefore(checking, message, day)) say('doubled', `${kind} ${subject}`, aliases);
    else {
      const { rows, told } = readDigest(message);
      const labels = [...rows.map((r) => r.label), ...told].join(', ');
      say(
        kind === 'digest' ? whyUndue(desk, message, day) : 'undue',
        `${kind ?? message.summary} ${subject}${labels}`,
        aliases,
      );
    }
    return;
  }
  expected.done = true;
  content(checking, { expected, message, now, say });
  remember(checking, { expected, message, now });
}

type Say = (wrong: Wrong, what: string, aliases: readonly string[]) => void;

function reporter({ findings }: Checking, { place, now }: { readonly place: Place; readonly now: Moment }): Say {
  return (wrong, what, aliases) => {
    const story = aliases.slice(0, 2).flatMap((alias) => place.desk.courses.get(alias)?.story ?? []);
    findings.push({ wrong, at: now, where: placeName(place), what, story });
  };
}

/** The course that a line or a form is about. */
function subjectOf({ lines, summary }: Message): string {
  const ended = lines.flatMap((line) => ENDED.exec(line)?.[1] ?? [])[0];
  if (ended !== undefined) return ended;
  if (summary === 'En beslutning skal skrives ned') return aliasesIn(lines)[0] ?? '';
  // A conference's posts say when it begins.
  return OF_A_CONFERENCE.has(kindOf(summary, lines) ?? '') ? (lines.find((line) => WHEN.test(line)) ?? '') : '';
}

const OF_A_CONFERENCE: ReadonlySet<string> = new Set(['agenda', 'preparation', 'round']);
const WHEN = /kl\. \d\d\.\d\d–\d\d\.\d\d · uge \d+$/;

function isAbout(expected: Expected, subject: string): boolean {
  return 'alias' in expected ? expected.alias === subject : true;
}

/** Whether the like came earlier that day, or about the same conference or course some days before. */
function cameBefore(checking: Checking, message: Message, day: Day): boolean {
  const last = checking.came.get(keyOf(message));
  if (last === undefined) return false;
  return last === day || (subjectOf(message) !== '' && day <= plus(last, 14));
}

function keyOf(message: Message): string {
  return `${message.place} ${kindOf(message.summary, message.lines)} ${subjectOf(message)}`;
}

function remember(
  checking: Checking,
  { expected, message, now }: { expected: Expected; message: Message; now: Moment },
): void {
  const day = now.slice(0, 10);
  checking.came.set(keyOf(message), day);
  const { desk } = expected;
  if (expected.kind === 'agenda' && message.came === 'sent') checking.agendas.add(expected.meeting.name);
  const person = desk.town.people.find((p) => p.chat === message.place)?.who ?? null;
  if (message.came === 'blocked' && person !== null) return closeChat(desk, person, now);
  if (expected.kind === 'digest') rememberDigest(desk, expected.due, { day, isSure: message.came === 'sent' });
  else if (message.came !== 'sent') lose(desk, person, now);
}

function rememberDigest(
  desk: Desk,
  { who, lost }: Due,
  { day, isSure }: { readonly day: Day; readonly isSure: boolean },
): void {
  if ((desk.occasions.get(who) ?? '') <= day) desk.occasions.delete(who);
  if (!isSure) return nextMorning(desk, who, plus(day, 1));
  desk.arrived.set(who, day);
  desk.taken.delete(who);
  for (const one of lost) desk.lostPeople.get(who)?.delete(one);
}

/** A digest that nothing was due for: too early for something that comes, or for nothing at all. */
function whyUndue(desk: Desk, message: Message, day: Day): Wrong {
  const labels = readDigest(message).rows.map((r) => r.label);
  return labels.some((label) => comesLater(desk, label, day)) ? 'early' : 'undue';
}

function comesLater(desk: Desk, label: string, day: Day): boolean {
  return everything(desk, day, 21).some(
    (d) => d.label === label && (d.due >= day || d.tellings.some((t) => t.day > day)),
  );
}

interface Content {
  readonly expected: Expected;
  readonly message: Message;
  readonly now: Moment;
  readonly say: Say;
}

function content(checking: Checking, { expected, message, now, say }: Content): void {
  const day = now.slice(0, 10);
  const { desk } = expected;
  switch (expected.kind) {
    case 'digest':
      return digest(desk, { due: expected.due, message, say, day });
    case 'alert':
      return same({ wanted: expected.labels, found: readAlert(message), say, what: 'alert' });
    case 'agenda':
    case 'round': {
      const { meeting, agreement } = expected;
      const wanted = [...desk.courses.values()].filter((c) => c.agreement === agreement && isAsked(c, meeting, day));
      const aliases = wanted.map((c) => c.alias).toSorted();
      const found = aliasesIn(message.lines);
      if (expected.kind === 'agenda') return same({ wanted: aliases, found, say, what: 'agenda' });
      if (message.thread !== checking.agendas.has(meeting.name)) say('undue', 'round beside its thread', []);
      const asked = Number(message.lines.flatMap((l) => /^\d+ af (\d+) forløb mangler svar/.exec(l)?.[1] ?? [])[0]);
      if (asked !== aliases.length) say('missed', `asks for ${asked} courses, not ${aliases.length}`, []);
      // It begins with the first page.
      return same({
        wanted: aliases.slice(0, Math.max(found.length, Math.min(5, aliases.length))),
        found,
        say,
        what: 'round',
      });
    }
    case 'reminder':
      if (!message.thread) say('undue', 'reminder beside its thread', []);
      return;
    case 'preparation':
    case 'ended':
    case 'decision':
      return;
    default:
      return expected satisfies never;
  }
}

interface Comparing {
  readonly wanted: readonly string[];
  readonly found: readonly string[];
  readonly say: Say;
  readonly what: string;
}

function same({ wanted, found, say, what }: Comparing): void {
  for (const label of without(wanted, found)) say('missed', `${label} in ${what}`, [aliasOf(label)]);
  for (const label of without(found, wanted)) say('undue', `${label} in ${what}`, [aliasOf(label)]);
}

/** The course a row is about. */
function aliasOf(label: string): string {
  return label.split(' ')[0] ?? '';
}

/** What of one list is not in the other, each as often as it stands there. */
function without(all: readonly string[], others: readonly string[]): string[] {
  const left = [...others];
  return all.filter((one) => {
    const at = left.indexOf(one);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

const PAGE = 8;
const SECTIONS = ['over', 'today', 'week', 'later'];

interface Digesting {
  readonly due: Due;
  readonly message: Message;
  readonly say: Say;
  readonly day: Day;
}

function digest(desk: Desk, { due, message, say, day }: Digesting): void {
  const read = readDigest(message);
  digestRows(desk, { due, read, say, day });
  for (const section of SECTIONS) {
    const wanted = due.rows.filter((r) => r.section === section).length;
    const found = read.counts[section] ?? 0;
    if (found !== wanted) {
      say(found < wanted ? 'missed' : 'undue', `${found} rows, not ${wanted}, counted as ${section}`, []);
    }
  }
  for (const label of without(due.told, read.told)) say('missed', `${label} told in the digest`, [aliasOf(label)]);
  for (const label of without(read.told, due.mayBeTold)) say('undue', `${label} told in the digest`, [aliasOf(label)]);
  same({ wanted: due.closing, found: read.closing, say, what: 'closing' });
  const taken = [...(desk.taken.get(due.who) ?? [])];
  for (const label of without(taken, read.taken)) say('missed', `${label} handed over`, [label]);
  if (read.unreachable < due.lost.length) say('missed', 'somebody whom nobody can reach', []);
  if (due.hasLosses && read.losses === 0) say('missed', 'a message that may not have come', []);
}

/** The first page: the most overdue, all of them where they fit; each in its section. */
function digestRows(
  desk: Desk,
  { due, read, say, day }: Omit<Digesting, 'message'> & { readonly read: ReturnType<typeof readDigest> },
): void {
  const named = (r: { label: string; section: string }) => `${r.label} (${r.section})`;
  const sorted = due.rows.toSorted((a, b) => a.due.localeCompare(b.due));
  const edge = sorted[PAGE - 1]?.due ?? '9999';
  const shown = read.rows.map(named);
  const must = sorted.filter((r) => sorted.length <= PAGE || r.due < edge).map(named);
  for (const row of without(must, shown)) say('missed', `row ${row} in the digest`, [aliasOf(row)]);
  for (const row of without(shown, sorted.map(named))) {
    const label = row.replace(/ \(\w+\)$/, '');
    say(comesLater(desk, label, day) ? 'early' : 'undue', `row ${row} in the digest`, [aliasOf(row)]);
  }
}
