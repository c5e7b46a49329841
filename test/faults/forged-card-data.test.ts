import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ACTIONS } from '../../src/teams/actions/index.ts';
import { everyVerb, type Sent, stand, viewsOf, wellKnown } from '../_util/every-verb.ts';
import { courseIdOf } from '../_util/odense-courses.ts';
import { sharedPostgresUrl } from '../_util/postgres.ts';
import { inTurn, type Told, type Twist, tapWith } from '../_util/taps.ts';
import { ANHOLT_MEETING, startTwoAgreements } from '../_util/two-agreements.ts';
import { type Watched, watch } from '../_util/watched.ts';

const CPR = '670190-1234';
/** What no field of any card is made for. */
const WRONG: readonly unknown[] = [7, { a: ['b'] }, 'x'.repeat(30_000), '\u0000', CPR, '🦊', '2200-12-31'];
/** Where words are asked for, a date is a word too; and a CPR number belongs where one is asked for. */
const isFine = (field: string, wrong: unknown) =>
  (['evidence', 'text', 'words', 'dragsOutWords', 'notEnoughWords'].includes(field) && wrong === '2200-12-31') ||
  (field === 'cpr' && wrong === CPR) ||
  (field === 'page' && wrong === 7);
/** Ticks and inputs that are not used or may be empty: an odd text in them is as none, and clients leave them out. */
const MAY_BE_NOTHING: Readonly<Record<string, readonly string[]>> = {
  'roles.save': ['leader'],
  'contact.quick': ['date', 'what'],
  'conference.review': ['page'],
  'conference.cancel': ['date', 'start'],
  'consent.save': ['psychiatryToJobCentre', 'jobCentreToPsychiatry', 'journaled', 'journaledOn', 'latest'],
  'step.met': ['where'],
  'employer.save': ['words'],
  'stepUp.begin': ['children'],
  'stepUp.answer': ['choice'],
  'stepUp.people': ['healthRepresentative', 'familyRepresentative', 'network', 'wished'],
  'stepUp.held': ['decisions'],
};
/** What only PostgreSQL minds. */
const WRONG_ON_POSTGRES: readonly unknown[] = ['\u0000'];
const VERBS = ACTIONS.map((a) => a.verb);
const UNREADABLE = 'Det svar kunne jeg ikke læse. Intet er ændret.';
const NOT_YOURS = 'Kortet er til en anden. Intet er ændret.';

/** The largest card Teams takes. */
const MOST_BYTES = 28 * 1024;

const DIALECTS = sharedPostgresUrl === null ? (['sqlite'] as const) : (['sqlite', 'postgres'] as const);
if (sharedPostgresUrl === null) test.skip('forged card data on PostgreSQL: no server', () => undefined);

