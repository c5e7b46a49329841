import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';

const folder = mkdtempSync(join(tmpdir(), 'trinvis-manifest-'));
const out = join(folder, 'new', 'trinvis.zip');
afterAll(() => {
  rmSync(folder, { recursive: true });
});

test('wrong arguments get one message that names each, and nothing is written', () => {
  const { status, stderr } = build('--bot-id', 'nonsense', '--domain', 'https://trinvis.example.dk');
  expect(status).toBe(1);
  expect(stderr).toMatch(/^--bot-id must .*\n--domain must .*\nUse: npm run manifest/);
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(existsSync(out)).toBe(false);
});

test('an argument that does not exist is named', () => {
  expect(build('--botid', 'x').stderr).toMatch(/--botid/);
});

test('right arguments write the package', () => {
  const { status, stderr } = build(
    '--bot-id',
    '5a3c1e0f-7b1d-4a55-9c52-0d9e5a0f6b11',
    '--domain',
    'trinvis.example.dk',
  );
  expect([status, stderr]).toEqual([0, '']);
  expect(existsSync(out)).toBe(true);
});

function build(...given: string[]) {
  return spawnSync(process.execPath, ['manifest/build.ts', ...given, '--out', out], { encoding: 'utf8' });
}
