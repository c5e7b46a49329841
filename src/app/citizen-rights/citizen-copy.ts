import { localDate } from '../../domain/calendar/time.ts';
import { DIRECTIONS } from '../../domain/consent/consent.ts';
import type { PersonId } from '../../domain/ids.ts';
import type { Scope } from '../context.ts';
import { type CourseFacts, factsOf } from '../courses/course-facts.ts';
import { statusWords } from '../courses/course-words.ts';
import { showCourses } from '../courses/load-course.ts';
import { LookUpPurpose } from '../courses/reveal-name.ts';
import { timelineOf } from '../courses/timeline.ts';
import { formatDateWithYear } from '../format.ts';
import type { Say } from '../i18n.ts';
import type { AuditEntry } from '../ports/vault.ts';
import { programmeName } from '../programme-name.ts';
import { pausesInFull } from '../visitation/visitation-story.ts';

const LANGUAGE = 'da';

/**
 * Everything that is kept about a citizen, as a text they can read (GDPR 15): the record, each course with its story, consents and notes, and when
 * and for what it was looked up, without the names of staff (C-579/21). The look-up for this copy is logged first. Null once it is erased.
 */
export async function citizenCopy(
  scope: Scope,
  say: Say,
  copy: { readonly person: PersonId; readonly retentionDays: number },
): Promise<string | null> {
  const { tx, now, today } = scope;
  const { person, retentionDays } = copy;
  await tx.audit.append({ at: now, actor: null, action: 'extracted', subject: person, purpose: null });
  const record = await tx.vault.recordOf(person);
  if (record === null) return null;
  const rows = await tx.courses.ofPerson(person, 'all');
  const facts = await factsOf(scope, await showCourses(scope, { kind: 'export', of: 'citizenCopy' }, rows));
  const courses: string[] = [];
  for (const one of facts) courses.push(await courseText(scope, say, one));
  const entries = await tx.audit.about([person, ...rows.map((row) => row.id)]);
  return [
    say('copy.title'),
    say('copy.madeOn', { date: formatDateWithYear(today, LANGUAGE) }),
    section(say('copy.about'), [say('copy.name', { name: record.name }), say('copy.cpr', { cpr: record.cpr })]),
    ...courses,
    section(say('copy.notes'), await notesText(scope, person), say('copy.none')),
    section(
      say('copy.lookUps'),
      entries.flatMap((entry) => lookUpText(say, entry)),
      say('copy.none'),
    ),
    section(say('copy.rights'), [say('copy.kept', { count: retentionDays }), say('copy.complain')]),
    '',
  ].join('\n');
}

function section(title: string, lines: readonly string[], otherwise = ''): string {
  const shown = lines.length === 0 ? [otherwise] : lines;
  return ['', title, '-'.repeat(title.length), ...shown].join('\n');
}

async function courseText(scope: Scope, say: Say, facts: CourseFacts): Promise<string> {
  const { value } = facts.shown;
  const { jobCentre, clinic } = facts.agreement.terms;
  const parties = await Promise.all([jobCentre, clinic].map((id) => scope.tx.organisations.get(id)));
  const words = { say, language: LANGUAGE, today: scope.today } as const;
  const consents = value.consents.map((c) => {
    const day = (date: typeof c.givenOn) => formatDateWithYear(date, LANGUAGE);
    const blanks = { from: day(c.validFrom), to: day(c.lastValidDay), given: day(c.givenOn) };
    const direction = say(`consent.direction.${c.direction}`);
    const line = say('copy.consent', { purpose: say(`consent.purpose.${c.purpose}`), direction, ...blanks });
    return c.ended === null
      ? line
      : `${line} ${say(`copy.consentEnded.${c.ended.how}`, { date: day(localDate(c.ended.at)) })}`;
  });
  // Oldest first; of one day in the order in which it is told.
  const story = timelineOf({ say }, facts.shown).toSorted((a, b) => a.on.localeCompare(b.on));
  return section(say('copy.course', { alias: value.alias }), [
    programmeName(say, facts.rules.programme),
    say('copy.agreement', { parties: parties.map((p) => p?.name ?? '').join(' – ') }),
    statusWords(words, facts),
    say('copy.recipients', { shared: say(value.consents.some(isGate) ? 'copy.shared' : 'copy.notShared') }),
    ...(consents.length === 0 ? [] : ['', say('copy.consents'), ...consents]),
    '',
    say('copy.story'),
    ...story.map(({ on, text }) => `${formatDateWithYear(on, LANGUAGE)}: ${text}`),
    ...pausesInFull(say, value, LANGUAGE),
  ]);
}

/** A consent by which the clinic and the job centre tell each other. */
function isGate({ direction }: { readonly direction: string }): boolean {
  return DIRECTIONS.some((one) => one === direction);
}

async function notesText({ tx }: Scope, person: PersonId): Promise<readonly string[]> {
  const notes = await tx.vault.notesOf(person);
  return notes.map(({ at, text }) => `${formatDateWithYear(localDate(at), LANGUAGE)}: ${text}`);
}

/** When and for what, and not by whom (C-579/21). What is no look-up is left out. */
function lookUpText(say: Say, { at, action, purpose }: AuditEntry): readonly string[] {
  const date = formatDateWithYear(localDate(at), LANGUAGE);
  switch (action) {
    case 'lookUp': {
      const known = LookUpPurpose.safeParse(purpose);
      return [say('copy.lookUp', { date, purpose: known.success ? say(`purpose.${known.data}`) : (purpose ?? '') })];
    }
    case 'exportedInClear':
      return [say('copy.exported', { date, purpose: purpose ?? '' })];
    case 'extracted':
      return [say('copy.extracted', { date })];
    default:
      return [];
  }
}
