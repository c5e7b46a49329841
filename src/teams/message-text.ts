/** What of an activity decides how its text is read. */
export interface WrittenText {
  readonly text: string;
  readonly botId: string | null;
  readonly mentions: readonly { readonly id: string | null; readonly text: string | null }[];
}

const INVISIBLE = /[\u200b-\u200f\u2060\ufeff\u00ad]/g;
const ANY_SPACE = /(?:&nbsp;|\s)+/g;

/**
 * The words of a message as the sender meant them: the bot's own mention is gone, another person's mention is their name, every kind
 * of blank is one space, and letters such as å are one character (macOS types two).
 */
export function plainText({ text, botId, mentions }: WrittenText): string {
  return withoutBot(text, botId, mentions)
    .replace(/<\/?at\b[^>]*>/gi, '')
    .replace(INVISIBLE, '')
    .replace(ANY_SPACE, ' ')
    .normalize('NFC')
    .trim();
}

function withoutBot(text: string, botId: string | null, mentions: WrittenText['mentions']): string {
  const own = mentions.filter(({ id }) => id !== null && id === botId).flatMap((mention) => mention.text ?? []);
  const rest = own.filter(Boolean).reduce((left, mention) => left.replaceAll(mention, ' '), text);
  // A client that sends no mention entity still starts the message with the name of the bot it is meant for.
  return mentions.length > 0 ? rest : rest.replace(/^\s*<at\b[^>]*>[^<]*<\/at>/i, ' ');
}
