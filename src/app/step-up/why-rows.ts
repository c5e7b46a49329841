import type { Reader } from '../courses/reader.ts';
import { listInWords } from '../refusal-sentence.ts';
import { type StepUpRow, tellingRow } from './row.ts';
import { type StepUpWords, wordsOf } from './words.ts';

/** U0 as it was explained: both preconditions in words, the barriers, and the children where they were asked about. */
export function whyRows(reader: Reader, words: StepUpWords): readonly StepUpRow[] {
  const { say } = reader;
  const { barriers, hasChildren, dragsOut, notEnough } = words.stepUp;
  const because = listInWords(
    say,
    barriers.map((b) => say(`stepUp.barrier.${b}`)),
  );
  const children = hasChildren === null ? [] : [say(hasChildren ? 'stepUp.children.yes' : 'stepUp.children.no')];
  return [
    tellingRow(say('stepUp.why.dragsOut'), wordsOf(reader, words, dragsOut)),
    ...(because === '' ? [] : [tellingRow(say('stepUp.why.barrier'), [because, ...children].join(' · '))]),
    tellingRow(say('stepUp.why.notEnough'), wordsOf(reader, words, notEnough)),
  ];
}
