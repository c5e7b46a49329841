import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PostedId } from '../../src/domain/ids.ts';
import da from '../../src/locales/da.json' with { type: 'json' };
import { ACTIONS } from '../../src/teams/actions/index.ts';
import { ADMIN, startTestBot, type Tap, type TapAnswer, type TestBot } from '../_util/bot.ts';
import { actionsOf, inputsOf, textOf } from '../_util/card.ts';
import { actionBeside, choice, newestFor, newestSaying, standingNow } from '../_util/dialogue.ts';
import type { StandingActivity } from '../_util/fake-connector.ts';
import { channel, groupChat, person, personalChat, type TeamsPerson, type TeamsPlace } from '../_util/http.ts';
import { sharedPostgresUrl } from '../_util/postgres.ts';
import { type Watched, watch } from '../_util/watched.ts';

/** Words nobody else uses: where one of them turns up, it came from the field it was planted in. */
const karen = person('Karen Kanariefugl');
const lars = person('Lars Lærkesen');
const mette = person('Mette Musvåge');
const sanne = person('Sanne Solsort');
const bodil = person('Bodil Blåmejse', { tenantId: 'tenant-psykiatri' });
const SHARED = channel('samarbejdet', { name: 'Kalkunkanalen' });
const GROUP = groupChat('frokost');
const CITIZENS = /Quetzal|Vaskebjørn|Okapi|Næbdyr/;
const CPR = /6701\s?90|680185|1234567/;
const EVIDENCE = /Tapir|skizofreni|Muldvarp/;
const GOAL = /Gravhund|psykose/;
const DECISION = /Mungo|medicin/;
const STAFF = /Kanariefugl|Lærkesen|Musvåge|Solsort|Blåmejse/;
const PARTIES = /Zebrakbing|Xantippe/;
const CONFERENCE = /Wombat/;
const CHANNEL = /Kalkun/;
const ALIAS = /QXZ-\d/;
const STEP_UP = /Narhval|angstlidelse|Tukan|Pelikan/;
const SECRET = [CITIZENS, CPR, EVIDENCE, GOAL, DECISION, STEP_UP];

/** Everything the bot has said: to whom, and what. */
interface Said {
  readonly to: string;
  readonly card: unknown;
  readonly json: string;
  readonly summary: string | null;
}

/** A whole flow on both sides, with a canary in every field in which somebody types. */
class Flow {
  readonly said: Said[] = [];
  readonly trinvis: TestBot;
  /** Buttons on standing cards that would be answered with "allerede besvaret". */
  readonly dead = new Set<string>();

  constructor(trinvis: TestBot) {
    this.trinvis = trinvis;
  }

  async tap(who: TeamsPerson, on: Pick<StandingActivity, 'activityId' | 'card'>, what: Tap): Promise<TapAnswer> {
    const answer = await this.trinvis.tap(who, on, what);
    const to = what.place?.kind === 'channel' ? SHARED.id : personalChat(who).id;
    this.said.push({ to, card: answer.card, json: JSON.stringify(answer), summary: null });
    return answer;
  }

  now(who: TeamsPerson, on: StandingActivity, place = personalChat(who)): StandingActivity {
    return standingNow(this.trinvis, place, on.activityId);
  }

  async findDead(): Promise<void> {
    const { bot, connector } = this.trinvis;
    for (const { card } of connector.activities()) {
      for (const { verb, data } of actionsOf(card)) {
        const posted = await bot.store.transaction((tx) => tx.posted.get(PostedId.parse(data.card)));
        if (posted !== null && !ACTIONS.find((a) => a.verb === verb)?.on.includes(posted.view))
          this.dead.add(`${verb} on ${posted.view}`);
      }
    }
  }
}

async function everythingSaid({ said, trinvis }: Flow): Promise<readonly Said[]> {
  const sent = trinvis.connector.requests.map(({ body, conversationId }): Said => {
    const activity = Object(body.activity ?? body) as { attachments?: { content: unknown }[]; summary?: string };
    const card = activity.attachments?.[0]?.content ?? null;
    return { to: conversationId, card, json: JSON.stringify(body), summary: activity.summary ?? null };
  });
  return [...said, ...sent];
}

