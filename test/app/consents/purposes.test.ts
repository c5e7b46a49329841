import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { textOf } from '../../../src/app/consents/purposes.ts';
import { Alias } from '../../../src/domain/ids.ts';
import { loadParts } from '../../../src/parts.ts';
import { testConfig } from '../../_util/bot.ts';
import { given, opened } from '../../_util/builders.ts';

const folder = mkdtempSync(join(tmpdir(), 'texts-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('K10: CONSENT_TEXTS: a course is shown the text of its own agreement, another agreement’s course the common one', () => {
  mkdirSync(join(folder, 'FAA'));
  for (const name of ['k1.v1.da.md', 'k1.v1.en.md']) {
    const common = readFileSync(new URL(`../../../src/consents/${name}`, import.meta.url), 'utf8');
    writeFileSync(join(folder, 'FAA', name), common.replace(/^# .*$/m, '# Faaborgs egen tekst'));
  }
  const parts = loadParts({ ...testConfig(), consentTexts: folder });
  const titleOf = (alias: string) => {
    const { course } = given(opened('2026-11-02', { alias: Alias.parse(alias) }));
    return textOf({ parts, language: 'da' }, course, 'K1').title;
  };
  expect(titleOf('FAA-002')).toBe('Faaborgs egen tekst');
  expect(titleOf('ODE-014')).toBe('Samtykke til, at klinikken og jobcentret taler sammen om dit IPS-forløb');
});
