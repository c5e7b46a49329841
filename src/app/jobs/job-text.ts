import { looksLikeCpr } from '../../domain/cpr.ts';
import type { NoteId } from '../../domain/ids.ts';
import type { OnCourse } from '../courses/on-course.ts';
import type { Say } from '../i18n.ts';
import { refusalSentence } from '../refusal-sentence.ts';
import { isBlank } from '../typed.ts';

/** The longest text of a note (architecture.md). */
const LONGEST_TEXT = 1000;

/** The sentence for a text that cannot be kept, or null. An empty one is refused only where it is needed. */
export function textProblem(say: Say, text: string, needed: boolean): string | null {
  if (needed && isBlank(text)) return refusalSentence(say, { because: 'text-empty' });
  if (text.trim() === '') return null;
  if (looksLikeCpr(text)) return refusalSentence(say, { because: 'text-has-cpr' });
  if (text.trim().length <= LONGEST_TEXT) return null;
  return refusalSentence(say, { because: 'text-too-long', details: { max: LONGEST_TEXT } });
}

/** What is sent back of a typed text: nothing of a CPR-like one (P4), and no more than fits on a card. */
export function textAgain(text: string): string {
  return looksLikeCpr(text) ? '' : text.slice(0, LONGEST_TEXT * 2);
}

/** Hours a week as typed, `12,5` or `12.5`; null for nothing, `'wrong'` for what is no number. */
export function readHours(typed: string): number | null | 'wrong' {
  const text = typed.trim().replace(',', '.');
  if (text === '') return null;
  return /^\d{1,3}(\.\d{1,2})?$/.test(text) ? Number(text) : 'wrong';
}

/** Keeps the words that belong to a change, encrypted with the citizen's key. */
export async function keepWords(
  { session, course }: OnCourse,
  notes: readonly { readonly id: NoteId | null; readonly text: string }[],
): Promise<void> {
  for (const { id, text } of notes) {
    if (id === null) continue;
    await session.tx.vault.addNote({ id, person: course.shown.value.person, text: text.trim(), at: session.now });
  }
}