async function rolesAndAgreement(flow: Flow): Promise<void> {
  const { trinvis } = flow;
  const gets = async (who: TeamsPerson, gift: Readonly<Record<string, string>>) => {
    await trinvis.write(who, 'hjælp');
    const list = await trinvis.write(ADMIN, 'roller');
    await flow.tap(ADMIN, list, { action: 'Vælg', data: { user: actionBeside(list.card, who.name, 'Vælg').user } });
    const form = flow.now(ADMIN, list);
    const inputs = Object.entries(gift).map(([id, title]) => [id, choice(form.card, id, title)]);
    await flow.tap(ADMIN, form, { action: 'Gem', inputs: Object.fromEntries(inputs) });
  };
  await gets(karen, { role: 'Koordinator' });
  const form = await trinvis.write(karen, 'opsæt', SHARED);
  const page = async (action: string, inputs: Record<string, string> = {}) =>
    flow.tap(karen, flow.now(karen, form, SHARED), { action, inputs, place: SHARED });
  const parties = { jobCentre: 'Jobcenter Zebrakbing', clinic: 'Lokalpsykiatri Xantippe', party: 'jobCentre' };
  await page('Videre til konferencen', { code: 'QXZ', ...parties, clinic: 'Klinik 670190-1234' });
  await page('Videre til konferencen', { code: 'QXZ', ...parties });
  await page('Videre til kanalen', { from: '2026-11-04', conferenceName: 'Wombat', place: 'Stue 680185-1234' });
  await page('Videre til kanalen', { from: '2026-11-04', conferenceName: 'Wombatmødet', place: 'Lokale Yankee' });
  expect((await page('Gem aftalen')).text).toContain('Aftalen er gemt');
  const organisation = 'Jobcenter Zebrakbing';
  await gets(lars, { role: 'IPS-teamleder', organisation });
  await gets(mette, { role: 'IPS-konsulent', organisation, leader: lars.name });
  await gets(sanne, { role: 'Sagsbehandler', organisation });
  await gets(bodil, { role: 'Behandler', organisation: 'Lokalpsykiatri Xantippe' });
}

async function opens(
  flow: Flow,
  who: TeamsPerson,
  at: { programme: string; inputs: Record<string, string> },
): Promise<void> {
  const first = await flow.trinvis.write(who, 'nyt forløb');
  await flow.tap(who, first, { action: 'Videre', inputs: { programme: at.programme } });
  const form = flow.now(who, first);
  const people = { clinician: choice(form.card, 'clinician', bodil.name) };
  const specialist = who === sanne ? { specialist: choice(form.card, 'specialist', mette.name) } : {};
  const inputs: Record<string, string> = { ...at.inputs, ...people, ...specialist };
  // Once with what cannot be, so that what was typed comes back.
  await flow.tap(who, form, {
    action: 'newCourse.open',
    inputs: { ...inputs, cpr: '670190-123456789', name: `${at.inputs.name} 6701901234` },
  });
  await flow.tap(who, flow.now(who, first), {
    action: 'newCourse.open',
    inputs: { ...inputs, referredOn: '2036-01-01' },
  });
  const { text } = await flow.tap(who, flow.now(who, first), { action: 'newCourse.open', inputs });
  expect(text).toContain('Forløbet er oprettet');
}

