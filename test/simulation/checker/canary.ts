/** Words and numbers that nobody may ever read in a message of the bot's own. */
const FORBIDDEN = /kanariefugl|\b\d{6}-?\d{4}\b/i;

/** Whether a raw message holds a citizen's name or a CPR number anywhere, hidden fields included. */
export function suspicious(raw: string): boolean {
  return FORBIDDEN.test(raw);
}
