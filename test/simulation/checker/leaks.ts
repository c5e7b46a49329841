import type { Message, Moment } from '../record.ts';
import { suspicious } from './canary.ts';
import { isShared, type Known } from './course.ts';
import { maySeeNow } from './desk.ts';
import { ENDED } from './expected.ts';
import type { Finding } from './finding.ts';
import { type Place, type Places, placeName } from './places.ts';
import { aliasesIn } from './read.ts';

/** What stands before people's eyes, and who may see it. */
export interface Leaks {
  /** A message as it is sent or replaced. */
  look(message: Message, now: Moment): void;
  /** Somebody lost sight of a course some minutes ago: no message names it to them any more. */
  lookBack(alias: string, now: Moment): void;
}

interface Standing {
  readonly place: Place;
  readonly aliases: readonly string[];
  /** Its place is not known for certain, so it cannot be taken back. */
  readonly lost: boolean;
}

/** Typed by people: it may stand before a person, never in a channel (N2). */
const TYPED = /ordkanarie/i;

export function createLeaks(places: Places, report: (finding: Finding) => void): Leaks {
  const standing = new Map<string, Standing>();
  const naming = new Map<string, Set<string>>();
  const forget = (id: string) => {
    for (const alias of standing.get(id)?.aliases ?? []) naming.get(alias)?.delete(id);
    standing.delete(id);
  };
  const remember = (id: string, one: Standing) => {
    standing.set(id, one);
    for (const alias of one.aliases) naming.set(alias, (naming.get(alias) ?? new Set()).add(id));
  };
  return {
    look(message, now) {
      const place = places.byId.get(message.place);
      const found =
        place === undefined
          ? [leak(message.place, { at: now, what: 'an unknown place' })]
          : leaksIn(message, place, now);
      for (const finding of found) report(finding);
      if (place === undefined) return;
      const aliases = namedIn(message);
      const { lost = false } = standing.get(message.id) ?? {};
      forget(message.id);
      const unsure = message.method === 'post' && message.came === 'unsure';
      if (message.stands) remember(message.id, { place, aliases, lost: lost || unsure });
    },
    lookBack(alias, now) {
      for (const id of [...(naming.get(alias) ?? [])]) {
        const one = standing.get(id);
        if (one === undefined || one.lost || whyNot(one.place, alias, now) === null) continue;
        report({
          ...leak(placeName(one.place), { at: now, what: `${alias} still stands in a card` }),
          story: storyOf(one.place, alias),
        });
        forget(id);
      }
    },
  };
}

/** The courses a message names, but for the one line that may. */
function namedIn({ lines }: Message): string[] {
  return aliasesIn(lines.filter((line) => !ENDED.test(line)));
}

function leaksIn(message: Message, place: Place, at: Moment): Finding[] {
  const where = placeName(place);
  const { lines, summary } = message;
  const words = lines.some(suspicious) || (place.kind !== 'person' && lines.some((line) => TYPED.test(line)));
  const found = words ? [leak(where, { at, what: `a name, a number or a person's words: ${summary}` })] : [];
  const named = namedIn(message).flatMap((alias) => {
    const wrong = whyNot(place, alias, at);
    const what = `${alias} in "${summary}" ${wrong}`;
    return wrong === null ? [] : [{ ...leak(where, { at, what }), story: storyOf(place, alias) }];
  });
  return [...found, ...named];
}

function leak(where: string, { at, what }: { readonly at: Moment; readonly what: string }): Finding {
  return { wrong: 'leaking', at, where, what, story: [] };
}

function storyOf({ desk }: Place, alias: string): readonly string[] {
  return desk.courses.get(alias)?.story ?? [];
}

/** Why a course may not be named in a place now; null when it may. */
function whyNot(place: Place, alias: string, now: Moment): string | null {
  const course = place.desk.courses.get(alias);
  if (course === undefined) return 'is not of this place';
  const day = now.slice(0, 10);
  if (place.kind === 'person') return maySeeNow(place.desk, place.who, { course, day }) ? null : 'is not theirs to see';
  if (course.agreement !== place.agreement) return 'is of another agreement';
  return mayStandIn(place.kind, course, day) ? null : 'without consent in force';
}

function mayStandIn(kind: 'shared' | 'own', course: Known, day: string): boolean {
  if (isShared(course, day)) return true;
  return kind === 'own' && (course.startedOn !== null || course.from === 'jobCentre');
}
