import { presentStep } from '../../domain/course/course.ts';
import { openExemption } from '../../domain/course/exemption.ts';
import { groupOf } from '../../domain/course/visitation.ts';
import { GroupTwoDuty } from '../../domain/visitation.ts';
import type { CourseFacts } from '../courses/course-facts.ts';
import type { Reader } from '../courses/reader.ts';
import { formatDate, formatDateWithYear } from '../format.ts';
import { listInWords } from '../refusal-sentence.ts';
import { termFor } from './item-text.ts';
import { mayAnswer, type VisitationQuestion } from './visitation-question.ts';

type Wording = Pick<Reader, 'say' | 'language' | 'today'>;

/** A part of the step card with its own buttons. */
export interface VisitationBlock {
  readonly title: string;
  readonly lines: readonly { readonly text: string }[];
  readonly buttons: readonly ReturnType<typeof button>[];
}

/** What the step card says of the group and of a pause, with what the reader may do about them (B2–B4). */
export function visitationBlocks(reader: Wording, facts: CourseFacts): readonly VisitationBlock[] {
  if (facts.shown.value.status !== 'running') return [];
  return [...restBlock(reader, facts), ...groupBlock(reader, facts)].filter((block) => block.lines.length > 0);
}

/** B4: since when, why, until when, and what was agreed meanwhile. The card is the home side's alone. */
function restBlock(reader: Wording, facts: CourseFacts): VisitationBlock[] {
  const exempt = openExemption(facts.shown.value);
  if (exempt === null) return [];
  const { say, language } = reader;
  const { because, contactOn, from, reviewOn } = exempt;
  const days = { since: formatDate(from, language), review: formatDate(reviewOn, language) };
  const agreed = contactOn === null ? [] : [say('visitation.agreed', { on: formatDate(contactOn, language) })];
  const reason = because === null ? [] : [say('visitation.because', { because: say(`exemption.${because}`) })];
  return [
    {
      title: say('visitation.restTitle'),
      lines: [say('visitation.restLine', days), ...reason, ...agreed].map(asLine),
      buttons: buttonsFor(reader, facts, ['review', 'contact', 'resume']),
    },
  ];
}

/** B2, B3: the talks, the group, and in group 2 what the caseworker owes. */
function groupBlock(reader: Wording, facts: CourseFacts): VisitationBlock[] {
  const { shown, rules } = facts;
  if (rules.programme.visitation === null) return [];
  const { say } = reader;
  const course = shown.value;
  const group = groupOf(course);
  const done = course.groups.at(-1)?.done;
  const duties = group?.group === '2' ? GroupTwoDuty.options : [];
  const mayTalk = group === null && course.startTalks.length < (rules.programme.startTalks ?? 0);
  return [
    {
      title: say('visitation.title'),
      lines: [
        ...talksText(reader, facts),
        groupText(reader, facts),
        ...duties.map((d) => dutyText(reader, facts, d)),
      ].map(asLine),
      buttons: buttonsFor(reader, facts, [
        ...(mayTalk ? (['talk'] as const) : []),
        'group',
        ...duties.filter((d) => done?.has(d) !== true),
      ]),
    },
  ];
}

/** Where the group was decided before the opening, nobody entered the talks, and nothing is said of them. */
function talksText({ say, language }: Wording, { shown }: CourseFacts): readonly string[] {
  const talks = shown.value.startTalks.toSorted().map((on) => formatDate(on, language));
  if (talks.length > 0) return [say('visitation.talks', { days: listInWords(say, talks), count: talks.length })];
  return groupOf(shown.value) === null ? [say('visitation.noTalks')] : [];
}

/** "Gruppe 2 (rehabiliteringsgruppen) siden 9. nov. 2026", or that it is not decided yet. */
function groupText(words: Wording, { shown, rules }: Pick<CourseFacts, 'shown' | 'rules'>): string {
  const group = groupOf(shown.value);
  if (group === null) return words.say('visitation.undecided');
  const on = formatDateWithYear(group.on, words.language);
  return words.say('visitation.since', { group: termFor(words, rules, `group${group.group}`), on });
}

/** B3: the group, and that no job steps run in it. */
export function groupTwoText(words: Wording, facts: Pick<CourseFacts, 'shown' | 'rules'>): string {
  return words.say('visitation.noSteps', { group: groupText(words, facts) });
}

function dutyText(reader: Wording, { shown, rules }: CourseFacts, duty: GroupTwoDuty): string {
  const { say, language } = reader;
  const done = shown.value.groups.at(-1)?.done.get(duty);
  const term = termFor(reader, rules, duty);
  if (done === undefined) return `○ ${term}`;
  return `✔ ${term}: ${formatDateWithYear(done.on, language)} · ${say(`step.place.${done.where}`)}`;
}

/** *Sæt på pause*, where the programme has it, a step runs, and the reader may. */
export function restButton(reader: Wording, facts: CourseFacts) {
  const { shown, rules } = facts;
  const course = shown.value;
  const running = course.status === 'running' && presentStep(course) !== null && openExemption(course) === null;
  return running && rules.programme.exemption !== null ? buttonsFor(reader, facts, ['exemption']) : [];
}

function buttonsFor({ say }: Wording, { shown }: CourseFacts, questions: readonly VisitationQuestion[]) {
  return questions
    .filter((what) => mayAnswer(shown.rights, what))
    .map((what) => button(say(`visitation.button.${buttonOf(what, shown.value)}`), { course: shown.value.id, what }));
}

/** A group that is decided is changed. */
function buttonOf(what: VisitationQuestion, course: CourseFacts['shown']['value']): string {
  return what === 'group' && groupOf(course) !== null ? 'changeGroup' : what;
}

function button(title: string, send: { readonly course: string; readonly what: VisitationQuestion }) {
  return { title, verb: 'visitation.form', send, style: 'default' };
}

function asLine(text: string): { readonly text: string } {
  return { text };
}
