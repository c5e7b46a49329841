import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { checkArrows } from '../_util/gate/arrows.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trinvis-arrows-'));
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  symlinkSync(resolve('package.json'), join(folder, 'package.json'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('arrows point inwards', () => {
  test.each([
    ['domain-core', 'domain/a.ts', 'node:fs'],
    ['domain-packages', 'domain/a.ts', 'i18next'],
    ['domain-imports', 'domain/a.ts', '../app/x.ts'],
    ['app-imports', 'app/a.ts', '../store/x.ts'],
    ['app-packages', 'app/a.ts', 'pino'],
    ['teams-imports', 'teams/a.ts', '../store/x.ts'],
    ['store-imports', 'store/a.ts', '../teams/x.ts'],
    ['scheduler-imports', 'scheduler/a.ts', '../store/x.ts'],
    ['only-teams', 'scheduler/a.ts', 'botbuilder'],
    ['only-teams', 'main.ts', 'restify'],
    ['only-store', 'app/a.ts', 'kysely'],
    ['production-knows-no-demo', 'main.ts', './demo/x.ts'],
    ['main-is-the-root', 'teams/a.ts', '../main.ts'],
    ['resolvable', 'teams/a.ts', './missing.ts'],
    ['no-dev-package-in-production', 'main.ts', 'fast-check'],
  ])('%s catches %s importing %s', async (rule, file, target) => {
    write(file, `import * as it from '${target}';\nexport const used = it;\n`);
    writeTarget(file, target);
    const { problems } = await checkArrows(folder);
    expect(problems.map((problem) => problem.split(':')[0])).toContain(rule);
  });

  test('an import of a type is an arrow too', async () => {
    write('app/x.ts', 'export interface X { a: 1 }\n');
    write('domain/a.ts', "import type { X } from '../app/x.ts';\nexport type Y = X;\n");
    expect((await checkArrows(folder)).problems).toEqual(['domain-imports: src/domain/a.ts → src/app/x.ts']);
  });

  test('what checks the simulation knows nothing of what it checks, not even a type', async () => {
    write('domain/a.ts', 'export interface A { a: 1 }\n');
    const path = join(folder, 'test/simulation/checker/x.ts');
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, "import type { A } from '../../../src/domain/a.ts';\nexport type X = A;\n");
    expect((await checkArrows(folder)).problems).toEqual([
      'checker-shares-nothing: test/simulation/checker/x.ts → src/domain/a.ts',
    ]);
  });

  test('a cycle is caught', async () => {
    write('domain/a.ts', "import type { B } from './b.ts';\nexport type A = B | 1;\n");
    write('domain/b.ts', "import type { A } from './a.ts';\nexport type B = A | 2;\n");
    expect((await checkArrows(folder)).problems.join()).toMatch(/no-cycles/);
  });

  test('what the architecture allows passes', async () => {
    write(
      'domain/a.ts',
      "import { z } from 'zod';\nimport { Temporal } from 'temporal-polyfill';\nexport const a = [z, Temporal];\n",
    );
    write(
      'app/a.ts',
      "import i18next from 'i18next';\nimport { a } from '../domain/a.ts';\nexport const b = [a, i18next];\n",
    );
    write(
      'store/a.ts',
      "import { Kysely } from 'kysely';\nimport { b } from '../app/a.ts';\nexport const c = [b, Kysely];\n",
    );
    write(
      'teams/a.ts',
      "import { readFileSync } from 'node:fs';\nimport { CloudAdapter } from 'botbuilder';\nexport const d = [readFileSync, CloudAdapter];\n",
    );
    write(
      'main.ts',
      "import { c } from './store/a.ts';\nimport { d } from './teams/a.ts';\nexport const compose = [c, d];\n",
    );
    write('demo/start.ts', "import { compose } from '../main.ts';\ncompose.at(0);\n");
    expect((await checkArrows(folder)).problems).toEqual([]);
  });

  test('having looked at no import is a problem', async () => {
    write('domain/a.ts', 'export const a = 1;\n');
    expect((await checkArrows(folder)).problems.join()).toMatch(/saw no import/);
  });
});

function write(file: string, text: string): void {
  const path = join(folder, 'src', file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** The file that a relative import asks for, unless it is meant to be missing. */
function writeTarget(from: string, target: string): void {
  if (!target.startsWith('.') || target.includes('missing')) return;
  write(join(dirname(from), target), 'export const x = 1;\n');
}
