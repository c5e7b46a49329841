import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';
import { z } from 'zod';
import {
  buildAppPackage,
  fillManifest,
  PackageSettings,
  validateAgainstShippedSchema,
} from '../../manifest/app-package.ts';
import { readPng } from '../_util/png.ts';

const SETTINGS = PackageSettings.parse({ botId: '5A3C1E0F-7B1D-4A55-9C52-0D9E5A0F6B11', domain: 'trinvis.example.dk' });

/** Product section 2: where each command of this version can be written. */
const COMMANDS: readonly { da: string; en: string; scopes: readonly string[] }[] = [
  { da: 'hjælp', en: 'help', scopes: ['personal', 'team', 'groupChat'] },
  { da: 'i dag', en: 'today', scopes: ['personal'] },
  { da: 'forløb', en: 'courses', scopes: ['personal'] },
  { da: 'nyt forløb', en: 'new course', scopes: ['personal'] },
  { da: 'samtykke', en: 'consent', scopes: ['personal'] },
  { da: 'kontakt', en: 'contact', scopes: ['personal'] },
  { da: 'trin', en: 'step', scopes: ['personal'] },
  { da: 'konference', en: 'conference', scopes: ['personal', 'team'] },
  { da: 'frister', en: 'deadlines', scopes: ['personal', 'team'] },
  { da: 'resultater', en: 'results', scopes: ['personal', 'team'] },
  { da: 'opsæt', en: 'set up', scopes: ['team'] },
  { da: 'roller', en: 'roles', scopes: ['personal'] },
  { da: 'hvornår', en: 'when', scopes: ['personal', 'team'] },
];

const Manifest = z.object({
  id: z.string(),
  version: z.string(),
  validDomains: z.array(z.string()),
  supportsChannelFeatures: z.string(),
  authorization: z.unknown().optional(),
  bots: z.tuple([
    z.object({
      botId: z.string(),
      scopes: z.array(z.string()),
      commandLists: z.array(
        z.object({
          scopes: z.array(z.string()),
          commands: z.array(z.object({ title: z.string(), description: z.string().min(1) })),
        }),
      ),
    }),
  ]),
});
const English = z.record(z.string(), z.string());

const manifest = Manifest.parse(JSON.parse(fillManifest(SETTINGS)));
const [bot] = manifest.bots;
const english = English.parse(JSON.parse(file('en.json').toString('utf8')));

beforeEach(() => {
  jest.spyOn(globalThis, 'fetch').mockRejectedValue(new Error('the schema is the shipped one: nothing is fetched'));
});
afterEach(() => {
  jest.restoreAllMocks();
});

describe('the app package for Teams', () => {
  test("the manifest and its English file hold to Microsoft's shipped schema, without the network", async () => {
    expect(await validateAgainstShippedSchema(fillManifest(SETTINGS))).toEqual([]);
    expect(await validateAgainstShippedSchema(file('en.json').toString('utf8'))).toEqual([]);
    expect(globalThis.fetch).not.toHaveBeenCalled();
  });

  test('the schema does find a fault: a name too long, a scope that is none', async () => {
    const faulty = fillManifest(SETTINGS)
      .replace('"short": "Trinvis"', `"short": "${'Trinvis'.repeat(6)}"`)
      .replace('"groupChat"', '"everywhere"');
    expect((await validateAgainstShippedSchema(faulty)).length).toBeGreaterThanOrEqual(2);
  });

  test('every placeholder is filled with what the installation gives', () => {
    expect(fillManifest(SETTINGS)).not.toContain('${{');
    expect([manifest.id, bot.botId]).toEqual(Array(2).fill('5a3c1e0f-7b1d-4a55-9c52-0d9e5a0f6b11'));
    expect(manifest.validDomains).toEqual(['trinvis.example.dk']);
    expect(manifest.version).toMatch(/^\d+\.\d+\.\d+$/);
  });

  test('the bot works in shared channels and asks for no right to read what is not written to it', () => {
    expect(manifest.supportsChannelFeatures).toBe('tier1');
    expect(manifest.authorization).toBeUndefined();
  });

  test('the zip holds the manifest, both icons and the English texts at its root, and is the same each time', async () => {
    const zip = await buildAppPackage(SETTINGS);
    const entries = unzipSync(zip);
    expect(Object.keys(entries).toSorted()).toEqual(['color.png', 'en.json', 'manifest.json', 'outline.png']);
    expect(strFromU8(entries['manifest.json'] ?? new Uint8Array())).toBe(fillManifest(SETTINGS));
    expect(Buffer.from(entries['color.png'] ?? [])).toEqual(file('color.png'));
    expect(await buildAppPackage(SETTINGS)).toEqual(zip);
  });
});

