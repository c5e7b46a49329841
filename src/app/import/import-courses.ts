import { decideImport } from '../../domain/course/import.ts';
import { ageOn } from '../../domain/cpr.ts';
import { type CourseId, PostedId } from '../../domain/ids.ts';
import type { Programme } from '../../domain/programme.ts';
import { loadAgreement } from '../agreements/load-agreement.ts';
import type { Scope } from '../context.ts';
import { loadCourse, loadCourses } from '../courses/load-course.ts';
import { type Opening, openCourse } from '../courses/open-course.ts';
import { type OpenerSession, type OpeningPlace, openingPlaces } from '../courses/opening.ts';
import { type FieldErrors, type ReadOpening, readOpening, TypedOpening } from '../courses/opening-form.ts';
import type { Say } from '../i18n.ts';
import type { AgreementRow } from '../ports/records.ts';
import { type CourseLine, IMPORT_COLUMNS, type LineOutcome, NEEDED_COLUMNS } from './columns.ts';
import { type LineReader, lineReader } from './line-reader.ts';
import { passOverPastRungs } from './past-rungs.ts';
import { type LineHistory, readHistory } from './read-consents.ts';
import { type LinePeople, openerOf, readPeople } from './read-people.ts';
import { readAgeReason, readSource } from './read-words.ts';

/**
 * Opens a course for every line, by the use case and the rules of `nyt forløb` (S1, A2, B1, B2, K10, K11, P1–P3, N6), in the caller's
 * transaction. Every line is read, so that all that is wrong is told at once; whoever calls commits only when nothing is.
 */
export async function importCourses(
  scope: Scope,
  say: Say,
  lines: readonly CourseLine[],
): Promise<readonly LineOutcome[]> {
  const outcomes: LineOutcome[] = [];
  const opened = new Map<CourseId, number>();
  for (const line of lines) {
    const reader = lineReader(scope, say, line);
    const course = await importLine(reader, opened);
    if (course !== null) opened.set(course, line.line);
    const alias = course === null ? null : (await loadCourse(scope, course)).course.alias;
    outcomes.push({ line: line.line, problems: reader.problems, warnings: reader.warnings, alias });
  }
  return outcomes;
}

async function importLine(reader: LineReader, opened: ReadonlyMap<CourseId, number>): Promise<CourseId | null> {
  for (const column of NEEDED_COLUMNS) {
    if (reader.cell(column) === '') reader.fail(column, reader.say('admin.import.missing'));
  }
  const agreement = await agreementOf(reader);
  const programme = programmeOf(reader);
  if (agreement === null) return null;
  const people = await readPeople(reader, (await loadAgreement(reader.scope, agreement.id)).agreement.terms);
  const session = await openerOf(reader, people);
  if (session === null || programme === null) {
    if (session === null && reader.problems.length === 0) reader.fail(null, reader.say('admin.import.nobody'));
    return null;
  }
  const place = (await openingPlaces(session)).find((p) => p.agreement.id === agreement.id);
  if (place === undefined) throw new Error('a party’s colleague without the agreement');
  const history = readHistory(reader, session, { programme, code: agreement.code });
  const form = readForm(reader, { session, place, people });
  if (form === null || reader.problems.length > 0) return null;
  if (await isHereAlready(reader, { session, place, programme, form, opened })) return null;
  return open(reader, session, { place, programme, form, history });
}

async function agreementOf(reader: LineReader): Promise<AgreementRow | null> {
  const code = reader.cell('agreement').toUpperCase();
  const row = code === '' ? null : await reader.scope.tx.agreements.byCode(code);
  if (row === null && code !== '') reader.fail('agreement', reader.say('admin.import.unknownAgreement'));
  return row;
}

function programmeOf(reader: LineReader): Programme | null {
  const all = reader.scope.parts.programmes.all();
  const typed = reader.cell('programme').toLowerCase();
  const found = all.find((p) => p.id === typed);
  const words = all.map((p) => p.id).join(', ');
  if (found === undefined && typed !== '') reader.fail('programme', reader.say('admin.import.oneOf', { words }));
  return found ?? null;
}

