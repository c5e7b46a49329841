import { daysBetween } from '../../domain/calendar/dates.ts';
import { lastHeardOn, type Snooze } from '../../domain/course/course.ts';
import { lacksOf } from '../../domain/course/engagement.ts';
import { type Waiting, waitingOf } from '../../domain/course/relations.ts';
import { snoozeOf } from '../../domain/course/snooze.ts';
import { stepRule } from '../../domain/course/steps.ts';
import type { Period } from '../../domain/programme.ts';
import { formatDate, formatDateWithYear } from '../format.ts';
import type { Say } from '../i18n.ts';
import { plain } from '../plain.ts';
import { listInWords } from '../refusal-sentence.ts';
import { stepUpText } from '../step-up/item-text.ts';
import { visitationItem } from '../visitation/item-text.ts';
import type { OpenItem } from './open-items.ts';
import type { ItemText, Wording } from './wording.ts';

/** How an item is said: over a target is "9 dage ud over sigtet (1 måned)", never *ulovlig* (domain.md 2). */
export function itemText(item: OpenItem, wording: Wording): ItemText {
  const { what, status } = openText(item, wording);
  const snoozed = snoozeOf(item.shown.value, item.obligation, wording.today);
  return { what, status: snoozed === null ? status : `${status} · ${snoozeText(snoozed, wording)}` };
}

/** "udsat til ons. 2. dec.: venter på borgeren" (N3). */
function snoozeText({ until, because }: Snooze, { say, language }: Pick<Wording, 'say' | 'language'>): string {
  return say('item.snoozed', { date: formatDate(until, language), because: say(`snooze.because.${because}`) });
}

function openText(item: OpenItem, wording: Wording): ItemText {
  const { obligation } = item;
  const { say } = wording;
  switch (obligation.kind) {
    case 'step':
      return { what: say('item.step', { step: obligation.step ?? '' }), status: targetStatus(item, wording) };
    case 'contact':
      return { what: say('item.contact'), status: contactStatus(item, wording) };
    case 'task':
      return { what: say('item.task'), status: taskStatus(item, wording) };
    case 'lostContact':
      return { what: say('item.lostContact'), status: lostStatus(item, wording) };
    case 'firstEmployerContact':
      return { what: say('item.firstEmployerContact'), status: employerStatus(item, wording) };
    case 'agreementLacks':
      return { what: say('item.agreementLacks'), status: lacksStatus(item, wording) };
    case 'jobStart':
      return { what: say('item.jobStart'), status: firstDayStatus(item, wording) };
    case 'followAlong':
      return { what: say('item.followAlong'), status: followStatus(item, wording) };
    case 'stepUpDocuments':
    case 'stepUpFollowUp':
      return stepUpText(item, wording);
    case 'groupUndecided':
    case 'groupTwoPreparation':
    case 'groupTwoTeam':
    case 'exemptionReview':
    case 'agreedContact':
      return visitationItem(item, wording);
    case 'consentMissing':
    case 'consentNotInJournal':
    case 'specialistMissing':
      return { what: say(`item.${obligation.kind}`), status: standing(item, wording) };
    case 'consentRunningOut':
    case 'otherConsentRunningOut':
      return { what: say('item.consentRunningOut'), status: runsOutStatus(item, wording) };
    default:
      return notOfACourse(obligation.kind);
  }
}

/** What no course owes never comes here: a new kind that a course does owe fails the type check. */
function notOfACourse(
  kind:
    | 'conferenceUnanswered'
    | 'conferenceOnClosedDay'
    | 'review'
    | 'training'
    | 'supervision'
    | 'results'
    | 'citizenRequest',
): never {
  throw new Error(`${kind} is not a course's`);
}

function targetStatus({ obligation, rules }: OpenItem, { say, language, today }: Wording): string {
  const period = stepRule(rules.programme, obligation.step ?? '').target;
  const target = period === null ? '' : periodText(period, say);
  const count = daysBetween(obligation.due, today);
  if (count > 0) return say('item.overTarget', { count, target });
  if (count === 0) return say('item.targetToday', { target });
  return say('item.targetAhead', { date: formatDate(obligation.due, language), count: -count });
}

/** "1 måned", "13 uger". */
export function periodText(period: Period, say: Say): string {
  if ('months' in period) return say('item.months', { count: period.months });
  const weeks = period.days / 7;
  return Number.isInteger(weeks) ? say('item.weeks', { count: weeks }) : say('item.days', { count: period.days });
}

