import { presentStep } from '../../domain/course/course.ts';
import { type Engagement, lacksOf, openEngagements } from '../../domain/course/engagement.ts';
import { stepRule } from '../../domain/course/steps.ts';
import type { NoteId, UserId } from '../../domain/ids.ts';
import type { AgreementCondition, StepCondition } from '../../domain/programme.ts';
import { type CourseFacts, factsOfOne } from '../courses/course-facts.ts';
import { stepWords } from '../courses/course-words.ts';
import type { ShownCourse } from '../courses/load-course.ts';
import type { Reader } from '../courses/reader.ts';
import { formatDateWithYear } from '../format.ts';
import { plain } from '../plain.ts';
import type { User } from '../ports/records.ts';
import type { View } from '../view.ts';
import { agreementText, notesOf } from './job-copy.ts';
import { engagementName, engagementState, engagementTerms } from './job-words.ts';
import { saidBefore } from './said-before.ts';

/** Lines of other engagements on one card: a card may not grow over 28 KB. */
const MOST_OTHERS = 4;

/** What else the card shows: what was just done, and which engagement stands open. */
export interface JobCardOptions {
  readonly notice?: string;
  readonly engagement?: string;
}

/** `job`: what is said before a job (A17, W3), one engagement with what it lacks, and the others in a line each (A10, B13–B17). */
export async function jobView(reader: Reader, course: ShownCourse, options: JobCardOptions = {}): Promise<View> {
  const { say, language } = reader;
  const { value } = course.shown;
  const facts = await factsOfOne(reader, course);
  const focus = focusOf(value.engagements, options.engagement) ?? openEngagements(value).at(-1) ?? null;
  const notes = await reader.tx.vault.notes([
    ...(focus === null ? [] : notesOf(focus)),
    ...(value.openness?.note == null ? [] : [value.openness.note]),
  ]);
  const staff = await reader.tx.users.many([...(focus?.confirmed.values() ?? [])].flatMap((c) => c.by ?? []));
  const running = value.status === 'running';
  return {
    card: 'job',
    language,
    data: {
      title: say('job.title', { alias: value.alias }),
      notice: options.notice ?? '',
      step: stepWords(reader, facts)?.text ?? '',
      said: running ? saidBefore(reader, value, notes) : [],
      engagements: focus === null ? [] : [focusBlock(reader, { facts, focus, notes, staff })],
      others: othersOf(reader, facts, focus),
      none: value.engagements.length === 0,
      copy: focus === null ? '' : agreementText(reader, focus, notes),
      buttons: [
        ...(running ? [newButton(reader, value.id), employerButton(reader, value.id)] : []),
        ...wayOn(reader, value.id),
      ],
    },
    summary: say('summary.answer'),
    about: { view: 'job', subject: value.id },
    discloses: [value.id],
  };
}

function focusOf(engagements: readonly Engagement[], id: string | undefined): Engagement | null {
  return engagements.find((e) => e.id === id) ?? null;
}

interface Focus {
  readonly facts: CourseFacts;
  readonly focus: Engagement;
  readonly notes: ReadonlyMap<NoteId, string>;
  readonly staff: ReadonlyMap<UserId, User>;
}

/** One engagement in full: how it stands, what is there, and a button for each thing that is not. */
function focusBlock(reader: Reader, context: Focus) {
  const { facts, focus, notes } = context;
  const employer = focus.employer === null ? undefined : notes.get(focus.employer);
  const needs = needsOf(facts, focus);
  const missing = lacksOf(focus, needs, facts.rules.programme);
  const open = focus.status !== 'ended' && facts.shown.value.status === 'running';
  return {
    name: engagementName(reader, focus),
    lines: [
      employer === undefined ? '' : plain(employer),
      engagementState(reader, focus),
      engagementTerms(reader, focus),
    ]
      .filter((line) => line !== '')
      .map((text) => ({ text })),
    there: [...focus.confirmed.keys()].map((condition) => ({ text: thereText(reader, context, condition) })),
    missing: open ? missing.map((need) => ask(reader, { context, what: need, title: `job.record.${need}` })) : [],
    doing: open ? doingOf(reader, context) : [],
  };
}

/** What the programme asks of an agreement, and in a step that ends by self-support that too (B15, B17, B23). */
function needsOf({ shown, rules }: CourseFacts, { status }: Engagement): readonly StepCondition[] {
  const { needs } = rules.programme.engagement;
  const run = presentStep(shown.value);
  const ends = run !== null && stepRule(rules.programme, run.step).needs.includes('selfSupport');
  return ends && status === 'ongoing' ? [...needs, 'selfSupport'] : needs;
}

function thereText({ say, language }: Reader, { focus, notes, staff }: Focus, condition: AgreementCondition): string {
  const done = focus.confirmed.get(condition);
  if (done === undefined) return '';
  const who = done.by === null ? undefined : staff.get(done.by)?.name;
  const words = done.note === null ? undefined : notes.get(done.note);
  const detail = [words, formatDateWithYear(done.on, language), who].filter((part) => part !== undefined).map(plain);
  return `✔ ${say(`step.condition.${condition}`)}: ${detail.join(' · ')}`;
}

function doingOf(reader: Reader, context: Focus) {
  const started = context.focus.status === 'agreed' ? ['start' as const] : [];
  return [...started, 'change' as const, 'end' as const].map((what) =>
    ask(reader, { context, what, title: `job.do.${what}` }),
  );
}

function ask(
  { say }: Reader,
  { context, what, title }: { readonly context: Focus; readonly what: string; readonly title: string },
) {
  const send = { course: context.facts.shown.value.id, engagement: context.focus.id, what };
  return { title: say(title), verb: 'job.form', send };
}

/** The other engagements, open ones first and the latest of them on top. */
function othersOf(reader: Reader, { shown }: CourseFacts, focus: Engagement | null) {
  const others = shown.value.engagements.filter((e) => e.id !== focus?.id).toReversed();
  const openFirst = [...others.filter((e) => e.status !== 'ended'), ...others.filter((e) => e.status === 'ended')];
  return openFirst.slice(0, MOST_OTHERS).map((e) => ({
    text: `**${engagementName(reader, e)}** · ${engagementState(reader, e)}`,
    buttons: [{ title: reader.say('job.show'), verb: 'job.open', send: { course: shown.value.id, engagement: e.id } }],
  }));
}

function newButton({ say }: Reader, course: string) {
  return { title: say('job.new'), verb: 'job.form', send: { course, what: 'agreement' }, style: 'positive' };
}

/** A14: on to the contact with an employer, which the talk about openness comes before (B11). */
function employerButton({ say }: Reader, course: string) {
  return { title: say('list.employer'), verb: 'employer.form', send: { course }, style: 'default' };
}

/** The way on: the step, the course's card, and back to the list. */
function wayOn({ say }: Reader, course: string) {
  return [
    { title: say('list.step'), verb: 'step.form', send: { course }, style: 'default' },
    { title: say('step.open'), verb: 'course.open', send: { course }, style: 'default' },
    { title: say('list.toList'), verb: 'list.open', send: {}, style: 'default' },
  ];
}
