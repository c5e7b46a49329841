import { decided, type StepUp, type StepUpLine } from '../../domain/step-up/step-up.ts';
import type { Reader } from '../courses/reader.ts';
import { formatDate, formatDateWithYear } from '../format.ts';
import { joined, rowOf, type StepUpButton, type StepUpRow, tellingRow } from './row.ts';
import { type StepUpWords, staffName, wordsOf } from './words.ts';

/** Lines on one card: it may not grow over 28 KB. */
const MOST_LINES = 8;

/** U3: the lines of the agreement document, each with who follows up and when, what may be added, and Min Plan. */
export function agreementRows(reader: Reader, words: StepUpWords): readonly StepUpRow[] {
  const { stepUp } = words;
  return [
    ...shownLines(stepUp).map((line) => lineRow(reader, words, line)),
    ...leftOut(reader, stepUp),
    ...newRow(reader, words),
    ...(stepUp.lines.length === 0 ? [] : [minPlanRow(reader, words)]),
  ];
}

/** Those that wait first, so that each can be done from the card; the text for Min Plan has them all. */
function shownLines({ lines }: StepUp): readonly StepUpLine[] {
  return [...lines.filter((l) => l.done === null), ...lines.filter((l) => l.done !== null)].slice(0, MOST_LINES);
}

function leftOut({ say }: Reader, { lines }: StepUp): readonly StepUpRow[] {
  const count = lines.length - MOST_LINES;
  return count > 0 ? [tellingRow(say('stepUp.moreLines', { count }), say('stepUp.inCopy'))] : [];
}

function lineRow(reader: Reader, words: StepUpWords, line: StepUpLine): StepUpRow {
  const { say, language, today } = reader;
  const text = say(`stepUp.line.${line.kind}`);
  const owner = say('stepUp.followsUp', { who: followerName(reader, words, line) });
  const said = wordsOf(reader, words, line.text);
  if (line.done !== null) {
    const done = say('stepUp.lineDone', { on: formatDateWithYear(line.done.on, language) });
    return rowOf(true, { text, detail: joined([said, done, staffName(words, line.done.by)]) });
  }
  const { id } = words.facts.shown.value;
  const send = { course: id, line: line.id, rev: String(words.facts.revision) };
  const done: StepUpButton = { title: say('stepUp.do.done'), verb: 'stepUp.done', send, style: 'default' };
  const due = say('stepUp.lineDue', { date: formatDate(line.due, language) });
  const row = rowOf(false, { text, detail: joined([said, owner, due]), buttons: words.mayAct ? [done] : [] });
  return line.due < today ? { ...row, color: 'attention' } : row;
}

/** The name of whoever follows up, or what they are. */
export function followerName({ say }: Pick<Reader, 'say'>, words: StepUpWords, { followUpBy }: StepUpLine): string {
  const { specialist, caseworker } = words.facts.shown.value;
  return staffName(words, followUpBy === 'specialist' ? specialist : caseworker) || say(`stepUp.who.${followUpBy}`);
}

/** What the talks decided can be written down (U2); the document is the caseworker's. */
function newRow({ say }: Reader, words: StepUpWords): readonly StepUpRow[] {
  const { stepUp, facts, mayAct, mayWrite } = words;
  if (!mayAct) return [];
  if (!mayWrite) return [tellingRow(say('stepUp.document'), say('stepUp.byCaseworker'))];
  const may = decided(stepUp);
  const add = (what: 'consideration' | 'effort'): StepUpButton => {
    const send = { course: facts.shown.value.id, what };
    return { title: say(`stepUp.do.${what}`), verb: 'stepUp.form', send, style: 'positive' };
  };
  const buttons = [
    ...(may.has('moreSupport') ? [add('consideration')] : []),
    ...(may.has('newEfforts') ? [add('effort')] : []),
  ];
  const hint = say(buttons.length === 0 ? 'stepUp.nothingDecided' : 'stepUp.writeTogether');
  return [tellingRow(say('stepUp.document'), hint, buttons)];
}

/** U3: the agreement also stands in Min Plan; the text to copy is one tap away. */
function minPlanRow({ say, language }: Reader, { stepUp, facts, mayWrite }: StepUpWords): StepUpRow {
  const { id } = facts.shown.value;
  const text = say('stepUp.minPlan');
  const copy: StepUpButton = {
    title: say('stepUp.do.copy'),
    verb: 'stepUp.copy',
    send: { course: id },
    style: 'default',
  };
  if (stepUp.inMinPlan !== null) {
    return rowOf(true, { text, detail: formatDateWithYear(stepUp.inMinPlan.on, language), buttons: [copy] });
  }
  const send = { course: id, rev: String(facts.revision) };
  const confirm: StepUpButton = { title: say('stepUp.do.minPlan'), verb: 'stepUp.minPlan', send, style: 'positive' };
  return rowOf(false, { text, detail: say('stepUp.missing'), buttons: mayWrite ? [confirm, copy] : [copy] });
}
