import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, test } from '@jest/globals';
import { loadConsentTexts, saidOf } from '../../src/consents/load.ts';
import type { ShownText } from '../../src/consents/read-text.ts';
import {
  ConsentPurpose,
  ConsentText,
  DIRECTIONS,
  DIRECTIONS_OF,
  GatePurpose,
  isGate,
} from '../../src/domain/consent/consent.ts';

const texts = loadConsentTexts();
const common = (purpose: ConsentPurpose, language: string) => texts.textFor({ purpose, language, agreement: 'ODE' });
const all = ConsentPurpose.options.flatMap((purpose) =>
  ['da', 'en'].map((language) => ({ purpose, language, shown: common(purpose, language) })),
);
const original = (name: string) => readFileSync(new URL(`../../src/consents/${name}`, import.meta.url), 'utf8');

const made: string[] = [];
afterEach(() => {
  for (const dir of made.splice(0)) rmSync(dir, { recursive: true });
});
function folderWith(files: Readonly<Record<string, string>>): string {
  const dir = mkdtempSync(join(tmpdir(), 'consents-'));
  made.push(dir);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, name)), { recursive: true });
    writeFileSync(join(dir, name), text);
  }
  return dir;
}
const commonIn = (files: Readonly<Record<string, string>>) =>
  loadConsentTexts({ common: pathToFileURL(`${folderWith(files)}/`) });

const bullets = (body: string) => body.split('\n').filter((line) => line.startsWith('- '));
const everything = ({ title, body }: ShownText) => `${title}\n${body}`;

