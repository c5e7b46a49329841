import { type Engagement, nearestEngagement } from '../../domain/course/engagement.ts';
import { isMet, presentNeeds } from '../../domain/course/steps.ts';
import type { UserId } from '../../domain/ids.ts';
import { AgreementCondition, CourseCondition, type StepCondition } from '../../domain/programme.ts';
import type { Reader } from '../courses/reader.ts';
import { formatDateWithYear } from '../format.ts';
import { plain } from '../plain.ts';
import type { User } from '../ports/records.ts';
import { conditionsOf } from './conditions.ts';
import type { StepWords } from './step-words.ts';

/** Each condition as done, where, when and by whom (F2), or with the button that confirms it. */
export function conditionRows(reader: Reader, words: StepWords) {
  const { say } = reader;
  const { shown, rules } = words.facts;
  return conditionsOf(words.facts).map((condition) => {
    const there = isMet(shown.value, condition, rules.programme);
    return {
      mark: there ? '✔' : '○',
      color: there ? 'good' : 'default',
      text: say(`step.condition.${condition}`),
      detail: there ? metText(reader, words, condition) : say(`step.lacks.${condition}`),
      buttons: there || !shown.rights.has('act') ? [] : confirmButtons(reader, words, condition),
    };
  });
}

/** Confirmed on the course, on the agreement that lacks least, or by recording an agreement; the specialist is assigned elsewhere. */
function confirmButtons({ say }: Reader, words: StepWords, condition: StepCondition) {
  const course = words.facts.shown.value.id;
  const title = say('step.confirm');
  if (CourseCondition.safeParse(condition).success) return [{ title, verb: 'step.form', send: { course, condition } }];
  if (condition === 'companyAgreement') return [{ title, verb: 'job.form', send: { course, what: 'agreement' } }];
  const agreement = agreementOf(words);
  if (agreement === null || !AgreementCondition.safeParse(condition).success) return [];
  return [{ title, verb: 'job.form', send: { course, engagement: agreement.id, what: condition } }];
}

/** The agreement that the present step would end by. */
function agreementOf({ facts: { shown, rules } }: StepWords): Engagement | null {
  return nearestEngagement(shown.value, presentNeeds(shown.value, rules.programme), rules.programme);
}

function metText({ say, language }: Reader, words: StepWords, condition: StepCondition): string {
  const { staff, notes } = words;
  const course = words.facts.shown.value;
  const dated = (on: Parameters<typeof formatDateWithYear>[0]) => formatDateWithYear(on, language);
  if (condition === 'specialistAssigned') {
    const name = nameOf(course.specialist, staff);
    return course.specialistSince === null ? name : `${name}, ${dated(course.specialistSince)}`;
  }
  const agreement = agreementOf(words);
  if (condition === 'companyAgreement') {
    return agreement === null ? '' : `${say(`job.kind.${agreement.kind}`)} · ${dated(agreement.agreedOn)}`;
  }
  const onAgreement = AgreementCondition.safeParse(condition).data;
  if (onAgreement !== undefined) {
    const done = agreement?.confirmed.get(onAgreement);
    return done === undefined ? '' : joined([dated(done.on), nameOf(done.by, staff)]);
  }
  const met = course.conditions.get(condition);
  if (met === undefined) return '';
  const where = met.where === null ? '' : say(`step.place.${met.where}`);
  const line = joined([dated(met.on), where, nameOf(met.by, staff)]);
  const note = met.note === null ? undefined : notes.get(met.note);
  return note === undefined
    ? line
    : `${line}\n\n${met.goal === null ? '' : say(`step.goal.${met.goal}`)}: ${plain(note)}`;
}

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' · ');
}

function nameOf(id: UserId | null, staff: ReadonlyMap<UserId, User>): string {
  const user = id === null ? undefined : staff.get(id);
  return user === undefined ? '' : plain(user.name);
}