/** The line as the second page of `nyt forløb` would have been filled in, read by that form's own reader. */
function readForm(
  reader: LineReader,
  { session, place, people }: { session: OpenerSession; place: OpeningPlace; people: LinePeople },
): ReadOpening | null {
  const conferences = place.agreement.conferences;
  const named = conferences.find((c) => c.name.toLowerCase() === reader.cell('conference').toLowerCase());
  const typed = TypedOpening.parse({
    name: reader.cell('name'),
    cpr: reader.cell('cpr'),
    source: readSource(reader),
    referredOn: reader.day('referredOn') ?? '',
    conference: named?.id ?? '',
    clinician: people.clinician?.id ?? '',
    specialist: people.specialist?.id ?? '',
    caseworker: people.caseworker?.id ?? '',
    groupDecidedOn: reader.day('groupDecidedOn') ?? '',
    firstTalkOn: reader.day('firstTalkOn') ?? '',
    ageReason: readAgeReason(reader),
  });
  if (reader.problems.length > 0) return null;
  const read = readOpening(session, place, typed);
  if (!('errors' in read)) return read;
  tellErrors(reader, read.errors);
  return null;
}

function tellErrors(reader: LineReader, errors: FieldErrors): void {
  const { conference, ...rest } = errors;
  if (conference !== undefined) reader.fail('conference', reader.say('admin.import.whichConference'));
  for (const [field, sentence] of Object.entries(rest)) {
    const column = IMPORT_COLUMNS.find((one) => one === field);
    if (column !== undefined && sentence !== undefined) reader.fail(column, sentence);
  }
}

interface Read {
  readonly session: OpenerSession;
  readonly place: OpeningPlace;
  readonly programme: Programme;
  readonly form: ReadOpening;
}

/** The very same course imported before, or on an earlier line: a file taken in twice brings nothing new. */
async function isHereAlready(
  reader: LineReader,
  { session, place, programme, form, opened }: Read & { readonly opened: ReadonlyMap<CourseId, number> },
): Promise<boolean> {
  const { tx } = reader.scope;
  const { organisation } = session.user;
  const person = organisation === null ? null : await tx.vault.personByCpr(form.cpr.cpr, organisation);
  if (person === null) return false;
  const rows = await tx.courses.ofPerson(person, 'all');
  const known = await loadCourses(
    reader.scope,
    rows.map((row) => row.id),
  );
  const same = [...known.values()].find(
    ({ course }) =>
      course.agreement === place.agreement.id &&
      course.programme.id === programme.id &&
      course.referredOn === form.referredOn,
  )?.course;
  if (same === undefined) return false;
  const line = opened.get(same.id);
  const { say } = reader;
  reader.fail(
    null,
    line === undefined ? say('admin.import.exists', { alias: same.alias }) : say('admin.import.twice', { line }),
  );
  return true;
}

async function open(
  reader: LineReader,
  session: OpenerSession,
  { place, programme, form, history: { history, consents } }: Omit<Read, 'session'> & { readonly history: LineHistory },
): Promise<CourseId | null> {
  const { scope, say } = reader;
  const posted = PostedId.parse(`import:${scope.parts.ids.next()}`);
  const request: Parameters<typeof openCourse>[1] = {
    place,
    programme,
    form,
    anyway: true,
    posted,
    decide: (command, context) => {
      // B1: as old as on the day the course began.
      const age = ageOn(form.cpr.birth, history.startedOn ?? form.firstTalkOn ?? context.today);
      return decideImport({ ...command, age }, history, context);
    },
  };
  const opening = await openKnowingly(reader, () => openCourse(session, request));
  if (opening.kind === 'refused') reader.refuse(null, opening);
  if (opening.kind !== 'opened') return null;
  if (!form.cpr.mod11) reader.warn('cpr', say('admin.import.mod11'));
  const { course } = await loadCourse(scope, opening.course);
  for (const { record, evidence } of consents) {
    const note = { id: record.evidence, person: course.person, text: evidence, at: scope.now };
    await scope.tx.vault.addNote(note);
  }
  await passOverPastRungs(scope, course);
  return course.id;
}

/** Another open course of the same citizen is pointed out, and no reason not to import (N6). */
async function openKnowingly(reader: LineReader, run: () => Promise<Opening>): Promise<Opening> {
  const first = await run();
  if (first.kind !== 'known') return first;
  const aliases = first.rows.map((row) => row.alias).join(', ');
  reader.warn('cpr', reader.say('admin.import.known', { aliases }));
  return run();
}
