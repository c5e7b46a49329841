import type { PlainDate } from '../../domain/calendar/time.ts';
import { presentStep } from '../../domain/course/course.ts';
import { lacksOf, openEngagements } from '../../domain/course/engagement.ts';
import { rhythmOf } from '../../domain/course/rhythm.ts';
import { meetingsLine, premisesLine } from '../courses/frame.ts';
import { formatDateWithYear } from '../format.ts';
import { plain } from '../plain.ts';
import { listInWords } from '../refusal-sentence.ts';
import { wishLines } from '../wishes/wish-words.ts';
import { cooperation, employersKnown, goalKnown, hasOpenJob, jobsKnown, opennessKnown } from './known.ts';
import type { About, Principle } from './principle.ts';

/** The six core elements of B6–B22, each with what the bot knows of it. */
export async function coreElements(about: About): Promise<readonly Principle[]> {
  const premises = await premisesLine(about.reader, about.facts.agreement.terms);
  const known: readonly Omit<Principle, 'title'>[] = [
    await specialistElement(about, premises),
    goalElement(about),
    companiesElement(about),
    agreementElement(about),
    followUpElement(about),
    { lines: [meetingsLine(about.reader, about.facts), premises], lacks: !hasMeetings(about) },
  ];
  return known.map((one, i) => ({ title: about.reader.say(`principles.coreElements.${i + 1}`), ...one }));
}

/** B21: whether the course belongs to a conference that is held. */
function hasMeetings({ facts }: About): boolean {
  return facts.agreement.conferences.some((c) => c.id === facts.shown.value.conference);
}

/** B6, B7: a personal specialist, room at the clinic as far as possible, and what the citizen wishes (W1, W2). */
async function specialistElement({ reader, facts }: About, premises: string): Promise<Omit<Principle, 'title'>> {
  const { specialist } = facts.shown.value;
  const name = specialist === null ? undefined : (await reader.tx.users.many([specialist])).get(specialist)?.name;
  const who = name === undefined ? reader.say('course.people.nobody') : plain(name);
  const openness = reader.say('wishes.openness');
  const wishes = wishLines(reader, facts.shown.value).filter(({ title }) => title !== openness);
  const lines = wishes.map(({ title, value }) => reader.say('principles.wish', { title, value }));
  return { lines: [reader.say('principles.specialist', { who }), premises, ...lines], lacks: specialist === null };
}

/** B8: CV on Jobnet and the own job goal, begun together with the specialist. */
function goalElement(about: About): Omit<Principle, 'title'> {
  const { say, language } = about.reader;
  const cv = about.facts.shown.value.conditions.get('cvBegun');
  const goal = goalKnown(about);
  const begun =
    cv === undefined ? say('principles.noCv') : say('principles.cv', { on: formatDateWithYear(cv.on, language) });
  return { lines: [begun, goal.line], lacks: cv === undefined || goal.lacks };
}

/** B10–B12: help to contact companies, and openness talked through before the first. */
function companiesElement(about: About): Omit<Principle, 'title'> {
  const openness = opennessKnown(about);
  const employers = employersKnown(about);
  const lines = [...(openness === null ? [] : [openness.line]), employers.line];
  return { lines, lacks: (openness?.lacks ?? false) || employers.lacks };
}

/** B13–B15: the agreement with the company, with its contact person and plan. */
function agreementElement(about: About): Omit<Principle, 'title'> {
  const { say } = about.reader;
  const { shown, rules } = about.facts;
  const { needs } = rules.programme.engagement;
  const lacks = openEngagements(shown.value).flatMap((e) => lacksOf(e, needs, rules.programme));
  const missing = [...new Set(lacks)].map((need) => say(`condition.${need}`));
  const lines = missing.length === 0 ? [] : [say('item.agreementLacksStatus', { missing: listInWords(say, missing) })];
  return { lines: [...jobsKnown(about), ...lines], lacks: !hasOpenJob(about) || missing.length > 0 };
}

/** B16, B18, B19: normally at the company, with psychiatry involved, and gently less often. */
function followUpElement(about: About): Omit<Principle, 'title'> {
  const { say, language } = about.reader;
  const { value } = about.facts.shown;
  const together = cooperation(about);
  const atCompany = value.contacts.flatMap((c) => (c.kind === 'held' && c.atCompany ? [c.on] : []));
  const last = atCompany.reduce<PlainDate | null>((a, b) => (a === null || b > a ? b : a), null);
  const held =
    last === null
      ? []
      : [say('principles.heldAtCompany', { count: atCompany.length, on: formatDateWithYear(last, language) })];
  return {
    lines: [say('principles.atCompany'), ...held, ...rhythmKnown(about), ...together.lines],
    lacks: together.lacks,
  };
}

/** B19: the rhythm as it stands, which the first day at the company makes calmer by itself. */
function rhythmKnown({ reader, facts }: About): readonly string[] {
  const { value } = facts.shown;
  if (value.status !== 'running') return [];
  const rhythm = rhythmOf(value, facts.rules, reader.today);
  if (rhythm === null) return presentStep(value) === null ? [reader.say('principles.supportPhasedOut')] : [];
  const isCalm = rhythm.name.endsWith('m');
  return [
    reader.say(isCalm ? 'principles.rhythmMonthly' : 'principles.rhythmDays', {
      count: facts.rules.contactEveryDays,
      on: formatDateWithYear(rhythm.due, reader.language),
    }),
  ];
}
