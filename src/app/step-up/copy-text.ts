import { heldTalks, type LineKind } from '../../domain/step-up/step-up.ts';
import type { Reader } from '../courses/reader.ts';
import { formatDateWithYear } from '../format.ts';
import { listInWords } from '../refusal-sentence.ts';
import { followerName } from './agreement-rows.ts';
import type { StepUpWords } from './words.ts';

/**
 * The agreement document as a text to copy into Min Plan (U3, F2): the talks and what they decided, each consideration and effort with who
 * follows up and when, and that the effort at the company goes on. Nothing that names the citizen, and not stored.
 */
export function stepUpCopyText(reader: Pick<Reader, 'say' | 'language'>, words: StepUpWords): string {
  const { say, language } = reader;
  const talks = heldTalks(words.stepUp).map((talk, i) => {
    const on = talk.heldOn === null ? '' : formatDateWithYear(talk.heldOn, language);
    const decisions = listInWords(
      say,
      talk.decisions.map((d) => say(`stepUp.decision.${d}`)),
    );
    return say(decisions === '' ? 'stepUp.copy.talk' : 'stepUp.copy.talkDecided', { number: i + 1, on, decisions });
  });
  const lines = [say('stepUp.copy.title'), ...talks, ...linesOf(reader, words, 'consideration')];
  return [...lines, ...linesOf(reader, words, 'effort'), say('stepUp.copy.company')].join('\n');
}

/** The lines of one kind under their heading; of those whose words the reader may not see, nothing. */
function linesOf(
  { say, language }: Pick<Reader, 'say' | 'language'>,
  words: StepUpWords,
  kind: LineKind,
): readonly string[] {
  const lines = words.stepUp.lines.flatMap((line) => {
    const text = line.kind === kind ? words.notes.get(line.text) : undefined;
    if (text === undefined) return [];
    const who = followerName({ say }, words, line);
    return [say('stepUp.copy.line', { text, who, on: formatDateWithYear(line.due, language) })];
  });
  return lines.length === 0 ? [] : [say(`stepUp.copy.${kind}`), ...lines];
}