describe('what an installation must give', () => {
  test.each([
    ['a bot id that is no GUID', { botId: '5a3c' }],
    ['an address instead of a host name', { domain: 'https://trinvis.example.dk' }],
    ['a host name with a port', { domain: 'trinvis.example.dk:3978' }],
    ['a host name with a path', { domain: 'trinvis.example.dk/api' }],
    ['a machine without a domain', { domain: 'localhost' }],
    ['an IP address', { domain: '127.0.0.1' }],
    ['a page that is not https', { infoUrl: 'http://example.dk' }],
    ['a quote that would break the JSON', { domain: 'a".dk' }],
  ])('%s is refused', (_name, wrong) => {
    expect(PackageSettings.safeParse({ ...SETTINGS, ...wrong }).success).toBe(false);
  });
});

describe('the command lists', () => {
  test.each(['personal', 'team', 'groupChat'])(
    '%s offers exactly the commands that can be written there, in Danish',
    (scope) => {
      const lists = bot.commandLists.filter(({ scopes }) => scopes.includes(scope));
      expect(lists).toHaveLength(1);
      const titles = lists[0]?.commands.map(({ title }) => title) ?? [];
      const expected = COMMANDS.filter(({ scopes }) => scopes.includes(scope)).map(({ da }) => da);
      expect(titles.toSorted()).toEqual(expected.toSorted());
      expect(titles.length).toBeLessThanOrEqual(12);
    },
  );

  test('each command and description has its English text in the same place', () => {
    const wordFor = new Map(COMMANDS.map(({ da, en }) => [da, en]));
    const places = bot.commandLists.flatMap(({ commands }, list) =>
      commands.map(({ title }, command) => ({ title, at: `bots[0].commandLists[${list}].commands[${command}]` })),
    );
    for (const { title, at } of places) {
      expect([title, english[`${at}.title`]]).toEqual([title, wordFor.get(title)]);
      expect(english[`${at}.description`]).toMatch(/\w/);
    }
    const texts = Object.keys(english).filter((key) => key.startsWith('bots'));
    expect(texts).toHaveLength(places.length * 2);
  });
});

describe('the icons', () => {
  test('the colour icon is 192 by 192 and covers its whole square', () => {
    const { width, height, pixels } = readPng(file('color.png'));
    expect([width, height]).toEqual([192, 192]);
    expect(pixels.every(([, , , alpha]) => alpha === 255)).toBe(true);
  });

  test('the outline icon is 32 by 32, pure white on nothing', () => {
    const { width, height, pixels } = readPng(file('outline.png'));
    const drawn = pixels.filter(([, , , alpha]) => alpha > 0);
    expect([width, height]).toEqual([32, 32]);
    expect(drawn.length).toBeGreaterThan(50);
    expect(drawn.length).toBeLessThan(pixels.length / 2);
    expect(drawn.every(([red, green, blue]) => red === 255 && green === 255 && blue === 255)).toBe(true);
  });
});

function file(name: string): Buffer {
  return readFileSync(new URL(`../../manifest/${name}`, import.meta.url));
}
