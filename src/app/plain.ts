/** Text that somebody typed, made safe for a card's TextBlock: no Markdown, no mention, no invisible characters. */
export function plain(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll(/[\\`*_[\](){}#+\-!|~<>]/g, (mark) => `\\${mark}`)
    .trim();
}