async function coursesAndConsents(flow: Flow): Promise<void> {
  const one = { name: 'Quetzal Vaskebjørn', cpr: '670190-1234', referredOn: '2026-10-29' };
  await opens(flow, mette, { programme: 'ips', inputs: one });
  const two = { name: 'Okapi Næbdyr', cpr: '680185-1234', referredOn: '2026-09-20', firstTalkOn: '2026-09-24' };
  await opens(flow, sanne, { programme: 'fsm3', inputs: two });
  for (const alias of ['QXZ-001', 'QXZ-002']) {
    const form = await flow.trinvis.write(mette, `samtykke ${alias}`);
    const both = { psychiatryToJobCentre: 'true', jobCentreToPsychiatry: 'true', evidence: 'Skab Tapir, skizofreni' };
    await flow.tap(mette, form, { action: 'consent.save', inputs: both });
    await flow.tap(mette, flow.now(mette, form), {
      action: 'consent.save',
      inputs: { ...both, evidence: 'Tapir 6701901234' },
    });
    const saved = { ...both, signature: 'true' };
    expect((await flow.tap(mette, flow.now(mette, form), { action: 'consent.save', inputs: saved })).text).toContain(
      'gemt',
    );
  }
}

/** Evaluation, calls and wishes: consents and words that are the job centre's own. */
async function otherConsentsAndWishes(flow: Flow): Promise<void> {
  for (const [alias, purpose, direction] of [
    ['QXZ-001', 'K2', 'toEvaluator'],
    ['QXZ-002', 'K5', 'specialistToCitizen'],
  ] as const) {
    const card = await flow.trinvis.write(mette, `samtykke ${alias}`);
    await flow.tap(mette, card, { action: 'consent.form', data: { purpose } });
    const inputs = { [direction]: 'true', signature: 'true' };
    await flow.tap(mette, flow.now(mette, card), {
      action: 'consent.save',
      inputs: { ...inputs, evidence: 'Muldvarp 6701901234' },
    });
    const saved = await flow.tap(mette, flow.now(mette, card), {
      action: 'consent.save',
      inputs: { ...inputs, evidence: 'Mappe Muldvarp' },
    });
    expect(saved.text).toContain('gemt');
  }
  const card = await flow.trinvis.write(mette, 'samtykke QXZ-001');
  await flow.tap(mette, card, { action: 'wishes.form' });
  const inputs = { meetings: 'yes', network: 'yes' };
  const saved = await flow.tap(mette, flow.now(mette, card), { action: 'wishes.save', inputs });
  expect(saved.text).toContain('Tekst til invitationen');
}

/** What people type where they should not. */
async function saysTooMuch(flow: Flow): Promise<void> {
  const lines = [
    'forløb Quetzal Vaskebjørn',
    'Okapi Næbdyr har psykose',
    '670190-1234',
    'samtyke Vaskebjørn',
    'kontakt 6701901234',
  ];
  const places: readonly (readonly [TeamsPerson, TeamsPlace])[] = [
    [mette, personalChat(mette)],
    [bodil, personalChat(bodil)],
    [bodil, SHARED],
    [mette, GROUP],
  ];
  for (const line of lines) for (const [who, place] of places) await flow.trinvis.write(who, line, place);
}

async function looksUpNames(flow: Flow): Promise<void> {
  for (const who of [mette, bodil]) {
    const course = await flow.trinvis.write(who, 'forløb QXZ-001');
    await flow.tap(who, course, { action: 'course.askName' });
    const named = await flow.tap(who, flow.now(who, course), {
      action: 'course.name',
      inputs: { chosen: 'contactCitizen' },
    });
    expect(named.text).toContain('Quetzal Vaskebjørn');
  }
}

async function worksOnTheStep(flow: Flow): Promise<void> {
  const step = await flow.trinvis.write(mette, 'trin QXZ-002');
  await flow.tap(mette, step, { action: 'Registrér', data: { condition: 'jobGoalBegun' } });
  const words = 'Gravhundefrisør trods psykose';
  await flow.tap(mette, flow.now(mette, step), { action: 'step.met', inputs: { goal: '', words } });
  await flow.tap(mette, flow.now(mette, step), {
    action: 'step.met',
    inputs: { goal: 'position', words: '680185-1234' },
  });
  const { text } = await flow.tap(mette, flow.now(mette, step), {
    action: 'step.met',
    inputs: { goal: 'position', words },
  });
  expect(text).toContain('Gravhund');
}

