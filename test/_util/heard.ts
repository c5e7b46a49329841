import type { TestBot } from './bot.ts';
import { textOf } from './card.ts';
import { personalChat } from './http.ts';
import { listed } from './naive-oracle.ts';
import { OWN_CHANNEL, PEOPLE, SHARED_CHANNEL } from './odense.ts';

/** What Danish clocks show, by the runtime's own zone data. */
const COPENHAGEN = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Copenhagen',
  dateStyle: 'short',
  timeStyle: 'short',
});

const PLACES = new Map<string, string>([
  ...Object.entries(PEOPLE).map(([name, who]) => [personalChat(who).id, name] as const),
  [SHARED_CHANNEL, 'shared'],
  [OWN_CHANNEL, 'own'],
]);

/** Every new message from now on, one line each as the naive oracle words it: local minute, place, what. */
export function listen({ connector, clock }: TestBot): string[] {
  const lines: string[] = [];
  connector.on(
    ({ method, conversationId, body, kind, threadRoot }) => {
      if (method !== 'POST') return false;
      const message = kind === 'create' ? Object(body.activity) : body;
      const minute = COPENHAGEN.format(new Date(clock.now()));
      lines.push(`${minute} ${PLACES.get(conversationId)} ${worded(message, threadRoot)}`);
      return false;
    },
    { answer: 500 },
  );
  return lines;
}

function worded(message: Readonly<Record<string, unknown>>, thread: string | null): string {
  const text = textOf(message.attachments);
  const aliases = listed([...new Set(text.match(/ODE-\d{3}/g) ?? [])]);
  const where = thread === null ? 'alone' : 'in thread';
  switch (message.summary) {
    case 'Dagens overblik':
      return `digest: ${listed([...rowsOf(text), ...closingsOf(text)])}`;
    case 'Frister fra Trinvis':
      return `alert: ${listed(rowsOf(text))}`;
    case 'Dagsorden til konferencen':
      return `agenda ${startOf(text)}: ${aliases}`;
    case 'Forberedelse til konferencen':
      return `preparation ${startOf(text)}`;
    case 'Konferencen begynder snart':
      return `reminder ${where}`;
    case 'Hvad kom der ud af konferencen?':
      return `round ${where}: ${aliases}`;
    default:
      return text.includes('ophørt') ? `ended: ${aliases}` : `? ${text}`;
  }
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'maj', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dec'];

/** "man. 12. okt. kl. 09.30" → "10-12 09:30" */
function startOf(text: string): string {
  const [, date = '', month = '', hour, minute] = /(\d+)\\?\. (\w+)\.? kl\. (\d\d)\.(\d\d)/.exec(text) ?? [];
  return `${String(MONTHS.indexOf(month) + 1).padStart(2, '0')}-${date.padStart(2, '0')} ${hour}:${minute}`;
}

function rowsOf(text: string): string[] {
  return [...text.matchAll(/^\*\*(.+?)\*\* · (.+)$/gm)].map(([, what, kind]) => `${what} ${kind}`);
}

function closingsOf(text: string): string[] {
  const closings = [...text.matchAll(/^Lukket .* for (.+)\.$/gm)];
  return closings.map(([, aliases = '']) => `lukket ${aliases.split(', ').toSorted().join(' ')}`);
}
