import { daysBetween } from '../../domain/calendar/dates.ts';
import type { PlainDate } from '../../domain/calendar/time.ts';
import { type Exemption, openExemption } from '../../domain/course/exemption.ts';
import { type CourseRules, termsOn } from '../../domain/programme.ts';
import { formatDate, type Language } from '../format.ts';
import type { Say } from '../i18n.ts';
import type { OpenItem } from '../work-list/open-items.ts';

interface Words {
  readonly say: Say;
  readonly language: Language;
  readonly today: PlainDate;
}

/** What the law calls a thing of the visitation now: "Den forberedende del af rehabiliteringsplanen" (section 11). */
export function termFor(
  { say, today }: Pick<Words, 'say' | 'today'>,
  { programme }: CourseRules,
  what: string,
): string {
  return programme.visitation === null ? '' : say(`visitation.terms.${termsOn(programme.visitation, today)}.${what}`);
}

/** "på pause siden 2. nov. · gennemgås ons. 2. dec." (B4): never why. */
export function restsText(
  { say, language }: Pick<Words, 'say' | 'language'>,
  { from, reviewOn }: Pick<Exemption, 'from' | 'reviewOn'>,
): string {
  return say('visitation.rests', { since: formatDate(from, language), review: formatDate(reviewOn, language) });
}

/** The items of the visitation in words: the group, the duties of group 2, the review of a pause, the agreed contact (B2–B4). */
export function visitationItem(item: OpenItem, words: Words): { readonly what: string; readonly status: string } {
  const { obligation, shown, rules } = item;
  const { say } = words;
  const status = deadline(obligation.due, words);
  switch (obligation.kind) {
    case 'groupTwoPreparation':
      return { what: termFor(words, rules, 'preparation'), status };
    case 'groupTwoTeam':
      return { what: termFor(words, rules, 'team'), status };
    case 'exemptionReview': {
      const exempt = openExemption(shown.value);
      const over = obligation.due < words.today ? ` · ${status}` : '';
      return { what: say('item.exemptionReview'), status: exempt === null ? status : restsText(words, exempt) + over };
    }
    default:
      return { what: say(`item.${obligation.kind}`), status };
  }
}

function deadline(due: PlainDate, { say, language, today }: Words): string {
  const count = daysBetween(due, today);
  if (count > 0) return say('item.overdue', { count });
  return count === 0 ? say('item.dueToday') : say('item.dueAhead', { date: formatDate(due, language), count: -count });
}