describe.each(all)('K10: the text for $purpose in $language', ({ purpose, language, shown }) => {
  test('K10: a record can prove which text it was: id, version, language and the hash of the file', () => {
    const file = original(`${purpose.toLowerCase()}.v1.${language}.md`);
    const hash = createHash('sha256').update(file).digest('hex');
    expect(ConsentText.parse(shown.text)).toEqual({ id: purpose.toLowerCase(), version: 1, language, hash });
  });

  test.each(DIRECTIONS_OF[purpose])(
    'K10, § 11 a: each type of information in the direction %s is named',
    (direction) => {
      const { body, categories, legalBasis } = saidOf(shown, direction);
      expect(bullets(body)).toHaveLength(categories.length);
      expect(new Set(categories).size).toBe(categories.length);
      expect(legalBasis).not.toBe('');
    },
  );

  test('K11, K12, K13: voluntary, for so long at most, withdrawn at any time, and nothing to do with benefits', () => {
    const years = purpose === 'K2' ? ['tre år', 'three years'] : ['et år', 'one year'];
    const said =
      language === 'da'
        ? [/frivilligt/, new RegExp(`højst ${years[0]}`), /trække samtykket tilbage/, /betydning for din ydelse/g]
        : [
            /voluntary/,
            new RegExp(`${years[1]} at most`),
            /withdraw the consent at any time/,
            /effect on your benefits/g,
          ];
    for (const words of said) expect(shown.rights.body).toMatch(words);
    expect(shown.rights.body.match(said[3] ?? /$/)).toHaveLength(2);
  });

  test('the whole text can be read aloud: no heading marks, no codes', () => {
    expect(everything(shown)).not.toMatch(/#|\{|psychiatryTo|jobCentreTo|toEvaluator|toNetwork|\bK[1-5]\b/);
    for (const { body } of shown.directions) expect(shown.body).toContain(body);
  });
});

test.each(GatePurpose.options)('K11: health staff’s consent under %s stands on sundhedsloven §§ 43–44', (purpose) => {
  const { legalBasis } = saidOf(common(purpose, 'da'), 'psychiatryToJobCentre');
  expect(legalBasis).toContain('§§ 43–44');
  expect(legalBasis).toContain('§ 11 a');
});

test('K2: the evaluation stands on databeskyttelsesloven § 10, and the text says that nothing flows back', () => {
  const shown = common('K2', 'da');
  expect(saidOf(shown, 'toEvaluator').legalBasis).toContain('databeskyttelsesloven § 10');
  expect(saidOf(shown, 'toEvaluator').body).toContain('kommer aldrig tilbage til din sag i jobcentret');
});

test('K10: both languages say the same: same categories in the same order', () => {
  for (const purpose of ConsentPurpose.options) {
    const [da, en] = [common(purpose, 'da'), common(purpose, 'en')];
    for (const d of DIRECTIONS_OF[purpose]) expect(saidOf(en, d).categories).toEqual(saidOf(da, d).categories);
    expect(bullets(en.rights.body)).toHaveLength(bullets(da.rights.body).length);
    expect(en.text.hash).not.toBe(da.text.hash);
  }
  expect(DIRECTIONS_OF.K1).toBe(DIRECTIONS);
  expect(ConsentPurpose.options.filter(isGate)).toEqual(['K1', 'K3']);
});

test('K10: a replaced text is a new version, and the newest is shown', () => {
  const first = original('k1.v1.da.md');
  const second = first.replace('version: 1', 'version: 2');
  const replaced = commonIn({ 'k1.v1.da.md': first, 'k1.v2.da.md': second });
  expect(replaced.textFor({ purpose: 'K1', language: 'da', agreement: 'ODE' }).text.version).toBe(2);
});

describe('K10: the texts are data, replaceable per agreement', () => {
  const own = (language: 'da' | 'en') => original(`k2.v1.${language}.md`).replace(/^# .*$/m, '# Odenses egen tekst');
  const titleOf = (folder: string, agreement: string, purpose: ConsentPurpose = 'K2') =>
    loadConsentTexts({ own: folder }).textFor({ purpose, language: 'da', agreement }).title;
  const ode = { 'ODE/k2.v1.da.md': own('da'), 'ODE/k2.v1.en.md': own('en') };

  test('K10: a folder with an agreement’s code replaces a text for its courses alone', () => {
    const folder = folderWith(ode);
    expect(titleOf(folder, 'ODE')).toBe('Odenses egen tekst');
    expect(titleOf(folder, 'FAA')).toBe(common('K2', 'da').title);
    expect(titleOf(folder, 'ODE', 'K1')).toBe(common('K1', 'da').title);
  });

  test('K10: a record under the agreement keeps the hash of the agreement’s own text', () => {
    const { text } = loadConsentTexts({ own: folderWith(ode) }).textFor({
      purpose: 'K2',
      language: 'da',
      agreement: 'ODE',
    });
    expect(text.hash).toBe(createHash('sha256').update(own('da')).digest('hex'));
  });

  test('K10: texts beside the folders replace the common ones for every agreement that has none of its own', () => {
    const everybody = original('k2.v1.da.md').replace(/^# .*$/m, '# For alle');
    const folder = folderWith({ ...ode, 'k2.v1.da.md': everybody, 'k2.v1.en.md': original('k2.v1.en.md') });
    expect(titleOf(folder, 'FAA')).toBe('For alle');
    expect(titleOf(folder, 'ODE')).toBe('Odenses egen tekst');
  });

  test.each([
    {
      what: 'a text without its purpose',
      files: { 'ODE/k2.v1.da.md': '# Hej' },
      message: 'ODE/k2.v1.da.md: id, version',
    },
    {
      what: 'a text in one language only',
      files: { 'ODE/k2.v1.da.md': original('k2.v1.da.md') },
      message: 'ODE/k2.v1.en.md: missing',
    },
    { what: 'a file that is no text', files: { 'ODE/k2.v1.da.txt': 'Hej' }, message: 'ODE/k2.v1.da.txt: not a text' },
    { what: 'a folder that no code names', files: { 'odense/k2.v1.da.md': '' }, message: 'odense: a folder is called' },
  ])('K10: $what stops the start with the file’s name', ({ files, message }) => {
    expect(() => loadConsentTexts({ own: folderWith(files) })).toThrow(message);
  });

  test('K10: a folder that is not there stops the start', () => {
    expect(() => loadConsentTexts({ own: '/nowhere/texts' })).toThrow('/nowhere/texts: the folder of consent texts');
  });
});

test.each([
  { what: 'a language that is not there', files: {}, message: 'there is no text for K1 in language da' },
  {
    what: 'another version inside than in its name',
    files: { 'k1.v2.da.md': original('k1.v1.da.md') },
    message: 'k1.v2.da.md: holds k1.v1.da',
  },
  {
    what: 'no legal basis',
    files: { 'k1.v1.da.md': original('k1.v1.da.md').replace(/^psychiatryToJobCentre.legalBasis.*\n/m, '') },
    message: 'k1.v1.da.md: psychiatryToJobCentre.legalBasis',
  },
  {
    what: 'a direction left out',
    files: { 'k1.v1.da.md': original('k1.v1.da.md').replace('{#jobCentreToPsychiatry}', '{#other}') },
    message: 'k1.v1.da.md: no section {#jobCentreToPsychiatry}',
  },
  { what: 'no front matter', files: { 'k1.v1.da.md': '# Hej' }, message: 'k1.v1.da.md: id, version' },
])('$what is refused with the file’s name', ({ files, message }) => {
  expect(() => commonIn(files).textFor({ purpose: 'K1', language: 'da', agreement: 'ODE' })).toThrow(message);
});
