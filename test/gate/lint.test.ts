import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';

/** The rules of docs/STYLE.md that a tool keeps, each with a file that breaks it. */
const FAULTS: readonly (readonly [name: string, rule: string, file: string, text: string])[] = [
  [
    'a floating promise',
    'noFloatingPromises',
    'app/floating.ts',
    'export function f(): void {\n  Promise.resolve(1);\n}',
  ],
  ['any', 'noExplicitAny', 'app/any.ts', 'export const a: any = 1;'],
  ['a cast after JSON.parse', 'Parse it with zod', 'app/parse.ts', "export const a = JSON.parse('1') as number;"],
  ['a cast to Disclosed', 'Only disclose', 'teams/disclosed.ts', 'export const a = b as unknown as Disclosed<Course>;'],
  ['a clock in the domain', 'Time is an argument', 'domain/clock.ts', 'export const now = Temporal.Now.instant();'],
  ['a clock in a use case', 'Time is an argument', 'app/clock.ts', 'export const now = new Date();'],
  ['a timer in the domain', 'noRestrictedGlobals', 'domain/timer.ts', 'setTimeout(String, 1);'],
  ['the environment outside config.ts', 'noProcessEnv', 'teams/port.ts', 'export const a = process.env.PORT;'],
  ['a default export', 'noDefaultExport', 'app/default.ts', 'export default 1;'],
  ['a barrel', 'noReExportAll', 'app/index.ts', "export * from './any.ts';"],
  ['a name not in kebab-case', 'useFilenamingConvention', 'app/courseView.ts', 'export const a = 1;'],
  ['four parameters', 'useMaxParams', 'app/four.ts', 'export const f = (a: 1, b: 1, c: 1, d: 1) => [a, b, c, d];'],
  ['an enum', 'noEnum', 'app/enum.ts', 'export enum A {\n  B,\n}'],
];

const folder = mkdtempSync(join(tmpdir(), 'trinvis-lint-'));
const said = lint();
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('the lint refuses', () => {
  test.each(FAULTS)('%s', (_name, rule, file) => {
    const about = said.split('\n').filter((line) => line.includes(`src/${file}`));
    expect(about.join('\n')).toContain(rule);
  });
});

function lint(): string {
  copyFileSync('biome.json', join(folder, 'biome.json'));
  copyFileSync('package.json', join(folder, 'package.json'));
  writeFileSync(join(folder, '.gitignore'), 'node_modules\n');
  mkdirSync(join(folder, 'test/_util'), { recursive: true });
  symlinkSync(resolve('test/_util/gate'), join(folder, 'test/_util/gate'));
  for (const [, , file, text] of FAULTS) {
    mkdirSync(dirname(join(folder, 'src', file)), { recursive: true });
    writeFileSync(join(folder, 'src', file), `${text}\n`);
  }
  const biome = resolve('node_modules/.bin/biome');
  const { stdout, stderr } = spawnSync(biome, ['lint', '--reporter=github', '--max-diagnostics=none', 'src'], {
    cwd: folder,
    encoding: 'utf8',
  });
  return stdout + stderr;
}
