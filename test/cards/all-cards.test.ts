import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { z } from 'zod';
import { PostedId } from '../../src/domain/ids.ts';
import da from '../../src/locales/da.json' with { type: 'json' };
import en from '../../src/locales/en.json' with { type: 'json' };
import { ACTIONS } from '../../src/teams/actions/index.ts';
import { renderCard } from '../../src/teams/render-card.ts';

const CARDS = new URL('../../cards/', import.meta.url);
const Sample = z.strictObject({ language: z.literal('da').default('da'), data: z.record(z.string(), z.unknown()) });
const NAMES = readdirSync(CARDS)
  .filter((file) => !file.endsWith('.sample.json'))
  .map((file) => file.replace(/\.json$/, ''));
const CARD_ID = PostedId.parse('00000000-0000-4000-8000-000000000000');

type Json = Readonly<Record<string, unknown>>;
const cardsOf = (name: string): Json[] =>
  (['da', 'en'] as const).flatMap((language) =>
    samplesOf(name).map(({ data }) => {
      const view = { card: name, language, data, summary: 'x', about: { view: 'x', subject: 'x' }, discloses: [] };
      return renderCard(view, { card: CARD_ID }).card;
    }),
  );

function samplesOf(name: string): z.infer<typeof Sample>[] {
  const sample: unknown = JSON.parse(readFileSync(new URL(`${name}.sample.json`, CARDS), 'utf8'));
  return z.array(Sample).parse(Array.isArray(sample) ? sample : [sample]);
}

const schema: object = JSON.parse(readFileSync(new URL('adaptive-card-1.5.schema.json', import.meta.url), 'utf8'));
const validate = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(withDraft7(schema));

/** The official schema is written as draft-06; its rules are the same in ajv's draft-07, which names its id `$id`. */
function withDraft7(official: object): object {
  const { id: _id, ...rules } = Object(official);
  return { ...rules, $schema: 'http://json-schema.org/draft-07/schema#' };
}

/** Teams' own chart elements, as documented by Microsoft; each says the same in a text for clients that do not know it. */
const Fallback = z.object({ type: z.enum(['TextBlock', 'FactSet']) }).loose();
const Look = { title: z.string().min(1), fallback: Fallback };
const Bars = z.array(z.strictObject({ x: z.string().min(1), y: z.number(), color: z.string() })).min(1);
const Slices = z.array(z.strictObject({ legend: z.string().min(1), value: z.number(), color: z.string() })).min(1);
const Chart = z.discriminatedUnion('type', [
  z.strictObject({ ...Look, type: z.literal('Chart.VerticalBar'), showBarValues: z.boolean(), data: Bars }),
  z.strictObject({
    ...Look,
    type: z.literal('Chart.HorizontalBar'),
    displayMode: z.enum(['AbsoluteWithAxis', 'AbsoluteNoAxis', 'PartToWhole']),
    data: Bars,
  }),
  z.strictObject({ ...Look, type: z.literal('Chart.Donut'), data: Slices }),
]);
const isChart = (node: Json): boolean => String(node.type).startsWith('Chart.');

/** The card as a client without charts reads it: each fallback in its chart's place. */
function withoutCharts(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withoutCharts);
  if (typeof node !== 'object' || node === null) return node;
  if (isChart({ ...node })) return Chart.parse(node).fallback;
  return Object.fromEntries(Object.entries(node).map(([key, child]) => [key, withoutCharts(child)]));
}

/** The parser of the JavaScript renderer; its main entry does not load in Node. */
const { AdaptiveCard, SerializationContext, Version } = createRequire(import.meta.url)(
  'adaptivecards/dist/adaptivecards.js',
);

