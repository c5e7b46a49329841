import { consentRight } from '../../domain/access.ts';
import { isHidden } from '../../domain/step-up/disclosure.ts';
import { consentsLacking, invited, networkWished } from '../../domain/step-up/participants.ts';
import { type Participant, PreparationItem, Representative } from '../../domain/step-up/step-up.ts';
import type { Reader } from '../courses/reader.ts';
import { formatDate, formatDateWithYear } from '../format.ts';
import { formButton, joined, rowOf, type StepUpButton, type StepUpRow } from './row.ts';
import { noteText, type StepUpWords, staffName } from './words.ts';

/** U1: the day of the package, the checklist, those invited by name, K4 towards each, and the package itself. */
export function prepareRows(reader: Reader, words: StepUpWords): readonly StepUpRow[] {
  return [
    ...PreparationItem.options.map((item) => itemRow(reader, words, item)),
    peopleRow(reader, words),
    ...consentRows(reader, words),
    packageRow(reader, words),
  ];
}

/** Each document as done, where, when and by whom (F2). */
function itemRow(reader: Reader, words: StepUpWords, item: PreparationItem): StepUpRow {
  const { say, language } = reader;
  const { stepUp, mayAct } = words;
  const done = stepUp.prepared.get(item);
  const text = say(`stepUp.item.${item}`);
  if (done === undefined) {
    const buttons =
      mayAct && stepUp.sentOn === null
        ? [formButton(reader, words.facts.shown.value.id, { what: item, title: 'record' })]
        : [];
    return rowOf(false, { text, detail: say('stepUp.missing'), buttons });
  }
  const where = say(`stepUp.place.${done.where}`);
  return rowOf(true, {
    text,
    detail: joined([where, formatDateWithYear(done.on, language), staffName(words, done.by)]),
  });
}

/** U2, K4: who is invited from outside, by name, and whether the network is. */
function peopleRow(reader: Reader, words: StepUpWords): StepUpRow {
  const { say } = reader;
  const { stepUp, facts, mayAct } = words;
  const outside = invitedOf(words).flatMap((who) => Representative.safeParse(who).data ?? []);
  const named = outside.map((who) => {
    const name = noteText(words, stepUp.names.get(who));
    return `${say(`stepUp.who.${who}`)}: ${name || say('stepUp.nameMissing')}`;
  });
  const detail = named.length === 0 ? say('stepUp.onlyThree') : joined(named);
  const button = formButton(reader, facts.shown.value.id, { what: 'people', title: 'people' });
  const there = outside.every((who) => stepUp.names.has(who));
  return rowOf(there, {
    text: say('stepUp.people'),
    detail,
    buttons: mayAct && stepUp.sentOn === null && !isHidden(stepUp) ? [button] : [],
  });
}

function invitedOf({ facts, stepUp }: StepUpWords): readonly Participant[] {
  return invited(stepUp, networkWished(facts.shown.value, stepUp));
}

/** K4: a line for each participant whose consent is asked; recording it is one tap away. */
function consentRows(reader: Reader, words: StepUpWords): readonly StepUpRow[] {
  const { say, today } = reader;
  const { facts, mayAct } = words;
  const { value, rights } = facts.shown;
  const asked = consentsLacking([], invitedOf(words), today);
  const lacking = new Set(consentsLacking(value.consents, invitedOf(words), today));
  const first = asked.find((direction) => lacking.has(direction));
  return asked.map((direction) => {
    const there = !lacking.has(direction);
    const send = { course: value.id, purpose: 'K4' };
    const open: StepUpButton = { title: say('stepUp.do.consent'), verb: 'consent.form', send, style: 'default' };
    const may = mayAct && direction === first && rights.has(consentRight('K4'));
    const detail = say(there ? 'stepUp.consentThere' : 'stepUp.missing');
    const text = say(`stepUp.consent.${direction}`);
    return rowOf(there, { text, detail, buttons: may ? [open] : [] });
  });
}

/** The package: sent, or the one tap that sends it, which says exactly what is missing (U1). */
function packageRow(reader: Reader, words: StepUpWords): StepUpRow {
  const { say, language, today } = reader;
  const { stepUp, mayAct, mayWrite, facts } = words;
  const text = say('stepUp.package');
  if (stepUp.sentOn !== null) {
    return rowOf(true, { text, detail: say('stepUp.sentOn', { on: formatDateWithYear(stepUp.sentOn, language) }) });
  }
  const date = formatDate(stepUp.documentsDue, language);
  const send = { course: facts.shown.value.id, rev: String(facts.revision) };
  const sent: StepUpButton = { title: say('stepUp.do.sent'), verb: 'stepUp.sent', send, style: 'positive' };
  const detail = say(mayAct && !mayWrite ? 'stepUp.sentByCaseworker' : 'stepUp.sentBy', { date });
  const row = rowOf(false, {
    text,
    detail,
    buttons: mayAct
      ? [
          ...(mayWrite ? [sent] : []),
          formButton(reader, facts.shown.value.id, { what: 'documents', title: 'documents' }),
        ]
      : [],
  });
  return stepUp.documentsDue < today ? { ...row, color: 'attention' } : row;
}
