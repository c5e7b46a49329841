import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ConsentPurpose } from '../../src/domain/consent/consent.ts';
import { textOf } from '../_util/card.ts';
import { everyVerb, type Sent, SHARED, stand, viewsOf } from '../_util/every-verb.ts';
import { courseIdOf } from '../_util/odense-courses.ts';
import { tapWith } from '../_util/taps.ts';
import { ANHOLT_CHANNEL, type Body, EVERYBODY, startTwoAgreements } from '../_util/two-agreements.ts';
import { type Watched, watch } from '../_util/watched.ts';

let watched: Watched;
let verbs: ReadonlyMap<string, Sent>;
beforeAll(async () => {
  watched = await watch(startTwoAgreements);
  verbs = await everyVerb(watched.trinvis);
});
afterAll(() => watched.stop());

const ALL = Object.keys(EVERYBODY) as Body[];
const CARD = 'vnd.microsoft.card.adaptive';

/** A verb that opens a card for whoever has the right, and gives everybody else a sentence. */
const RIGHTS = {
  see: ['course.open', 'today'],
  /** Reads the step: whoever acts, and the caseworker for group and pause. Who changes what stands further down. */
  step: ['step.form', 'today'],
  visitation: ['visitation.form', 'today'],
  consent: ['consent.form', 'today'],
  name: ['course.askName', 'course'],
  assign: ['course.askSpecialist', 'course'],
} as const;
const ALSO_SENT: Readonly<Record<string, object>> = { visitation: { what: 'group' } };
type Right = keyof typeof RIGHTS;
const RUNS: readonly Right[] = ['see', 'step', 'consent', 'name'];
const LEADS: readonly Right[] = [...RUNS, 'assign'];
const REFERS: readonly Right[] = ['see', 'consent', 'name'];
const NAMED: readonly Right[] = ['see', 'step', 'name'];
/** In programme B the caseworker and the leader decide on the group (B2). */
const VISITS: readonly Right[] = ['see', 'step', 'visitation', 'name'];
const LEADS_B: readonly Right[] = ['see', 'step', 'visitation', 'consent', 'name', 'assign'];

interface Case {
  readonly alias: string;
  readonly what: string;
  readonly may: Readonly<Partial<Record<Body, readonly Right[]>>>;
}
/** Product.md section 4, course by course. Whoever is not named may do nothing, and does not learn that there is such a course. */
const COURSES: readonly Case[] = [
  { alias: 'ODE-001', what: 'shared, Mette’s and Bodil’s', may: { mette: RUNS, lars: LEADS, bodil: REFERS } },
  { alias: 'ODE-002', what: 'programme B with K3', may: { mette: RUNS, lars: LEADS_B, bodil: REFERS, sanne: VISITS } },
  { alias: 'ODE-003', what: 'a colleague’s of the same team', may: { morten: RUNS, lars: LEADS, birger: REFERS } },
  { alias: 'ODE-004', what: 'another team’s', may: { mads: RUNS, lise: LEADS, birger: REFERS } },
  { alias: 'ODE-005', what: 'programme B without K3', may: { mette: RUNS, lars: LEADS_B, sanne: VISITS } },
  { alias: 'ODE-006', what: 'the clinic’s referral before K1 (A6)', may: { bodil: REFERS } },
  { alias: 'ODE-007', what: 'the job centre’s referral before K1 (A2)', may: { mette: RUNS, lars: LEADS } },
  { alias: 'ODE-008', what: 'without a specialist (A6)', may: { lars: LEADS, lise: LEADS, sanne: NAMED } },
  { alias: 'ANO-101', what: 'another agreement’s', may: { asta: RUNS, alma: LEADS, anton: REFERS } },
];

/** Whose it is to record and withdraw each consent: the clinician's the gate alone, the caseworker's K4 alone. */
const A_OWN = ['K1', 'K2'];
const B_OWN = ['K3', 'K2', 'K4', 'K5'].sort();
const RECORDS = [
  { alias: 'ODE-001', may: { mette: A_OWN, lars: A_OWN, bodil: ['K1'] } },
  { alias: 'ODE-002', may: { mette: B_OWN, lars: B_OWN, bodil: ['K3'], sanne: ['K4'] } },
  { alias: 'ODE-005', may: { mette: B_OWN, lars: B_OWN, sanne: ['K4'] } },
  { alias: 'ODE-006', may: { bodil: ['K1'] } },
  { alias: 'ODE-008', may: { lars: A_OWN, lise: A_OWN } },
];

