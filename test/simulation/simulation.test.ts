import { beforeAll, describe, expect, test } from '@jest/globals';
import { PlainDate } from '../../src/domain/calendar/time.ts';
import { plus } from '../_util/naive-days.ts';
import { check } from './checker/check.ts';
import type { Finding, Wrong } from './checker/finding.ts';
import type { Host } from './host.ts';
import { agreementIdOf, conferenceIdOf } from './installation.ts';
import type { Chronicle, Day, Line, Message } from './record.ts';
import { type Simulation, simulate } from './run.ts';

const SEED = 20261102;
const SMALL = { seed: SEED, courses: 36, towns: 3, months: 2, trouble: 4 } as const;
/** Long enough for a consent to be taken back. */
const LONGER = { seed: 2, courses: 12, months: 2 } as const;
const TINY = { seed: SEED, courses: 10, towns: 1, months: 1, trouble: 0 } as const;

let small: Chronicle;
beforeAll(async () => {
  const began = performance.now();
  small = await simulate(SMALL);
  const sent = small.lines.filter((l) => l.kind === 'sent').length;
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.info(`seed ${SEED}: ${SMALL.courses} courses, ${sent} messages, ${seconds} s`);
}, 120_000);

test('N1–N5, K12, K14: two months of three municipalities, and no message missed, doubled, early, undue or leaking', () => {
  expect(check(small).map(worded)).toEqual([]);
});

/** What the checker must be able to see is there: else finding nothing says nothing. */
test('the small simulation has everything in it that goes wrong in life', () => {
  const facts = new Set(small.lines.flatMap((l) => (l.kind === 'entered' ? [l.fact.type] : [])));
  for (const type of [
    'consented',
    'withdrawn',
    'held',
    'failed',
    'away',
    'down',
    'reviewed',
    'taskAgreed',
    'jobAgreed',
  ] as const)
    expect(facts).toContain(type);
  const came = new Set(messages(small).map(({ message }) => message.came));
  expect(came).toContain('unsure');
});

describe('a planted fault is found, and as what it is: in what was sent', () => {
  test.each<[Wrong, string, (chronicle: Chronicle) => Chronicle]>([
    ['missed', 'a digest that never came', (c) => without(c, nth(c, isDigest, 20))],
    ['missed', 'a question round that never came', (c) => without(c, nth(c, isRound, 3))],
    ['missed', 'a row left out of a digest', (c) => changed(c, nth(c, isDigest, 20), withoutFirstRow)],
    ['doubled', 'a digest that came twice', (c) => again(c, nth(c, isDigest, 20), 30)],
    ['doubled', 'an agenda that came twice', (c) => again(c, nth(c, isAgenda, 4), 60)],
    ['undue', 'a digest on a Sunday', (c) => moved(c, nth(c, isDigest, 20), sundayAfter)],
    ['undue', 'a row of a course that is over', (c) => changed(c, nth(c, isDigest, 20), withRow('ASS-999 · Kontakt'))],
    ['leaking', 'a name in a digest', (c) => changed(c, nth(c, isDigest, 20), withLine('Borger Kanariefugl 3'))],
    ['leaking', 'a CPR number in an agenda', (c) => changed(c, nth(c, isAgenda, 4), withLine('670190-1234'))],
    [
      'leaking',
      'the words of a task in a channel',
      (c) => changed(c, nth(c, isAgenda, 4), withLine('Ring ordkanarie')),
    ],
    ['leaking', 'a course without consent on an agenda', (c) => changed(c, nth(c, isAgenda, 6), withLine(unshared(c)))],
    ['leaking', 'a card that was not taken back', (c) => without(c, replacedAfter(c, 'withdrawn'))],
  ])('%s: %s', (wrong, _what, tamper) => {
    const found = check(tamper(small));
    expect(found.map((f) => f.wrong)).toContain(wrong);
  });
});

describe('a planted fault is found, and as what it is: in the bot', () => {
  test('missed: the wakes of all courses are lost', async () => {
    const spoil = onDay('2026-11-16', async (host) => {
      await host.inScope(async ({ tx }) => {
        for (const { id } of await tx.courses.all(null, 100)) await tx.wakes.set({ kind: 'course', id }, null);
      });
    });
    expect(await firstFound({ spoil })).toBe('missed');
  });

  test('missed: the wake of a conference is lost', async () => {
    const spoil = onDay('2026-11-11', async (host) => {
      const wake = { kind: 'conference', id: conferenceIdOf('ASS'), agreement: agreementIdOf('ASS') } as const;
      await host.inScope(({ tx }) => tx.wakes.set(wake, null));
    });
    expect(kinds(await found({ spoil }))).toEqual(['missed']);
  });

  test('doubled: agendas whose delivery is forgotten', async () => {
    const spoil = async (host: Host) => {
      await host.inScope(async ({ tx, now }) => {
        const sent = (await tx.outbox.inState(['sent'], 100)).filter((r) => r.kind === 'agenda');
        for (const { id } of sent) await tx.outbox.settle(id, { state: 'pending', at: now });
      });
    };
    expect(await firstFound({ spoil })).toBe('doubled');
  });

  test('early: a bot that lives a day ahead', async () => {
    expect(kinds(await found({ sabotage: { aheadMs: 86_400_000 } }))).toContain('early');
  });

  test('undue: a bot that does not hear of contacts', async () => {
    expect(kinds(await found({ sabotage: { deafTo: ({ type }) => type === 'held' } }))).toContain('undue');
  });

  test('leaking: a bot that does not hear of consents taken back', async () => {
    const all = kinds(await found({ ...LONGER, sabotage: { deafTo: ({ type }) => type === 'withdrawn' } }));
    expect(all).toContain('leaking');
  });
});

