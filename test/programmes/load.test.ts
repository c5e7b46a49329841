import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, test } from '@jest/globals';
import { loadProgrammes } from '../../src/programmes/load.ts';

const programmes = loadProgrammes();
const made: string[] = [];
afterEach(() => {
  for (const dir of made.splice(0)) rmSync(dir, { recursive: true });
});

const original = (name: string) => readFileSync(new URL(`../../src/programmes/${name}`, import.meta.url), 'utf8');

/** A folder with the common rules and one more file, as a controller might have put it there. */
function folderWith(name: string, text: string): URL {
  const dir = mkdtempSync(join(tmpdir(), 'programmes-'));
  made.push(dir);
  writeFileSync(join(dir, 'common.v1.json'), original('common.v1.json'));
  writeFileSync(join(dir, name), text);
  return pathToFileURL(`${dir}/`);
}

describe('programmes are versioned data, checked at the start', () => {
  test('C1: A, B and C are offered, in the order of their letters', () => {
    expect(programmes.all().map((p) => `${p.letter}:${p.id}.v${p.version}`)).toEqual([
      'A:ips.v1',
      'B:fsm3.v1',
      'C:att.v1',
    ]);
  });

  test('a course keeps the version it pinned; a new one gets the newest', () => {
    const next = JSON.stringify({ ...JSON.parse(original('ips.v1.json')), version: 2 });
    const dir = folderWith('ips.v1.json', original('ips.v1.json'));
    writeFileSync(new URL('ips.v2.json', dir), next);
    const both = loadProgrammes(dir);
    expect(both.get('ips', 1).version).toBe(1);
    expect(both.latest('ips').version).toBe(2);
    expect(both.all()).toHaveLength(1);
  });

  test('A16: the rhythm is the programme’s every 7 days, unless the agreement says otherwise', () => {
    const pinned = { id: 'ips', version: 1 };
    expect(programmes.rulesFor(pinned, { contactEveryDays: null }).contactEveryDays).toBe(7);
    expect(programmes.rulesFor(pinned, { contactEveryDays: 14 }).contactEveryDays).toBe(14);
    expect(programmes.rulesFor(pinned, { contactEveryDays: 14 }).common).toBe(programmes.common);
  });

  test.each([
    ['an unknown programme', () => programmes.latest('xyz'), 'there is no programme xyz'],
    ['a version that is gone', () => programmes.get('ips', 9), 'there is no programme ips, version 9'],
  ])('%s throws, and says which', (_what, ask, message) => {
    expect(ask).toThrow(message);
  });

  test.each([
    {
      what: 'a name without a version',
      name: 'ips.json',
      text: '{}',
      message: 'ips.json: a programme file is called <id>.v<version>.json',
    },
    { what: 'no JSON', name: 'ips.v1.json', text: 'hej', message: 'ips.v1.json: not readable as JSON' },
    {
      what: 'a missing field',
      name: 'ips.v1.json',
      text: '{"id":"ips","version":1}',
      message: /^ips\.v1\.json: letter .*, gate /,
    },
    {
      what: 'another version inside',
      name: 'ips.v2.json',
      text: original('ips.v1.json'),
      message: 'ips.v2.json: holds version 1',
    },
    {
      what: 'another programme inside',
      name: 'xyz.v1.json',
      text: original('ips.v1.json'),
      message: 'xyz.v1.json: holds programme ips',
    },
    {
      what: 'a rhythm from a step nobody knows',
      name: 'fsm3.v1.json',
      text: original('fsm3.v1.json').replace('"from": "2"', '"from": "9"'),
      message: 'fsm3.v1.json: the contact rhythm starts with an unknown step 9',
    },
    {
      what: 'two steps of one name',
      name: 'fsm3.v1.json',
      text: original('fsm3.v1.json').replace('"id": "2"', '"id": "1"'),
      message: 'two steps have the same id',
    },
  ])('a data file with $what stops the start', ({ name, text, message }) => {
    expect(() => loadProgrammes(folderWith(name, text))).toThrow(message);
  });

  test('an impossible time of day stops the start, not a day in March', () => {
    const wrong = original('common.v1.json').replace('"12:00"', '"25:00"');
    expect(() => loadProgrammes(folderWith('common.v1.json', wrong))).toThrow('common.v1.json: conference.agendaAt');
  });
});