describe('product.md 4: who may do what with a course', () => {
  test.each(COURSES)('$alias, $what', async ({ alias, may }) => {
    const held: Record<string, readonly string[]> = {};
    for (const who of ALL) {
      const rights: string[] = [];
      for (const [right, [verb, view]] of Object.entries(RIGHTS)) {
        const data = { course: courseIdOf(alias), ...ALSO_SENT[right] };
        const sent: Sent = { who, data, subject: courseIdOf(alias) };
        const { text } = await tapWith(watched, { verb, view, sent, data: sent.data });
        if (text.includes(CARD)) rights.push(right);
        else expect(text).not.toContain(alias);
      }
      if (rights.length > 0) held[who] = rights;
    }
    expect(held).toEqual(may);
  });

  test.each(RECORDS)('product.md 4: consents of $alias by purpose', async ({ alias, may }) => {
    const held: Record<string, readonly string[]> = {};
    for (const who of ALL) {
      const purposes: string[] = [];
      for (const purpose of ConsentPurpose.options) {
        const data = { course: courseIdOf(alias), purpose };
        const sent: Sent = { who, data, subject: courseIdOf(alias) };
        const { text } = await tapWith(watched, { verb: 'consent.form', view: 'today', sent, data });
        if (text.includes(CARD)) purposes.push(purpose);
        else expect(text).not.toContain(alias);
      }
      if (purposes.length > 0) held[who] = purposes.sort();
    }
    expect(held).toEqual(may);
  });

  test.each(COURSES)('$alias: the word forløb says the same as the buttons', async ({ alias, may }) => {
    for (const who of ALL) {
      const { card } = await watched.trinvis.write(EVERYBODY[who], `forløb ${alias}`);
      expect(`${who} ${textOf(card).includes(alias)}`).toBe(`${who} ${may[who] !== undefined}`);
    }
  });

  test('K14: no list, deadline, plan or conference names a course to somebody who may not see it', async () => {
    for (const who of ALL) {
      const seen = new Set(COURSES.filter((c) => c.may[who] !== undefined).map((c) => c.alias));
      for (const line of [
        'forløb',
        'i dag',
        'frister',
        'samtykke',
        'kontakt',
        'trin',
        'konference',
        'hvornår',
        'resultater',
        'job',
        'arbejdsgiver',
        'overdrag',
        'uddannelse',
        'fravær',
        'step-up',
      ]) {
        const named =
          JSON.stringify((await watched.trinvis.write(EVERYBODY[who], line)).card).match(/(?:ODE|ANO)-\d{3}/g) ?? [];
        expect(
          [...new Set(named)].filter((alias) => !seen.has(alias)).map((alias) => `${who} ${line} ${alias}`),
        ).toEqual([]);
      }
    }
  });

  test('N2: a shared channel names only what both sides may see, and nothing of another agreement, whoever asks', async () => {
    const shared = new Set(['ODE-001', 'ODE-002', 'ODE-003', 'ODE-004']);
    for (const who of ALL) {
      for (const line of ['konference', 'frister', 'hvornår', 'resultater', 'forløb', 'i dag']) {
        const json = JSON.stringify((await watched.trinvis.write(EVERYBODY[who], line, SHARED)).card);
        expect((json.match(/(?:ODE|ANO)-\d{3}/g) ?? []).filter((alias) => !shared.has(alias))).toEqual([]);
        expect(json).not.toContain('Anholt');
      }
    }
    const { card } = await watched.trinvis.write(EVERYBODY.mette, 'konference', ANHOLT_CHANNEL);
    expect(JSON.stringify(card)).not.toContain('ODE-');
  });
});

const HOME: readonly Body[] = ['mette', 'morten', 'mads', 'lars', 'lise', 'sanne', 'bodil', 'birger'];
const COORDINATES: readonly Body[] = ['karen'];

/** The words of product.md section 2, by who gets them in their own chat. */
const WORDS: readonly (readonly [word: string, may: readonly Body[]])[] = [
  ['i dag', [...HOME, ...COORDINATES, 'asta', 'anton', 'alma']],
  ['forløb', [...HOME, 'asta', 'anton', 'alma']],
  ['nyt forløb', [...HOME, 'asta', 'anton', 'alma']],
  ['samtykke', [...HOME, 'asta', 'anton', 'alma']],
  ['kontakt', ['mette', 'morten', 'mads', 'lars', 'lise', 'asta', 'alma']],
  ['trin', ['mette', 'morten', 'mads', 'lars', 'lise', 'sanne', 'asta', 'alma']],
  ['step-up', ['mette', 'morten', 'mads', 'lars', 'lise', 'sanne', 'asta', 'alma']],
  ['konference', [...HOME, ...COORDINATES, 'asta', 'anton', 'alma']],
  ['frister', [...HOME, ...COORDINATES, 'asta', 'anton', 'alma']],
  ['hvornår', [...HOME, ...COORDINATES, 'asta', 'anton', 'alma']],
  ['job', ['mette', 'morten', 'mads', 'lars', 'lise', 'asta', 'alma']],
  ['arbejdsgiver', ['mette', 'morten', 'mads', 'lars', 'lise', 'asta', 'alma']],
  ['overdrag', ['mette', 'morten', 'mads', 'lars', 'lise', 'asta', 'alma']],
  ['resultater', ['mette', 'morten', 'mads', 'lars', 'lise', ...COORDINATES, 'asta', 'alma']],
  ['fravær', [...HOME, 'asta', 'anton', 'alma']],
  ['uddannelse', ['lars', 'lise', 'karen', 'alma']],
  ['roller', ['admin']],
  ['indsigt', ['admin']],
  ['slet', ['admin']],
];