/** U0 to U3 as far as words are typed: both preconditions, a representative's name, and a line of the agreement. */
async function stepsUp(flow: Flow): Promise<void> {
  const form = await flow.trinvis.write(sanne, 'step-up QXZ-002');
  const on = (action: string, inputs: Record<string, string> = {}, what?: string) =>
    flow.tap(sanne, flow.now(sanne, form), { action, inputs, ...(what === undefined ? {} : { data: { what } }) });
  const words = { dragsOut: 'true', dragsOutWords: 'Narhval: angstlidelse', barrier: 'health', notEnough: 'true' };
  await on('stepUp.begin', { ...words, notEnoughWords: '680185-1234' });
  await on('stepUp.begin', { ...words, notEnoughWords: 'Narhval venter' });
  for (const item of ['preparationForm', 'minPlan', 'cvAndGoal', 'otherDocuments']) {
    await on('stepUp.form', {}, item);
    await on('stepUp.answer');
  }
  await on('stepUp.form', {}, 'people');
  await on('stepUp.people', { healthRepresentative: 'Pelikan 6701901234' });
  await on('stepUp.people', { healthRepresentative: 'Pelikan, sygeplejerske' });
  await on('consent.form');
  const yes = { toSpecialist: 'true', toHealthRepresentative: 'true', signature: 'true' };
  await on('consent.save', { ...yes, evidence: 'Skab Tapir' });
  await on('stepUp.open');
  await on('stepUp.sent');
  await on('stepUp.form', {}, 'held');
  await on('stepUp.held', { decisions: 'moreSupport' });
  await on('stepUp.form', {}, 'consideration');
  await on('stepUp.line', { text: 'Tukan 680185-1234', due: '2026-11-10' });
  const { text } = await on('stepUp.line', { text: 'Tukan om morgenen', due: '2026-11-10' });
  expect(text).toContain('Tukan om morgenen');
  await on('stepUp.copy');
  for (const who of [mette, lars, bodil]) await flow.trinvis.write(who, 'step-up QXZ-002');
}

async function conference(flow: Flow): Promise<void> {
  const { trinvis } = flow;
  await trinvis.playTo('2026-11-03 13:00');
  const agenda = newestSaying(trinvis, SHARED, 'Dagsorden');
  if (agenda === null) throw new Error('no agenda');
  await flow.tap(bodil, agenda, { action: 'Jeg kommer', place: SHARED });
  for (const line of ['konference', 'frister', 'hvornår', 'resultater']) {
    await trinvis.write(karen, line, SHARED);
    for (const who of [mette, bodil, lars, karen]) await trinvis.write(who, line);
  }
  await trinvis.playTo('2026-11-04 15:10');
  const round = newestSaying(trinvis, SHARED, 'Hvad kom der ud af konferencen?');
  if (round === null) throw new Error('no question round');
  const { course } = actionBeside(round.card, 'QXZ-001', 'Beslutning truffet');
  await flow.tap(bodil, round, { action: 'Beslutning truffet', data: { course }, place: SHARED });
  await trinvis.playTo('2026-11-04 15:20');
  const form = newestFor(trinvis, mette, 'Hvad blev besluttet?');
  if (form === null) throw new Error('no decision form');
  const inputs = { owner: choice(form.card, 'owner', bodil.name), due: '2026-11-06' };
  await flow.tap(mette, form, { action: 'Gem', inputs: { ...inputs, text: 'Ring til 6701901234' } });
  await flow.tap(mette, flow.now(mette, form), {
    action: 'Gem',
    inputs: { ...inputs, text: 'Spørg Mungo om medicin', due: '2020-01-01' },
  });
  await flow.tap(mette, flow.now(mette, form), {
    action: 'Gem',
    inputs: { ...inputs, text: 'Spørg Mungo om medicin' },
  });
}

async function endsIt(flow: Flow): Promise<void> {
  const { trinvis } = flow;
  await trinvis.playTo('2026-11-06 09:00');
  for (const who of [mette, bodil, sanne, lars, karen]) {
    for (const line of ['i dag', 'forløb', 'forløb QXZ-001', 'forløb QXZ-002']) await trinvis.write(who, line);
  }
  await flow.findDead();
  const receipt = await trinvis.write(mette, 'samtykke QXZ-001');
  await flow.tap(mette, receipt, { action: 'Træk samtykket tilbage' });
  await trinvis.playTo('2026-11-12 09:00');
  await flow.findDead();
}

