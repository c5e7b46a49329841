import { localDate, localTime, toInstant } from '../../domain/calendar/time.ts';
import { regularDate } from '../../domain/conference/meeting.ts';
import { type AgendaReason, agendaReasons } from '../../domain/conference/reasons.ts';
import type { Scope } from '../context.ts';
import type { ShownCourse } from '../courses/load-course.ts';
import { formatClock, formatDate, formatDateTime, formatWeekNumber, type Language } from '../format.ts';
import { type Say, sayIn } from '../i18n.ts';
import { plain } from '../plain.ts';
import { periodText } from '../work-list/item-text.ts';
import type { LoadedMeeting } from './load-conference.ts';

/** When and where, and what became of it: the head of every card about one meeting. */
export interface MeetingHead {
  /** "ons. 11. nov. kl. 13.00–14.00 · uge 46" */
  readonly when: string;
  /** The one text typed by a person that a channel may see (N2); empty where none was given. */
  readonly place: string;
  /** Cancelled, moved, or on a day nobody works; empty for a meeting as planned. */
  readonly banner: string;
  /** Whether attendance can be answered: it takes place and is not over. */
  readonly open: boolean;
}

/** The head of a meeting's cards in a language. */
export function meetingHead(scope: Scope, loaded: LoadedMeeting, language: Language): MeetingHead {
  const { occurrence, conference } = loaded;
  const ends = formatClock(localTime(occurrence.end), language);
  const week = formatWeekNumber(occurrence.date, language);
  return {
    when: `${formatDateTime(occurrence.start, language)}–${ends} · ${week}`,
    place: plain(conference.place),
    banner: banner(loaded, language),
    open: occurrence.state === 'on' && scope.now < occurrence.end,
  };
}

function banner({ occurrence, meeting, conference }: LoadedMeeting, language: Language): string {
  const say = sayIn(language);
  if (occurrence.state === 'off') return say('conference.off');
  if (occurrence.state === 'closed') return say('conference.closedDay');
  if (meeting.moved === null) return '';
  const was = toInstant(regularDate(occurrence.meeting), conference.when.start);
  return say('conference.moved', {
    from: formatDate(localDate(was), language),
    to: formatDateTime(occurrence.start, language),
  });
}

/** A course of the agenda with why it stands first, in words; empty for a course that just runs. */
export interface AgendaLine {
  readonly course: ShownCourse;
  readonly reasons: readonly string[];
}

interface AgendaWords {
  readonly say: Say;
  readonly language: Language;
}

/** The agenda's lines, those with a reason first, in alias order (A9). */
export function agendaLines(
  scope: Scope,
  loaded: LoadedMeeting,
  at: AgendaWords & { readonly courses: readonly ShownCourse[] },
): readonly AgendaLine[] {
  const { programmes } = scope.parts;
  const lines = at.courses.map((course) => {
    const { value } = course.shown;
    const rules = programmes.rulesFor(value.programme, loaded.agreement.terms);
    const wanted = loaded.meeting.wanted.has(value.id);
    const reasons = agendaReasons(value, { rules, today: scope.today, wanted });
    return { course, reasons: reasons.map((r) => reasonText(r, at)) };
  });
  return [...lines.filter((l) => l.reasons.length > 0), ...lines.filter((l) => l.reasons.length === 0)];
}

/** Courses with a reason that stand one by one: a card of two hundred would be over the 28 KB that Teams takes. */
const MOST_PRESSING = 40;

/** The agenda's lines as the cards show them: those with a reason one by one, the rest as a line of aliases. */
export function agendaRows(
  lines: readonly AgendaLine[],
  say: Say,
): { readonly pressing: readonly { readonly alias: string; readonly reasons: string }[]; readonly others: string } {
  const pressing = lines.filter((l) => l.reasons.length > 0);
  const more = aliasesOf(pressing.slice(MOST_PRESSING));
  const others = aliasesOf(lines.filter((l) => l.reasons.length === 0));
  const rest = [
    ...(more === '' ? [] : [say('agenda.morePressing', { aliases: more })]),
    ...(others === '' ? [] : [say('agenda.others', { aliases: others })]),
  ];
  return {
    pressing: pressing
      .slice(0, MOST_PRESSING)
      .map((l) => ({ alias: l.course.shown.value.alias, reasons: l.reasons.join(' · ') })),
    others: rest.join('\n\n'),
  };
}

function aliasesOf(lines: readonly AgendaLine[]): string {
  return lines.map((l) => l.course.shown.value.alias).join(', ');
}

function reasonText(reason: AgendaReason, { say, language }: AgendaWords): string {
  switch (reason.kind) {
    case 'wanted':
      return say('agenda.wanted');
    case 'overTarget':
      return say('item.overTarget', { count: reason.days, target: periodText(reason.target, say) });
    case 'exempt':
      return say('visitation.rests', {
        since: formatDate(reason.since, language),
        review: formatDate(reason.reviewOn, language),
      });
    case 'consentEnds':
      return reason.days === 0 ? say('agenda.consentEndsToday') : say('agenda.consentEnds', { count: reason.days });
    case 'tasksOver':
      return say('agenda.tasksOver', { count: reason.count });
    case 'new':
      return say('agenda.new');
    default:
      return reason satisfies never;
  }
}
