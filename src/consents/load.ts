import { readdirSync, readFileSync, statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { AgreementCode } from '../domain/agreement/agreement.ts';
import type { ConsentDirection, ConsentPurpose } from '../domain/consent/consent.ts';
import { ConsentTextError, type DirectionText, readText, type ShownText } from './read-text.ts';

/** Which text is wanted: for what, in which language, and under which agreement (its code). */
export interface WantedText {
  readonly purpose: ConsentPurpose;
  readonly language: string;
  readonly agreement: string;
}

/** The consent texts as data (K10). */
export interface ConsentTexts {
  /** The newest text for a purpose: the agreement's own, else the common one. A text that is not there is a lost file, and throws. */
  textFor(wanted: WantedText): ShownText;
}

/** Where the texts lie: the common ones, and a folder of others (`CONSENT_TEXTS`) with a folder for each agreement in it. */
export interface TextFolders {
  readonly common?: URL;
  readonly own?: string | undefined;
}

const COMMON = new URL('./', import.meta.url);
const LANGUAGES = ['da', 'en'] as const;

/**
 * Reads and checks every consent text once, at the start. Texts in the own folder replace the common ones; those in its folder `<CODE>` do so
 * for that agreement alone (K10). Whatever is wrong there stops the start with the file's name.
 */
export function loadConsentTexts({ common = COMMON, own }: TextFolders = {}): ConsentTexts {
  const everywhere = readdirSync(common).filter((name) => name.endsWith('.md'));
  const replaced = own === undefined ? NO_TEXTS : readOwn(own);
  const shelves = [replaced.forAll, textsIn(common, everywhere, '')];
  return {
    textFor: ({ purpose, language, agreement }) => {
      for (const texts of [replaced.byCode.get(agreement) ?? [], ...shelves]) {
        const found = newest(texts, purpose, language);
        if (found !== undefined) return found;
      }
      throw new ConsentTextError(`there is no text for ${purpose} in language ${language}`);
    },
  };
}

/** What a text says of one of its directions. */
export function saidOf({ directions, text }: ShownText, direction: ConsentDirection): DirectionText {
  const found = directions.find((d) => d.direction === direction);
  if (found === undefined) throw new ConsentTextError(`${text.id} says nothing of ${direction}`);
  return found;
}

interface OwnTexts {
  readonly forAll: readonly ShownText[];
  readonly byCode: ReadonlyMap<string, readonly ShownText[]>;
}
const NO_TEXTS: OwnTexts = { forAll: [], byCode: new Map() };

function readOwn(directory: string): OwnTexts {
  const folder = pathToFileURL(`${directory}/`);
  const names = namesIn(folder, directory);
  const isFolder = (name: string) => statSync(new URL(name, folder)).isDirectory();
  const codes = names.filter(isFolder);
  const wrong = codes.find((name) => !AgreementCode.safeParse(name.normalize('NFC')).success);
  if (wrong !== undefined) throw new ConsentTextError(`${wrong}: a folder is called by the code of an agreement`);
  const forAll = checked(
    textsIn(
      folder,
      names.filter((name) => !codes.includes(name)),
      '',
    ),
    '',
  );
  const byCode = new Map(
    codes.map((code) => {
      const of = new URL(`${code}/`, folder);
      return [code.normalize('NFC'), checked(textsIn(of, namesIn(of, code), `${code}/`), `${code}/`)] as const;
    }),
  );
  return { forAll, byCode };
}

/** Files that start with a dot are the system's. */
function namesIn(folder: URL, called: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => !name.startsWith('.'));
  } catch (cause) {
    throw new ConsentTextError(`${called}: the folder of consent texts cannot be read`, { cause });
  }
}

function textsIn(folder: URL, names: readonly string[], prefix: string): readonly ShownText[] {
  return names.map((name) => {
    if (!name.endsWith('.md')) throw new ConsentTextError(`${prefix}${name}: not a text <id>.v<version>.<language>.md`);
    return readText(`${prefix}${name}`, readFileSync(new URL(encodeURIComponent(name), folder), 'utf8'));
  });
}

/** A purpose whose text is replaced in one language is replaced in both: nobody is shown the other text by their language. */
function checked(texts: readonly ShownText[], prefix: string): readonly ShownText[] {
  for (const { purpose, text } of texts) {
    const lacks = LANGUAGES.find((language) => newest(texts, purpose, language) === undefined);
    if (lacks !== undefined)
      throw new ConsentTextError(
        `${prefix}${text.id}.v${text.version}.${lacks}.md: missing, for ${purpose} is replaced`,
      );
  }
  return texts;
}

function newest(texts: readonly ShownText[], purpose: ConsentPurpose, language: string): ShownText | undefined {
  return texts
    .filter((t) => t.purpose === purpose && t.text.language === language)
    .toSorted((a, b) => a.text.version - b.text.version)
    .at(-1);
}
