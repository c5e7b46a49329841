import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, test } from '@jest/globals';
import { type GateText, loadConsentTexts } from '../../src/consents/load.ts';
import { ConsentText, DIRECTIONS, GatePurpose } from '../../src/domain/consent/consent.ts';

const texts = loadConsentTexts();
const all = GatePurpose.options.flatMap((purpose) =>
  ['da', 'en'].map((language) => ({ purpose, language, shown: texts.forGate(purpose, language) })),
);
const original = (name: string) => readFileSync(new URL(`../../src/consents/${name}`, import.meta.url), 'utf8');

const made: string[] = [];
afterEach(() => {
  for (const dir of made.splice(0)) rmSync(dir, { recursive: true });
});
function folderWith(files: Readonly<Record<string, string>>): URL {
  const dir = mkdtempSync(join(tmpdir(), 'consents-'));
  made.push(dir);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);
  return pathToFileURL(`${dir}/`);
}

const bullets = (body: string) => body.split('\n').filter((line) => line.startsWith('- '));
const everything = ({ title, body }: GateText) => `${title}\n${body}`;

describe.each(all)('K10: the text for $purpose in $language', ({ purpose, language, shown }) => {
  test('K10: a record can prove which text it was: id, version, language and the hash of the file', () => {
    const file = original(`${purpose.toLowerCase()}.v1.${language}.md`);
    const hash = createHash('sha256').update(file).digest('hex');
    expect(ConsentText.parse(shown.text)).toEqual({ id: purpose.toLowerCase(), version: 1, language, hash });
  });

  test.each(DIRECTIONS)('§ 11 a: each type of information in the direction %s is named', (direction) => {
    const { body, categories, legalBasis } = shown.directions[direction];
    expect(bullets(body)).toHaveLength(categories.length);
    expect(new Set(categories).size).toBe(categories.length);
    expect(legalBasis).not.toBe('');
  });

  test('K11: health staff’s consent stands on sundhedsloven §§ 43–44', () => {
    expect(shown.directions.psychiatryToJobCentre.legalBasis).toContain('§§ 43–44');
    expect(shown.directions.psychiatryToJobCentre.legalBasis).toContain('§ 11 a');
  });

  test('K11, K12, K13: voluntary, a year at most, withdrawn at any time, and nothing to do with benefits', () => {
    const said =
      language === 'da'
        ? [/frivilligt/, /højst et år/, /trække samtykket tilbage/, /betydning for din ydelse/g]
        : [/voluntary/, /one year at most/, /withdraw the consent at any time/, /effect on your benefits/g];
    for (const words of said) expect(shown.rights.body).toMatch(words);
    expect(shown.rights.body.match(said[3] ?? /$/)).toHaveLength(2);
  });

  test('the whole text can be read aloud: no heading marks, no codes', () => {
    expect(everything(shown)).not.toMatch(/#|\{|psychiatryTo|jobCentreTo|\bK[1-5]\b/);
    expect(shown.body).toContain(shown.directions.jobCentreToPsychiatry.body);
  });
});

test('K10: both languages say the same: same categories in the same order', () => {
  for (const purpose of GatePurpose.options) {
    const [da, en] = [texts.forGate(purpose, 'da'), texts.forGate(purpose, 'en')];
    for (const d of DIRECTIONS) expect(en.directions[d].categories).toEqual(da.directions[d].categories);
    expect(bullets(en.rights.body)).toHaveLength(bullets(da.rights.body).length);
    expect(en.text.hash).not.toBe(da.text.hash);
  }
});

test('K10: a replaced text is a new version, and the newest is shown', () => {
  const first = original('k1.v1.da.md');
  const second = first.replace('version: 1', 'version: 2');
  const replaced = loadConsentTexts(folderWith({ 'k1.v1.da.md': first, 'k1.v2.da.md': second }));
  expect(replaced.forGate('K1', 'da').text.version).toBe(2);
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
  expect(() => loadConsentTexts(folderWith(files)).forGate('K1', 'da')).toThrow(message);
});