function contactStatus({ obligation }: OpenItem, { say, language, today }: Wording): string {
  const count = daysBetween(obligation.due, today);
  if (count > 0) return say('item.overRhythm', { count });
  if (count === 0) return say('item.rhythmToday');
  return say('item.rhythmAhead', { date: formatDate(obligation.due, language), count: -count });
}

/** "sigte ons. 2. dec. (30 dage efter starten)", or how long past it: a target like the steps'. */
function employerStatus({ obligation, rules }: OpenItem, { say, language, today }: Wording): string {
  const target = say('item.days', { count: rules.programme.firstEmployerContact.dueAfterDays });
  const count = daysBetween(obligation.due, today);
  if (count > 0) return say('item.overTarget', { count, target });
  if (count === 0) return say('item.targetToday', { target });
  return say('item.targetAhead', { date: formatDate(obligation.due, language), count: -count });
}

/** "Mangler: kontaktperson og plan for opfølgning" (B15, B17). */
function lacksStatus({ obligation, shown, rules }: OpenItem, { say }: Wording): string {
  const agreement = shown.value.engagements.find((e) => e.id === obligation.engagement);
  const { needs } = rules.programme.engagement;
  const lacks = agreement === undefined ? [] : lacksOf(agreement, needs, rules.programme);
  const missing = lacks.map((need) => say(`condition.${need}`));
  return say('item.agreementLacksStatus', { missing: listInWords(say, missing) });
}

function firstDayStatus({ obligation }: OpenItem, { say, language, today }: Wording): string {
  const count = daysBetween(today, obligation.due);
  const date = formatDate(obligation.due, language);
  if (count === 0) return say('item.firstDayToday');
  return count > 0 ? say('item.firstDayAhead', { date, count }) : say('item.firstDayPassed', { date });
}

function followStatus({ obligation }: OpenItem, { say, language, today }: Wording): string {
  const count = daysBetween(obligation.due, today);
  if (count > 0) return say('item.followOver', { count });
  if (count === 0) return say('item.followToday');
  return say('item.rhythmAhead', { date: formatDate(obligation.due, language), count: -count });
}

function taskStatus({ obligation, shown }: OpenItem, { say, language, today, notes }: Wording): string {
  const count = daysBetween(obligation.due, today);
  const task = shown.value.tasks.find((t) => t.id === obligation.task);
  const text = task === undefined ? undefined : notes.get(task.text);
  const when = deadline(count, { date: formatDate(obligation.due, language), say });
  return text === undefined ? when : `${plain(text)} – ${when}`;
}

function deadline(count: number, { date, say }: { readonly date: string; readonly say: Say }): string {
  if (count > 0) return say('item.overdue', { count });
  return count === 0 ? say('item.dueToday') : say('item.dueAhead', { date, count: -count });
}

function lostStatus({ shown }: OpenItem, { say, language }: Wording): string {
  const heard = lastHeardOn(shown.value);
  return heard === null ? say('item.neverHeard') : say('item.lastHeard', { date: formatDate(heard, language) });
}

/** "Samtykket til opfølgning gælder til og med 1. nov. 2027 – 30 dage endnu" (K11). */
function runsOutStatus({ obligation, shown }: OpenItem, { say, language, today }: Wording): string {
  const { due, purpose } = obligation;
  const date = formatDateWithYear(due, language);
  const consent = say(`consent.named.${purpose ?? shown.value.gate}`);
  return say('item.consentRunningOutStatus', { count: daysBetween(today, due), date, consent });
}

function standing({ obligation, shown }: OpenItem, { say, language, today }: Wording): string {
  const { kind, due } = obligation;
  const { referredOn } = shown.value;
  const waiting = kind === 'specialistMissing' ? waitingOf(shown.value) : null;
  if (waiting !== null) return waitingText(waiting, { say, language });
  const count = kind === 'consentMissing' ? daysBetween(referredOn, today) : Math.abs(daysBetween(due, today));
  return say(`item.${kind}Status`, { count, date: formatDate(due, language) });
}

/** "På venteliste siden ons. 4. nov. – plads ventes ons. 2. dec. 2026" (A3). */
export function waitingText(
  { placedOn, expectedOn }: Waiting,
  { say, language }: Pick<Wording, 'say' | 'language'>,
): string {
  return say('item.waiting', {
    on: formatDate(placedOn, language),
    expected: formatDateWithYear(expectedOn, language),
  });
}