/** A course that was opened and never had a consent. */
function unshared({ lines }: Chronicle): string {
  const facts = lines.flatMap((l) => (l.kind === 'entered' ? [l.fact] : []));
  const shared = new Set(facts.flatMap((f) => (f.type === 'consented' ? [f.alias] : [])));
  const never = facts.find((f) => f.type === 'opened' && !shared.has(f.alias));
  if (never?.type !== 'opened') throw new Error('everybody consented');
  return never.alias;
}

/** The first message replaced in a channel after something was entered. */
function replacedAfter(chronicle: Chronicle, type: string): Sent {
  const since = chronicle.lines.findIndex((l) => l.kind === 'entered' && l.fact.type === type);
  const one = messages(chronicle).find(
    (m) => m.nth > since && m.message.method === 'put' && m.message.place.includes('faelles'),
  );
  if (one === undefined) throw new Error('nothing was replaced');
  return one;
}

type Sent = { readonly at: string; readonly message: Message; readonly nth: number };

function messages({ lines }: Chronicle): Sent[] {
  return lines.flatMap((l, n) =>
    l.kind === 'sent' && !l.message.answer ? [{ at: l.at, message: l.message, nth: n }] : [],
  );
}

const isOf = (summary: string) => (m: Message) => m.summary === summary && m.method === 'post' && m.came === 'sent';
const isDigest = isOf('Dagens overblik');
const isAgenda = isOf('Dagsorden til konferencen');
const isRound = isOf('Hvad kom der ud af konferencen?');

/** The nth message of a kind. */
function nth(chronicle: Chronicle, fits: (message: Message) => boolean, n: number): Sent {
  const one = messages(chronicle).filter(({ message }) => fits(message))[n];
  if (one === undefined) throw new Error('the small simulation is too small');
  return one;
}

function without(chronicle: Chronicle, { nth: at }: Sent): Chronicle {
  return { ...chronicle, lines: chronicle.lines.toSpliced(at, 1) };
}

function changed(
  chronicle: Chronicle,
  { nth: at, message, at: moment }: Sent,
  change: (m: Message) => Message,
): Chronicle {
  const line: Line = { at: moment, kind: 'sent', message: change(message) };
  return { ...chronicle, lines: chronicle.lines.toSpliced(at, 1, line) };
}

/** Once more, so many minutes later. */
function again(chronicle: Chronicle, sent: Sent, minutes: number): Chronicle {
  const at = later(sent.at, minutes);
  const line: Line = { at, kind: 'sent', message: { ...sent.message, id: `${sent.message.id}-again` } };
  return { ...chronicle, lines: insert(chronicle.lines, line) };
}

/** The same at another moment. */
function moved(chronicle: Chronicle, sent: Sent, to: (at: string) => string): Chronicle {
  const line: Line = { at: to(sent.at), kind: 'sent', message: sent.message };
  return { ...chronicle, lines: insert(without(chronicle, sent).lines, line) };
}

function insert(lines: readonly Line[], line: Line): Line[] {
  const at = lines.findIndex((other) => other.at > line.at);
  return at < 0 ? [...lines, line] : lines.toSpliced(at, 0, line);
}

function later(moment: string, minutes: number): string {
  const at = Date.parse(`${moment.replace(' ', 'T')}:00Z`) + minutes * 60_000;
  return new Date(at).toISOString().slice(0, 16).replace('T', ' ');
}

function sundayAfter(moment: string): string {
  let day: Day = moment.slice(0, 10);
  while (new Date(day).getUTCDay() !== 0) day = plus(day, 1);
  return `${day} 08:00`;
}

function withoutFirstRow(message: Message): Message {
  const at = message.lines.findIndex((line) => line.startsWith('**') && line.includes(' · '));
  return { ...message, lines: message.lines.toSpliced(at, 1) };
}
const withLine =
  (line: string) =>
  (message: Message): Message => ({ ...message, lines: [...message.lines, line] });
const withRow = (row: string) => withLine(`**${row.replace(' ·', '** ·')}`);

function onDay(day: string, work: (host: Host) => Promise<void>) {
  return async (host: Host, today: Day) => {
    if (PlainDate.parse(today) === day) await work(host);
  };
}

/** What is found in a tiny simulation with something wrong in it. */
async function found(wrong: Partial<Simulation>): Promise<readonly Finding[]> {
  return check(await simulate({ ...TINY, ...wrong }));
}

async function firstFound(wrong: Partial<Simulation>): Promise<Wrong | undefined> {
  return (await found(wrong))[0]?.wrong;
}

function kinds(findings: readonly Finding[]): Wrong[] {
  return [...new Set(findings.map((f) => f.wrong))].toSorted();
}

function worded({ wrong, at, where, what, story }: Finding): string {
  return [`${wrong}: ${at} ${where}: ${what}`, ...story].join('\n');
}
