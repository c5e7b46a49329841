import { isHidden } from '../../domain/step-up/disclosure.ts';
import { type Invitation, invitations, networkWished } from '../../domain/step-up/participants.ts';
import { plannedTalk, type StepUpTalk } from '../../domain/step-up/step-up.ts';
import type { Reader } from '../courses/reader.ts';
import { formatDate, formatDateWithYear } from '../format.ts';
import { listInWords } from '../refusal-sentence.ts';
import { hasTalksLeft } from './phase.ts';
import { formButton, rowOf, type StepUpButton, type StepUpRow, tellingRow } from './row.ts';
import { noteText, type StepUpWords, staffName } from './words.ts';

/** U2: every possible participant, invited or why not, and the talks: the fewest possible. */
export function talkRows(reader: Reader, words: StepUpWords): readonly StepUpRow[] {
  const { stepUp, facts } = words;
  const all = invitations(stepUp, networkWished(facts.shown.value, stepUp));
  const talks = stepUp.talks.map((talk, i) => talkRow(reader, words, { talk, number: i + 1 }));
  const people = isHidden(stepUp)
    ? [tellingRow(reader.say('stepUp.people'), reader.say('stepUp.hidden'))]
    : all.map((one) => invitationRow(reader, words, one));
  return [...people, ...talks, ...nextTalk(reader, words)];
}

/** "Sundhedsrepræsentant – kan ikke inviteres, fordi helbredet ikke er en barriere". */
function invitationRow({ say }: Reader, words: StepUpWords, invitation: Invitation): StepUpRow {
  const text = say(`stepUp.who.${invitation.who}`);
  if (!invitation.invited) {
    return { ...tellingRow(text, say(`stepUp.notInvited.${invitation.because}`)), mark: '–' };
  }
  const name = nameOf(words, invitation.who);
  const how = say(invitation.required ? 'stepUp.invitedAlways' : 'stepUp.invited');
  return { ...rowOf(true, { text, detail: name === '' ? how : `${name} · ${how}` }), color: 'default' };
}

function nameOf(words: StepUpWords, who: Invitation['who']): string {
  const { specialist, caseworker } = words.facts.shown.value;
  switch (who) {
    case 'citizen':
      return '';
    case 'specialist':
      return staffName(words, specialist);
    case 'caseworker':
      return staffName(words, caseworker);
    case 'healthRepresentative':
    case 'familyRepresentative':
    case 'network':
      return noteText(words, words.stepUp.names.get(who));
    default:
      return who satisfies never;
  }
}

function talkRow(
  reader: Reader,
  words: StepUpWords,
  { talk, number }: { readonly talk: StepUpTalk; readonly number: number },
): StepUpRow {
  const { say, language } = reader;
  const text = say('stepUp.talk', { number });
  if (talk.heldOn === null) {
    const detail = say('stepUp.talkPlanned', { date: formatDate(talk.plannedFor, language) });
    const buttons = words.mayAct ? [heldButton(reader, words), talkButton(reader, words, 'move')] : [];
    return rowOf(false, { text, detail, buttons });
  }
  const on = say('stepUp.talkHeld', { on: formatDateWithYear(talk.heldOn, language) });
  const decisions = listInWords(
    say,
    talk.decisions.map((d) => say(`stepUp.decision.${d}`)),
  );
  return rowOf(true, { text, detail: decisions === '' ? on : say('stepUp.talkDecided', { on, decisions }) });
}

function heldButton(reader: Reader, { facts }: StepUpWords): StepUpButton {
  return formButton(reader, facts.shown.value.id, { what: 'held', title: 'held', style: 'positive' });
}

function talkButton(reader: Reader, { facts }: StepUpWords, title: 'talk' | 'move'): StepUpButton {
  return formButton(reader, facts.shown.value.id, { what: 'talk', title });
}

/** The next talk, while there is one to plan. A talk that came about without a plan is recorded as well. */
function nextTalk(reader: Reader, words: StepUpWords): readonly StepUpRow[] {
  const { stepUp, facts, mayAct } = words;
  if (!mayAct || plannedTalk(stepUp) !== null || !hasTalksLeft(stepUp, facts.rules)) return [];
  const first = stepUp.talks.length === 0;
  const held = stepUp.sentOn === null ? [] : [heldButton(reader, words)];
  const most = facts.rules.programme.stepUp?.mostTalks ?? 0;
  const text = reader.say(first ? 'stepUp.firstTalk' : 'stepUp.anotherTalk');
  return [tellingRow(text, reader.say('stepUp.fewest', { most }), [talkButton(reader, words, 'talk'), ...held])];
}