describe.each(DIALECTS)('product.md 3: what a card sends is read, never trusted (%s)', (dialect) => {
  let watched: Watched;
  let verbs: ReadonlyMap<string, Sent>;
  beforeAll(async () => {
    watched = await watch(startTwoAgreements, { dialect });
    verbs = await everyVerb(watched.trinvis);
  });
  afterAll(() => watched.stop());

  const sentBy = (verb: string): Sent => {
    const sent = verbs.get(verb);
    if (sent === undefined) throw new Error(`nothing is known of ${verb}`);
    return sent;
  };

  const tap = (verb: string, data: object, twist: Twist = {}) =>
    tapWith(watched, { verb, sent: sentBy(verb), data, ...twist });

  /** Runs taps after which everything is as it was, and nobody has seen a failure, a CPR number or too large a card. */
  async function changesNothing(taps: () => Promise<readonly Told[]>): Promise<readonly Told[]> {
    const [before, logged] = [await watched.rows(), watched.log.length];
    const answers = await taps();
    expect(await watched.rows()).toBe(before);
    expect(watched.log.slice(logged).filter((line) => /"level":[56]0/.test(line))).toEqual([]);
    expect(answers.filter((a) => a.status !== 200 || a.text.includes('Noget gik galt'))).toEqual([]);
    expect(answers.filter((a) => a.text.includes(CPR) || Buffer.byteLength(a.text) > MOST_BYTES)).toEqual([]);
    return answers;
  }

  test.each(VERBS)('%s: wrong types, huge and odd texts and missing fields change nothing', async (verb) => {
    const { data } = sentBy(verb);
    const spoiled = Object.keys(data).flatMap((field, n) => {
      const idle = MAY_BE_NOTHING[verb]?.includes(field) ?? false;
      // Every other one for every other field: over all verbs each kind of field meets each of them.
      const some = dialect === 'postgres' ? WRONG_ON_POSTGRES : WRONG.filter((_w, at) => (at + n) % 2 === 0);
      const wrong = some.filter((w) => !(isFine(field, w) || (idle && typeof w === 'string')));
      const { [field]: _, ...without } = data;
      return [...wrong.map((w) => ({ ...data, [field]: w })), ...(idle ? [] : [without])];
    });
    await changesNothing(() => inTurn(spoiled, (one) => tap(verb, one)));
  });

  if (dialect === 'postgres') return;

  test('what is described as a card sends it is what the verb expects', async () => {
    const described = Object.entries(await wellKnown(watched.trinvis));
    const wrong = described.filter(
      ([verb, { data }]) => !ACTIONS.find((a) => a.verb === verb)?.data.safeParse(data).success,
    );
    expect(wrong).toEqual([]);
  });

  test.each(VERBS)('%s: a field it never had is refused on every card it stands on', async (verb) => {
    const extra = { ...sentBy(verb).data, name: undefined, amount: '1' };
    const answers = await changesNothing(() => inTurn(viewsOf(verb), (view) => tap(verb, extra, { view })));
    for (const { text } of answers) expect(text).toContain(UNREADABLE);
  });

  test.each(VERBS)("%s: on a card of another kind, somebody else's or nobody's it changes nothing", async (verb) => {
    const { data, place } = sentBy(verb);
    const asAnother =
      place === undefined ? [await stand(watched.trinvis, { view: viewsOf(verb)[0] ?? '', sent: sentBy(verb) })] : [];
    const [other, gone, ...others] = await changesNothing(async () => [
      await tap(verb, data, { view: 'help' }),
      await tap(verb, data, { card: '5c0f8f6e-0000-4000-8000-000000000000' }),
      ...(await inTurn([7, null, '', '\u0000', {}], (card) => tap(verb, data, { card: card ?? 0 }))),
      ...(await inTurn(asAnother, (card) => tap(verb, data, { card, as: 'morten' }))),
    ]);
    expect(other?.text).toContain('allerede besvaret');
    expect(gone?.text).toContain('Kortet kender jeg ikke længere');
    if (asAnother.length > 0) expect(others.at(-1)?.text).toContain(NOT_YOURS);
  });

  test.each(VERBS)('%s: the ids of another agreement open nothing of it', async (verb) => {
    const { data, who } = sentBy(verb);
    // Administrators see to every citizen's request, under whichever agreement, and see no case by it.
    if (who === 'admin') return;
    const foreign = [
      ...('course' in data ? [{ ...data, course: courseIdOf('ANO-101') }] : []),
      ...('meeting' in data ? [{ ...data, meeting: ANHOLT_MEETING }] : []),
      ...('meeting' in data ? [{ ...data, meeting: 'odense-conference:1800-01-01' }] : []),
      ...('agreement' in data ? [{ ...data, agreement: 'anholt' }] : []),
    ];
    const views = foreign.flatMap((one) => viewsOf(verb).map((view) => ({ one, view })));
    const answers = await changesNothing(() => inTurn(views, ({ one, view }) => tap(verb, one, { view })));
    expect(answers.filter(({ text }) => /Anholt|ANO-/.test(text))).toEqual([]);
  });
});
