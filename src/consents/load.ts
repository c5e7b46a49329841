import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { type ConsentText, type Direction, GatePurpose } from '../domain/consent/consent.ts';

/** One paragraph of a consent text: a heading, and the words below it as simple Markdown (lists only). */
interface TextSection {
  readonly heading: string;
  readonly body: string;
}

/** What is said of one direction: who tells whom what, and by which law (K10). */
interface DirectionText extends TextSection {
  readonly legalBasis: string;
  /** The types of information as codes; the words for them stand in the text. */
  readonly categories: readonly string[];
}

/** The text a citizen is shown before saying yes or no, both directions described apart (K10). */
export interface GateText {
  /** What a consent record keeps: which text it was, pinned by the hash of the whole file. */
  readonly text: ConsentText;
  readonly title: string;
  /** The whole text to be read aloud, headings in bold. */
  readonly body: string;
  readonly intro: string;
  readonly directions: Readonly<Record<Direction, DirectionText>>;
  /** Voluntary, for a year at most, to be withdrawn at any time, without effect on benefits (K11–K13). */
  readonly rights: TextSection;
}

/** The consent texts as data: newest version of each. */
export interface ConsentTexts {
  /** The text for a gate's consent in a language; a language that is not there is a lost file, and throws. */
  forGate(purpose: GatePurpose, language: string): GateText;
}

/** A text file is wrong or not there: the message names it. */
class ConsentTextError extends Error {
  override readonly name = 'ConsentTextError';
}

/** Reads and checks every consent text once, at the start. Another folder replaces the texts (K10). */
export function loadConsentTexts(directory: URL = new URL('./', import.meta.url)): ConsentTexts {
  const files = readdirSync(directory).filter((name) => name.endsWith('.md'));
  const texts = files.map((name) => readText(name, readFileSync(new URL(name, directory), 'utf8')));
  return {
    forGate: (purpose, language) => {
      const versions = texts.filter((t) => t.purpose === purpose && t.text.language === language);
      const newest = versions.sort((a, b) => a.text.version - b.text.version).at(-1);
      if (newest === undefined) throw new ConsentTextError(`there is no text for ${purpose} in language ${language}`);
      return newest;
    },
  };
}

const list = z.string().transform((text) => text.split(',').map((item) => item.trim()));
const Front = z.object({
  id: z.string().min(1),
  version: z.coerce.number().int().positive(),
  language: z.string().min(2),
  purpose: GatePurpose,
  'psychiatryToJobCentre.legalBasis': z.string().min(1),
  'psychiatryToJobCentre.categories': list,
  'jobCentreToPsychiatry.legalBasis': z.string().min(1),
  'jobCentreToPsychiatry.categories': list,
});
type Front = z.infer<typeof Front>;

function readText(name: string, file: string): GateText & { readonly purpose: GatePurpose } {
  const source = file.replaceAll('\r\n', '\n');
  const [, head = '', words = ''] = /^---\n(.*?)\n---\n(.*)$/s.exec(source) ?? [];
  const front = frontOf(name, head);
  const { id, version, language, purpose } = front;
  if (name !== `${id}.v${version}.${language}.md`)
    throw new ConsentTextError(`${name}: holds ${id}.v${version}.${language}`);
  const hash = createHash('sha256').update(source).digest('hex');
  return { purpose, text: { id, version, language, hash }, ...wordsOf(name, words, front) };
}

function frontOf(name: string, head: string): Front {
  const lines = head.split('\n').map((line) => /^([\w.]+): (.+)$/.exec(line));
  const parsed = Front.safeParse(Object.fromEntries(lines.map((line) => [line?.[1], line?.[2]])));
  if (parsed.success) return parsed.data;
  throw new ConsentTextError(`${name}: ${parsed.error.issues.map((i) => i.path.map(String).join('.')).join(', ')}`);
}

function wordsOf(name: string, words: string, front: Front): Omit<GateText, 'text'> {
  const [opening = '', ...rest] = words.trim().split(/^## /m);
  const [, title, intro] = /^# (.+)\n+(.+)$/s.exec(opening.trim()) ?? [];
  if (title === undefined || intro === undefined) throw new ConsentTextError(`${name}: no title and introduction`);
  const sections = new Map(rest.map((part) => sectionOf(name, part)));
  const section = (key: string): TextSection => {
    const found = sections.get(key);
    if (found === undefined) throw new ConsentTextError(`${name}: no section {#${key}}`);
    return found;
  };
  const direction = (which: Direction): DirectionText => ({
    ...section(which),
    legalBasis: front[`${which}.legalBasis`],
    categories: front[`${which}.categories`],
  });
  const [psychiatryToJobCentre, jobCentreToPsychiatry] = [
    direction('psychiatryToJobCentre'),
    direction('jobCentreToPsychiatry'),
  ];
  const rights = section('rights');
  const parts = [psychiatryToJobCentre, jobCentreToPsychiatry, rights].map((s) => `**${s.heading}**\n\n${s.body}`);
  const body = [`**${title}**`, intro, ...parts].join('\n\n');
  return { title, intro, body, directions: { psychiatryToJobCentre, jobCentreToPsychiatry }, rights };
}

/** `Heading {#key}`, then the words. */
function sectionOf(name: string, part: string): readonly [string, TextSection] {
  const [, heading, key, body] = /^(.+?) \{#(\w+)\}\n+(.+)$/s.exec(part.trim()) ?? [];
  if (heading === undefined || key === undefined || body === undefined) {
    throw new ConsentTextError(`${name}: a section without a heading, key or words`);
  }
  return [key, { heading, body }];
}
