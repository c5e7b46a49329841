import { looksLikeCpr } from '../domain/cpr.ts';

/** The longest text that goes back into a field: much more would not fit on a card that Teams takes. */
const MOST_AGAIN = 2000;

/** What was typed, for the field it was typed in: nothing where there is a CPR number in it (P4), and no more than fits on a card. */
export function typedAgain(text: string, most = MOST_AGAIN): string {
  return looksLikeCpr(text) ? '' : text.slice(0, most);
}

/** The same for every field of a form whose fields are short. */
export function allTypedAgain(fields: Readonly<Record<string, string>>, most = 200): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).map(([field, text]) => [field, typedAgain(text, most)]));
}

/** One line as it is kept: what cannot be seen is a blank, and blanks are one. */
export function oneLine(text: string): string {
  return text.replaceAll(/[\p{C}\s]+/gu, ' ').trim();
}

/** Whether a text says nothing: no letter and no digit in it. */
export function isBlank(text: string): boolean {
  return !/[\p{L}\p{N}]/u.test(text);
}