describe.each(NAMES)('card %s', (name) => {
  test('every blank is filled', () => {
    for (const card of cardsOf(name)) expect(JSON.stringify(card)).not.toContain('${');
  });

  test('fits the official 1.5 schema, misspelt properties included; a chart only with a fallback that does', () => {
    for (const card of cardsOf(name)) {
      validate(withoutCharts(card));
      expect(validate.errors ?? []).toEqual([]);
    }
  });

  test('is parsed without a complaint', () => {
    for (const card of cardsOf(name)) {
      const context = new SerializationContext(new Version(1, 5));
      const parsed = new AdaptiveCard();
      parsed.parse(withoutCharts(card), context);
      const events = Array.from({ length: context.eventCount }, (_, i) => context.getEventAt(i).message);
      expect([
        ...events,
        ...parsed.validateProperties().validationEvents.map((e: { message: string }) => e.message),
      ]).toEqual([]);
    }
  });

  test('every verb is known, carries our card id and nothing but ids, and has an Action.Submit for old clients', () => {
    for (const action of cardsOf(name).flatMap((card) => nodesOf(card).filter((n) => n.type === 'Action.Execute'))) {
      expect(ACTIONS.map((a) => a.verb)).toContain(action.verb);
      expect(action).toMatchObject({ data: { card: CARD_ID, verb: action.verb }, fallback: { type: 'Action.Submit' } });
      expect(Object.keys(Object(action.data)).filter((key) => /name|cpr|text/i.test(key))).toEqual([]);
      expect(action.title).toEqual(expect.stringMatching(/\S/));
    }
  });

  test('every input has a label and an error text', () => {
    for (const input of cardsOf(name).flatMap((card) =>
      nodesOf(card).filter((n) => String(n.type).startsWith('Input.')),
    )) {
      expect(input).toMatchObject({ label: expect.stringMatching(/\S/), errorMessage: expect.stringMatching(/\S/) });
    }
  });

  test('fits a phone: wrapped text, few actions, at most three columns, 28 KB', () => {
    for (const card of cardsOf(name)) {
      const nodes = nodesOf(card);
      expect(nodes.filter((n) => n.type === 'TextBlock' && n.wrap !== true)).toEqual([]);
      expect(nodes.filter((n) => Array.isArray(n.actions) && n.actions.length > 6)).toEqual([]);
      expect(nodes.filter((n) => Array.isArray(n.columns) && n.columns.length > 3)).toEqual([]);
      expect(Buffer.byteLength(JSON.stringify(card), 'utf16le')).toBeLessThanOrEqual(28 * 1024);
    }
  });

  test('its version is 1.5 and its fixed labels stand in both languages', () => {
    for (const card of cardsOf(name)) expect(card.version).toBe('1.5');
    const template = readFileSync(new URL(`${name}.json`, CARDS), 'utf8');
    const used = [...template.matchAll(/\bt\.(\w+)/g)].map(([, label]) => label);
    for (const locale of [da, en]) {
      const labels: Json = Object(new Map(Object.entries<unknown>(locale.cards)).get(name));
      for (const label of used) expect(Object.keys(labels)).toContain(label);
    }
  });
});

test('a chart without a text fallback, or with a misspelt property, would be found', () => {
  const chart = { type: 'Chart.Donut', title: 'Nået', data: [{ legend: 'Job', value: 3, color: 'good' }] };
  const fallback = { type: 'FactSet', facts: [{ title: 'Job', value: '3' }] };
  expect(withoutCharts({ body: [{ ...chart, fallback }] })).toEqual({ body: [fallback] });
  expect(() => withoutCharts(chart)).toThrow();
  expect(() => withoutCharts({ ...chart, fallback, titel: 'x' })).toThrow();
  expect(() => withoutCharts({ ...chart, fallback: 'drop' })).toThrow();
});

test('every card has a sample, and no sample is left of a card that is gone', () => {
  const samples = readdirSync(CARDS).filter((file) => file.endsWith('.sample.json'));
  expect(samples.map((file) => file.replace(/\.sample\.json$/, '')).sort()).toEqual([...NAMES].sort());
});

test('both locales say the same things', () => {
  expect(keysOf(en)).toEqual(keysOf(da));
});

function keysOf(locale: object, prefix = ''): string[] {
  return Object.entries(locale).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null ? keysOf(value, `${prefix}${key}.`) : [`${prefix}${key}`],
  );
}

function nodesOf(value: unknown): Json[] {
  if (Array.isArray(value)) return value.flatMap(nodesOf);
  if (typeof value !== 'object' || value === null) return [];
  return [{ ...value }, ...Object.values(value).flatMap(nodesOf)];
}
