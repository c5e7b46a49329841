import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type ConsentDirection, ConsentPurpose, type ConsentText, DIRECTIONS_OF } from '../domain/consent/consent.ts';

/** One paragraph of a consent text: a heading, and the words below it as simple Markdown (lists only). */
interface TextSection {
  readonly heading: string;
  readonly body: string;
}

/** What is said of one direction: who tells whom what, and by which law (K10). */
export interface DirectionText extends TextSection {
  readonly direction: ConsentDirection;
  readonly legalBasis: string;
  /** The types of information as codes; the words for them stand in the text. */
  readonly categories: readonly string[];
}

/** The text a citizen is shown before saying yes or no, each direction described apart (K10). */
export interface ShownText {
  readonly purpose: ConsentPurpose;
  /** What a consent record keeps: which text it was, pinned by the hash of the whole file. */
  readonly text: ConsentText;
  readonly title: string;
  /** The whole text to be read aloud, headings in bold. */
  readonly body: string;
  readonly intro: string;
  /** In the order they are asked. */
  readonly directions: readonly DirectionText[];
  /** Voluntary, for how long, to be withdrawn at any time, without effect on benefits (K11–K13). */
  readonly rights: TextSection;
}

/** A text file is wrong or not there: the message names it, and the bot does not start. */
export class ConsentTextError extends Error {
  override readonly name = 'ConsentTextError';
}

const list = z.string().transform((text) => text.split(',').map((item) => item.trim()));
const Front = z
  .object({
    id: z.string().min(1),
    version: z.coerce.number().int().positive(),
    language: z.enum(['da', 'en']),
    purpose: ConsentPurpose,
  })
  .loose();
type Front = z.infer<typeof Front>;

/** Reads one text file; `name` is what the message says if something is wrong with it. */
export function readText(name: string, file: string): ShownText {
  const source = file.replaceAll('\r\n', '\n');
  const [, head = '', words = ''] = /^---\n(.*?)\n---\n(.*)$/s.exec(source) ?? [];
  const front = parse(Front, name, frontOf(head));
  const { id, version, language, purpose } = front;
  if (name.split('/').at(-1) !== `${id}.v${version}.${language}.md`)
    throw new ConsentTextError(`${name}: holds ${id}.v${version}.${language}`);
  const hash = createHash('sha256').update(source).digest('hex');
  return { purpose, text: { id, version, language, hash }, ...wordsOf(name, words, front) };
}

function frontOf(head: string): Readonly<Record<string, string>> {
  const lines = head.split('\n').map((line) => /^([\w.]+): (.+)$/.exec(line));
  return Object.fromEntries(lines.flatMap((line) => (line === null ? [] : [[line[1] ?? '', line[2] ?? '']])));
}

function parse<T>(schema: z.ZodType<T>, name: string, data: unknown): T {
  const parsed = schema.safeParse(data);
  if (parsed.success) return parsed.data;
  throw new ConsentTextError(`${name}: ${parsed.error.issues.map((i) => i.path.map(String).join('.')).join(', ')}`);
}

function wordsOf(name: string, words: string, front: Front): Omit<ShownText, 'text' | 'purpose'> {
  const [opening = '', ...rest] = words.trim().split(/^## /m);
  const [, title, intro] = /^# ([^\n]+)\n+(.+)$/s.exec(opening.trim()) ?? [];
  if (title === undefined || intro === undefined) throw new ConsentTextError(`${name}: no title and introduction`);
  const sections = new Map(rest.map((part) => sectionOf(name, part)));
  const section = (key: string): TextSection => {
    const found = sections.get(key);
    if (found === undefined) throw new ConsentTextError(`${name}: no section {#${key}}`);
    return found;
  };
  const directions = DIRECTIONS_OF[front.purpose].map((direction) => ({
    direction,
    ...section(direction),
    ...lawOf(name, front, direction),
  }));
  const rights = section('rights');
  const parts = [...directions, rights].map((s) => `**${s.heading}**\n\n${s.body}`);
  return { title, intro, body: [`**${title}**`, intro, ...parts].join('\n\n'), directions, rights };
}

function lawOf(
  name: string,
  front: Front,
  direction: ConsentDirection,
): Pick<DirectionText, 'legalBasis' | 'categories'> {
  const keys = { legalBasis: `${direction}.legalBasis`, categories: `${direction}.categories` };
  const law = parse(
    z.object({ [keys.legalBasis]: z.string().min(1), [keys.categories]: z.string().min(1) }),
    name,
    front,
  );
  return { legalBasis: law[keys.legalBasis] ?? '', categories: list.parse(law[keys.categories]) };
}

/** `Heading {#key}`, then the words. */
function sectionOf(name: string, part: string): readonly [string, TextSection] {
  const [, heading, key, body] = /^(.+?) \{#(\w+)\}\n+(.+)$/s.exec(part.trim()) ?? [];
  if (heading === undefined || key === undefined || body === undefined) {
    throw new ConsentTextError(`${name}: a section without a heading, key or words`);
  }
  return [key, { heading, body }];
}
