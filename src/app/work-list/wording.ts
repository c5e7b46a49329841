import type { PlainDate } from '../../domain/calendar/time.ts';
import type { NoteId } from '../../domain/ids.ts';
import type { Language } from '../format.ts';
import type { Say } from '../i18n.ts';

/** What an item's words need: the language, the day, and the texts of tasks. */
export interface Wording {
  readonly say: Say;
  readonly language: Language;
  readonly today: PlainDate;
  readonly notes: ReadonlyMap<NoteId, string>;
}

/** An item in words: what it is about, and how it stands. */
export interface ItemText {
  readonly what: string;
  readonly status: string;
}