describe('product.md 2 and 4: who gets which word', () => {
  test.each(WORDS)('%s', async (word, may) => {
    for (const who of ALL) {
      const text = textOf((await watched.trinvis.write(EVERYBODY[who], word)).card);
      const refused = /hører ikke til din rolle|Du har ikke fået en rolle endnu/.test(text);
      expect(`${who} ${!refused}`).toBe(`${who} ${may.includes(who)}`);
    }
  });

  test('opsæt is the coordinators’, of a party, in the channel', async () => {
    for (const who of ALL) {
      const text = textOf((await watched.trinvis.write(EVERYBODY[who], 'opsæt', SHARED)).card);
      expect(`${who} ${text.includes('Samarbejdsaftale ODE')}`).toBe(`${who} ${who === 'karen'}`);
    }
  });
});

/** Who may make each change of `everyVerb`; everybody else changes nothing with the very same card before them. */
const CHANGES: Readonly<Record<string, readonly Body[]>> = {
  'roles.save': ['admin'],
  'roles.link': ['admin'],
  'request.register': ['admin'],
  'request.erase': ['admin'],
  'request.refuse': ['admin'],
  'setUp.page': COORDINATES,
  'setUp.bind': COORDINATES,
  'newCourse.open': HOME,
  'task.done': ['mette', 'lars'],
  'contact.quick': ['mette', 'lars'],
  'contact.record': ['mette', 'lars'],
  'conference.attend': HOME,
  'conference.want': ['mette', 'lars', 'bodil'],
  'conference.review': HOME,
  'conference.move': ['lars', 'lise', ...COORDINATES],
  'conference.cancel': ['lars', 'lise', ...COORDINATES],
  'decision.save': ['mette', 'lars'],
  'decision.more': ['mette', 'lars'],
  'consent.save': ['mette', 'lars'],
  'consent.refuse': ['mette', 'lars'],
  'consent.journal': ['mette', 'lars', 'bodil'],
  'consent.withdraw': ['mette', 'lars', 'bodil'],
  'wishes.save': ['mette', 'lars'],
  'course.name': ['mette', 'lars', 'bodil'],
  'course.assign': ['lars', 'lise'],
  'course.decline': ['bodil'],
  'visitation.answer': ['lars', 'sanne'],
  'stepUp.begin': ['mette', 'lars', 'sanne'],
  'stepUp.answer': ['mette', 'lars', 'sanne'],
  'stepUp.people': ['mette', 'lars', 'sanne'],
  'stepUp.held': ['mette', 'lars', 'sanne'],
  // The specialist is told that the caseworker writes it (U3), on the card they see anyway.
  'stepUp.line': ['mette', 'lars', 'sanne'],
  'stepUp.done': ['mette', 'lars', 'sanne'],
  'stepUp.minPlan': ['mette', 'lars', 'sanne'],
  'step.met': ['mette', 'lars'],
  'step.complete': ['mette', 'lars'],
  'course.conference': ['mette', 'lars'],
  'employer.save': ['mette', 'lars'],
  'partners.add': ['mette', 'lars'],
  'partners.remove': ['mette', 'lars'],
  'waiting.save': ['lars', 'lise'],
  'training.undo': ['lars', 'karen'],
  'training.enter': ['lars', 'karen'],
  'course.close': ['mette', 'lars'],
};

describe('product.md 4: who changes what', () => {
  test.each(Object.entries(CHANGES))('%s: nobody else, with the same card in their own chat', async (verb, may) => {
    const sent = verbs.get(verb);
    if (sent === undefined) throw new Error(`nothing is known of ${verb}`);
    const view = verb === 'course.close' ? 'stepClose' : (viewsOf(verb)[0] ?? '');
    const before = await watched.rows();
    for (const who of ALL.filter((one) => !may.includes(one))) {
      const card = await stand(watched.trinvis, { view, sent, as: who });
      const { text } = await tapWith(watched, { verb, view, sent, data: sent.data, as: who, card });
      expect(`${who} ${/Borger|Opgaveteksten|ODE-00/.test(text)}`).toBe(`${who} false`);
    }
    expect(await watched.rows()).toBe(before);
  });

  test('a person who has lost the role changes nothing and sees nothing, on cards they were sent before', async () => {
    const { store } = watched.trinvis.bot;
    const mette = await store.transaction((tx) => tx.users.byIdentity(EVERYBODY.mette));
    if (mette === null) throw new Error('Mette has not written');
    await store.transaction((tx) => tx.users.save({ ...mette, role: null }));
    const before = await watched.rows();
    for (const [verb, sent] of verbs) {
      if (sent.who !== 'mette' || verb === 'command.run') continue;
      const { text } = await tapWith(watched, { verb, sent, data: sent.data });
      expect(`${verb} ${text.includes('hører ikke til din rolle')}`).toBe(`${verb} true`);
    }
    expect(textOf((await watched.trinvis.write(EVERYBODY.mette, 'forløb ODE-001')).card)).toContain(
      'ikke fået en rolle',
    );
    expect(await watched.rows()).toBe(before);
  });
});
