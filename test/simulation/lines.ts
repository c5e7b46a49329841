/** What a reader sees on a card, line by line and in order; titles of buttons and inputs left out. */
export function linesOf(card: unknown): string[] {
  if (Array.isArray(card)) return card.flatMap(linesOf);
  if (typeof card !== 'object' || card === null) return [];
  const lines: string[] = [];
  for (const [key, value] of Object.entries(card)) {
    if (key === 'actions' || key === 'fallback' || key === 'selectAction' || key === 'choices') continue;
    if (SAID.has(key) && typeof value === 'string') lines.push(...value.replaceAll('\u00a0', ' ').split('\n'));
    else lines.push(...linesOf(value));
  }
  return lines;
}
const SAID: ReadonlySet<string> = new Set(['text', 'title', 'value', 'label']);