const DIALECTS = sharedPostgresUrl === null ? (['sqlite'] as const) : (['sqlite', 'postgres'] as const);
if (sharedPostgresUrl === null) test.skip('canaries in PostgreSQL: no server', () => undefined);

describe.each(DIALECTS)('K14: canaries in every field, through a whole flow on both sides (%s)', (dialect) => {
  let watched: Watched;
  let flow: Flow;
  let said: readonly Said[];
  beforeAll(async () => {
    watched = await watch(startTestBot, { at: '2026-11-02 07:30', dialect });
    flow = new Flow(watched.trinvis);
    await rolesAndAgreement(flow);
    await flow.findDead();
    await coursesAndConsents(flow);
    await otherConsentsAndWishes(flow);
    await flow.findDead();
    await saysTooMuch(flow);
    await looksUpNames(flow);
    await watched.trinvis.playTo('2026-11-02 09:00');
    await worksOnTheStep(flow);
    await stepsUp(flow);
    await conference(flow);
    await flow.findDead();
    await endsIt(flow);
    said = await everythingSaid(flow);
  }, 60_000);
  afterAll(() => watched.stop());

  const toChannel = () => said.filter((s) => s.to === SHARED.id);
  const speaking = (of: RegExp) => said.filter((s) => of.test(s.json));
  const inputOf = ({ card }: Said, id: string) => inputsOf(card).find((i) => i.id === id)?.value ?? '';

  test('the flow was lived: every canary has been where it may be', () => {
    for (const canary of [CITIZENS, EVIDENCE, GOAL, DECISION, STEP_UP, STAFF, PARTIES, /Yankee/, ALIAS])
      expect(speaking(canary).length).toBeGreaterThan(0);
    expect(said.length).toBeGreaterThan(150);
  });

  test('product.md 3, P4: a CPR number is in nothing the bot ever says', () => {
    expect(speaking(CPR)).toEqual([]);
  });

  test('product.md 4: a name is on the one card of whoever looked it up, and in the form it is typed in', () => {
    const forms = speaking(CITIZENS).filter((s) => CITIZENS.test(inputOf(s, 'name')));
    const shown = speaking(CITIZENS).filter((s) => !forms.includes(s));
    expect(new Set(forms.map((s) => s.to))).toEqual(new Set([personalChat(mette).id, personalChat(sanne).id]));
    // Each of the two once as the answer to the tap, once as the card replaced.
    expect(shown.map((s) => s.to).toSorted()).toEqual(
      [bodil, bodil, mette, mette].map((p) => personalChat(p).id).toSorted(),
    );
    expect(shown.every((s) => actionsOf(s.card).some((a) => a.verb === 'course.open'))).toBe(true);
  });

  test('product.md 4: a name no longer stands anywhere ten minutes later', () => {
    const standing = watched.trinvis.connector.activities();
    expect(standing.filter((a) => CITIZENS.test(JSON.stringify(a.card)))).toEqual([]);
  });

  test('the evidence reference goes back into its own field and nowhere else', () => {
    const others = speaking(EVIDENCE).filter(
      (s) => !EVIDENCE.test(inputOf(s, 'evidence')) || s.to !== personalChat(mette).id,
    );
    expect(others).toEqual([]);
  });

  test('K2, K5, W2: the clinic and the channel read nothing of them, neither before nor after', () => {
    const own = /\bK2\b|\bK4\b|\bK5\b|Evaluering af indsatsen|Opfølgning efter selvforsørgelse|Netværket er med/;
    const readers = new Set([mette, sanne, lars].map((p) => personalChat(p).id));
    expect(speaking(own).length).toBeGreaterThan(0);
    expect(speaking(own).filter((s) => !readers.has(s.to))).toEqual([]);
    expect(speaking(/Efter borgerens ønske deltager/).some((s) => s.to === personalChat(bodil).id)).toBe(true);
    expect(toChannel().filter((s) => /ønske/.test(s.json))).toEqual([]);
  });

  test('K14: the words of the job goal stay with whoever runs the course', () => {
    expect(new Set(speaking(GOAL).map((s) => s.to))).toEqual(new Set([personalChat(mette).id]));
  });

  test('K14, N2: the words of a step-up stay with caseworker, specialist and leader', () => {
    const readers = new Set([sanne, mette, lars].map((p) => personalChat(p).id));
    expect(speaking(STEP_UP).filter((s) => !readers.has(s.to))).toEqual([]);
  });

  test('N2, K12: a decision is read by those who see the course, never in a channel, and by the clinic no longer after withdrawal', () => {
    const readers = new Set([mette, bodil, lars, sanne].map((p) => personalChat(p).id));
    expect(speaking(DECISION).filter((s) => !readers.has(s.to))).toEqual([]);
    const standing = watched.trinvis.cardsIn(personalChat(bodil));
    expect(standing.filter((a) => DECISION.test(JSON.stringify(a.card)))).toEqual([]);
    expect(standing.filter((a) => /QXZ-001/.test(JSON.stringify(a.card))).map((a) => textOf(a.card))).toEqual([
      'Samarbejdet om QXZ-001 er ophørt.',
    ]);
  });

  test('N2: of what people type a channel sees the place alone; names of staff with their attendance', () => {
    const setUp = (s: Said) => actionsOf(s.card).some((a) => a.verb.startsWith('setUp.'));
    const typed = toChannel().filter((s) => [...SECRET, PARTIES, CONFERENCE, CHANNEL].some((c) => c.test(s.json)));
    expect(typed.filter((s) => !setUp(s)).map((s) => textOf(s.card))).toEqual([]);
    const staff = toChannel().filter((s) => STAFF.test(s.json) && !setUp(s));
    const attendance = staff.filter((s) =>
      /Jeg kommer|Har ikke svaret|Drøftet|Konferencen begynder/.test(JSON.stringify(s.card)),
    );
    expect(staff.filter((s) => !attendance.includes(s)).map((s) => textOf(s.card))).toEqual([]);
  });

  test('N2: a group chat hears nothing but help and where to write', () => {
    const heard = said.filter((s) => s.to === GROUP.id);
    expect(heard.length).toBeGreaterThan(0);
    expect(heard.filter((s) => [...SECRET, STAFF, ALIAS].some((c) => c.test(s.json)))).toEqual([]);
  });

  test('N2: notification previews are neutral', () => {
    const neutral = new Set<string>(Object.values(da.summary));
    expect(said.filter((s) => s.summary !== null && !neutral.has(s.summary)).map((s) => s.summary)).toEqual([]);
  });

  test('product.md 3: a card sends ids and a revision, never a word that somebody typed', () => {
    const data = said.flatMap((s) => actionsOf(s.card).map((a) => JSON.stringify(a.data)));
    expect(data.length).toBeGreaterThan(500);
    for (const canary of [...SECRET, STAFF, PARTIES, CONFERENCE, CHANNEL])
      expect(data.filter((d) => canary.test(d))).toEqual([]);
  });

  test('product.md 5: nothing personal is in the log, at the finest level', () => {
    const lines = watched.log.join('');
    for (const canary of [...SECRET, STAFF, PARTIES, CONFERENCE, CHANNEL, ALIAS]) expect(lines).not.toMatch(canary);
    expect(watched.log.filter((line) => /"level":[56]0/.test(line))).toEqual([]);
  });

  test('product.md 5: names, CPR numbers, notes and names of staff and channels are in the database sealed', async () => {
    const bytes = await watched.bytes();
    expect(bytes).toContain('QXZ');
    for (const canary of [...SECRET, STAFF, CHANNEL]) expect(bytes.match(canary)?.[0]).toBeUndefined();
  });

  test('no card carries a button that its own record would not answer', () => {
    expect([...flow.dead]).toEqual([]);
  });
});
