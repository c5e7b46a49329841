import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { NoteId, PersonId } from '../../src/domain/ids.ts';
import type { TestBot } from '../_util/bot.ts';
import { stepCompleted, stepStarted } from '../_util/builders.ts';
import { actionsOf, inputsOf, textOf } from '../_util/card.ts';
import type { StandingActivity } from '../_util/fake-connector.ts';
import { channel, personalChat, type TeamsPerson } from '../_util/http.ts';
import { PEOPLE, SHARED_CHANNEL, startOdense } from '../_util/odense.ts';
import { addCourse, courseIdOf, runningA, runningB1, withK3 } from '../_util/odense-courses.ts';
import { lineAgreed, packageSent, stepUpBegun, talkHeld } from '../_util/step-ups.ts';

const { mette, lars, sanne, bodil, morten } = PEOPLE;

let trinvis: TestBot;
beforeEach(async () => {
  trinvis = await startOdense({ at: '2026-11-16 09:00' });
  const begun = '2026-10-05';
  const inStep2 = [...runningB1(begun), ...withK3(begun), stepCompleted(begun, '1'), stepStarted(begun, '2')];
  await addCourse(trinvis, 'ODE-014', inStep2);
});
afterEach(() => trinvis.stop());

const eventsOf = async (alias: string) => {
  const { history } = await trinvis.bot.store.transaction((tx) => tx.events.load('course', courseIdOf(alias)));
  return history.map((h) => h.event);
};
const newest = (who: TeamsPerson): StandingActivity => {
  const card = trinvis.cardsIn(personalChat(who)).at(-1);
  if (card === undefined) throw new Error('no card');
  return card;
};
const tap = (who: TeamsPerson, action: string, inputs: Record<string, string> = {}) =>
  trinvis.tap(who, newest(who), { action, inputs });
/** The form of one document of the checklist. */
const record = (what: string) => trinvis.tap(sanne, newest(sanne), { action: 'stepUp.form', data: { what } });
const titles = (card: unknown) => actionsOf(card).map((a) => a.title);

const U0 = {
  dragsOut: 'true',
  dragsOutWords: 'Tre virksomheder siden august: Angstanfald om morgenen',
  barrier: 'health',
  notEnough: 'true',
  notEnoughWords: 'Familieafdelingen kommer ikke til møderne',
};

/** U0 by the caseworker, everything in order. */
async function begin(who: TeamsPerson = sanne, inputs: Record<string, string> = {}) {
  await trinvis.write(who, 'step-up ODE-014');
  return tap(who, 'Begynd step-up', { ...U0, ...inputs });
}

/** U1's checklist and the health representative's name. */
async function prepare(): Promise<void> {
  for (const what of ['preparationForm', 'minPlan', 'cvAndGoal', 'otherDocuments']) {
    await record(what);
    await tap(sanne, 'Gem', what === 'otherDocuments' ? { choice: 'notNeeded' } : {});
  }
  await tap(sanne, 'Navne og netværk');
  await tap(sanne, 'Gem', { healthRepresentative: 'Hanne Sørup, sygeplejerske' });
}

/** K4 towards specialist and health representative, from the card in one tap. */
async function consent(directions: Record<string, string> = { toSpecialist: 'true', toHealthRepresentative: 'true' }) {
  await tap(sanne, 'Samtykke');
  const saved = await tap(sanne, 'consent.save', { ...directions, evidence: 'Sag 12, bilag 3', signature: 'true' });
  await tap(sanne, 'Step-up');
  return saved;
}

/** All of U1: prepared, consented to, and sent. */
async function send() {
  await begin();
  await prepare();
  await consent();
  return tap(sanne, 'Pakken er sendt');
}

/** U2: a talk today with both decisions. */
async function talk() {
  await send();
  await tap(sanne, 'Samtalen er holdt');
  return tap(sanne, 'Gem', { decisions: 'moreSupport,newEfforts' });
}

describe('U0: only when both have shown themselves in practice', () => {
  test('U0: without a step-up the word leads to the two preconditions, and refuses with exactly what is missing', async () => {
    const { card } = await trinvis.write(sanne, 'step-up ode 14');
    expect(textOf(card)).toContain('Et step-up er et nødgreb');
    const { text, card: again } = await tap(sanne, 'Begynd step-up', { dragsOut: 'true', dragsOutWords: 'Længe' });
    expect(text).toContain(
      'Der mangler: om det skyldes helbred eller familie, at kommunens tværfaglige samarbejde ikke er nok og en forklaring på, hvorfor samarbejdet ikke er nok.',
    );
    expect(inputsOf(again).find((i) => i.id === 'dragsOutWords')?.value).toBe('Længe');
    expect((await eventsOf('ODE-014')).map((e) => e.type)).not.toContain('StepUpBegun');
  });

  test('U0: begun, the words stand in the vault and on the card of those who take part, and nowhere else', async () => {
    const { text } = await begin();
    expect(text).toContain('Step-up er begyndt');
    expect(text).toContain('2 · Forberedelse');
    expect((await tap(sanne, '1 · Hvorfor step-up')).text).toContain('Angstanfald om morgenen');
    expect(JSON.stringify(await eventsOf('ODE-014'))).not.toContain('Angstanfald');
    await trinvis.write(mette, 'step-up ODE-014');
    expect((await tap(mette, '1 · Hvorfor step-up')).text).toContain('Familieafdelingen');
  });

  test.each([
    ['a CPR number', { notEnoughWords: 'Ring 010165-4003' }, 'ligner et CPR-nummer'],
    ['10,000 characters', { dragsOutWords: 'a'.repeat(10_000) }, 'Skriv højst 1000 tegn'],
    ['no date', { documentsDue: '' }, 'Vælg en dato'],
    ['a date that has gone by', { documentsDue: '2026-11-01' }, 'dato'],
    ['a family barrier and nothing about children', { barrier: 'family' }, 'Der mangler: om borgeren har børn.'],
  ])('U0: with %s nothing is kept', async (_what, inputs, sentence) => {
    const { text, card } = await begin(sanne, inputs);
    expect(text).toContain(sentence);
    expect(JSON.stringify(card)).not.toContain('010165');
    expect((await eventsOf('ODE-014')).map((e) => e.type)).not.toContain('StepUpBegun');
  });

  test('product 4: the caseworker named, the own specialist and the leader; nobody else', async () => {
    await begin();
    for (const who of [mette, lars, sanne])
      expect(textOf((await trinvis.write(who, 'step-up ODE-014')).card)).toContain('Step-up – ODE-014');
    expect(textOf((await trinvis.write(morten, 'step-up ODE-014')).card)).not.toContain('ODE-014');
    expect(textOf((await trinvis.write(bodil, 'step-up ODE-014')).card)).toContain('hører ikke til din rolle');
  });

  test('U0: programme A has none', async () => {
    await addCourse(trinvis, 'ODE-020', runningA('2026-10-05'));
    expect(textOf((await trinvis.write(mette, 'step-up ODE-020')).card)).toContain('hører til Flere skal med');
    expect(titles((await trinvis.write(mette, 'step-up')).card)).toEqual(['ODE-014']);
    expect(titles((await trinvis.write(mette, 'forløb ODE-020')).card)).not.toContain('Step-up');
  });
});

describe('U1: preparation', () => {
  test('U1, K4: "Pakken er sendt" says exactly what is missing, and goes through when it is there', async () => {
    await begin();
    const refused = await tap(sanne, 'Pakken er sendt');
    expect(refused.text).toContain(
      'Der mangler: forberedelsesskemaet, Min Plan, CV og jobmål, andre dokumenter, navnet på sundhedsrepræsentanten, samtykke over for konsulenten og samtykke over for sundhedsrepræsentanten.',
    );
    await prepare();
    expect(textOf(newest(sanne).card)).toContain('Sundhedsrepræsentant: Hanne Sørup, sygeplejerske');
    await consent({ toSpecialist: 'true' });
    expect((await tap(sanne, 'Pakken er sendt')).text).toContain(
      'Der mangler: samtykke over for sundhedsrepræsentanten.',
    );
    await consent({ toHealthRepresentative: 'true' });
    const { text } = await tap(sanne, 'Pakken er sendt');
    expect(text).toContain('Det er registreret, at pakken er sendt.');
    expect(text).toContain('3 · Samtale');
  });

  test('F2: a document is confirmed as done, where, when and by whom, in two taps', async () => {
    await begin();
    await record('cvAndGoal');
    expect((await tap(sanne, 'Gem')).text).toContain('Jobnet · 16. nov. 2026 · Sanne Sagsbehandler');
  });

  test('U1: the specialist sees that the caseworker sends the package', async () => {
    await begin();
    const { card } = await trinvis.write(mette, 'step-up ODE-014');
    expect(textOf(card)).toContain('Sendes af sagsbehandleren senest man. 30. nov.');
    expect(titles(card)).not.toContain('Pakken er sendt');
  });

  test('section 9: the caseworker’s digest says it 7 days before, and Step-up is one tap away', async () => {
    await begin();
    await trinvis.playTo('2026-11-23 08:30');
    expect(textOf(newest(sanne).card)).toContain('**ODE-014** · Step-up: pakken sendes');
    expect((await tap(sanne, 'Step-up')).text).toContain('Sendes senest man. 30. nov.');
  });

  test('K4, K12: taken back, the package is no longer sendable and standing cards are made anew', async () => {
    await begin();
    await prepare();
    await consent();
    await trinvis.write(mette, 'step-up ODE-014');
    await tap(mette, '1 · Hvorfor step-up');
    const standing = newest(mette);
    expect(textOf(standing.card)).toContain('Angstanfald');
    const consents = await trinvis.write(sanne, 'samtykke ODE-014');
    await trinvis.tap(sanne, consents, { action: 'consent.withdraw', data: { purpose: 'K4' } });
    await trinvis.bot.runRound();
    const now = trinvis.cardsIn(personalChat(mette)).find((a) => a.activityId === standing.activityId);
    expect(textOf(now?.card)).not.toContain('Angstanfald');
    await trinvis.write(sanne, 'step-up ODE-014');
    expect((await tap(sanne, 'Pakken er sendt')).text).toContain('Der mangler: samtykke over for konsulenten');
  });
});

describe('U2: one or two talks', () => {
  test('U2: the card says of each who is invited, and why not', async () => {
    const { text } = await send();
    expect(text).toContain('✔ Borgeren');
    expect(text).toContain('Hanne Sørup, sygeplejerske · inviteres');
    expect(text).toContain('kan ikke inviteres, fordi familien ikke er en barriere');
    expect(text).toContain('inviteres ikke, fordi borgeren ikke har ønsket det');
    expect(text).toContain('Færrest mulige – højst 2.');
  });

  test('U2: planned, held with everybody ticked, and at most two', async () => {
    await send();
    await tap(sanne, 'Planlæg samtale');
    expect((await tap(sanne, 'Gem', { date: '2026-11-25' })).text).toContain('Planlagt til ons. 25. nov.');
    trinvis.clock.moveTo('2026-11-25 14:00');
    await trinvis.write(sanne, 'step-up ODE-014');
    await tap(sanne, 'Samtalen er holdt');
    const present = inputsOf(newest(sanne).card).find((i) => i.id === 'present')?.value;
    expect(present).toBe('citizen,caseworker,specialist,healthRepresentative');
    const without = await tap(sanne, 'Gem', { present: 'caseworker,specialist' });
    expect(without.text).toContain('Samtalen holdes ikke uden borgeren.');
    expect((await tap(sanne, 'Gem', { present: present ?? '' })).text).toContain('Samtale 1');
    await tap(sanne, 'Samtalen er holdt');
    await tap(sanne, 'Gem', { decisions: 'newEfforts' });
    const talks = await tap(sanne, '3 · Samtale');
    expect(talks.text).toContain('Holdt 25. nov. 2026 – besluttet: nye supplerende indsatser');
    expect(titles(talks.card)).not.toContain('Planlæg samtale');
  });
});

describe('U3: the agreement document', () => {
  test('U3: lines with an owner and a date, reminded in the digest, done with one tap; then Min Plan ends it', async () => {
    expect((await talk()).text).toContain('4 · Aftaledokument');
    await tap(sanne, 'Nyt hensyn');
    await tap(sanne, 'Gem', { text: 'Kortere dage den første måned', due: '2026-11-27' });
    await tap(sanne, 'Ny indsats');
    const { text } = await tap(sanne, 'Gem', { text: 'Mentor om morgenen', due: '2026-12-11' });
    expect(text).toContain('Kortere dage den første måned · Mette Konsulent følger op · senest fre. 27. nov.');
    expect(text).toContain('Mentor om morgenen · Sanne Sagsbehandler følger op · senest fre. 11. dec.');
    await tap(sanne, 'Står i Min Plan');
    expect(textOf((await trinvis.write(mette, 'forløb ODE-014')).card)).toContain(
      '2 punkter i aftalen mangler opfølgning',
    );
    await trinvis.playTo('2026-11-20 08:30');
    expect(textOf(newest(mette).card)).toContain('**ODE-014** · Step-up: hensyn');
    expect(textOf(newest(mette).card)).toContain('Kortere dage den første måned – ');
    await tap(mette, 'stepUp.done');
    await trinvis.write(sanne, 'step-up ODE-014');
    expect((await tap(sanne, 'Udført')).text).toContain('Afsluttet 20. nov. 2026: der er fulgt op på alt i aftalen');
    expect(textOf((await trinvis.write(mette, 'i dag')).card)).not.toContain('Step-up: hensyn');
  });

  test('U3, F2: the text to copy into Min Plan is made from what was agreed, names nobody but staff, and is not stored', async () => {
    await talk();
    await tap(sanne, 'Nyt hensyn');
    await tap(sanne, 'Gem', { text: 'Kortere dage', due: '2026-12-11' });
    await tap(sanne, 'Tekst til Min Plan');
    const copy = inputsOf(newest(sanne).card).find((i) => i.id === 'copy');
    expect(copy?.value.split('\n')).toEqual([
      'Aftale efter step-up',
      'Samtale 1, 16. nov. 2026: mere støtte eller flere hensyn og nye supplerende indsatser',
      'Hensyn:',
      '– Kortere dage (Mette Konsulent følger op, senest 11. dec. 2026)',
      'Virksomhedsindsatsen fortsætter sideløbende.',
    ]);
    expect((await tap(sanne, 'Tilbage')).text).toContain('4 · Aftaledokument');
  });

  test('U3: the specialist reads the document, and does not write it', async () => {
    await talk();
    const { card } = await trinvis.write(mette, 'step-up ODE-014');
    expect(textOf(card)).toContain('Sagsbehandleren udfylder det sammen med borgeren.');
    expect(titles(card)).not.toContain('Nyt hensyn');
  });

  test('K14, N2: the clinician and the channel see nothing of it', async () => {
    await talk();
    await tap(sanne, 'Nyt hensyn');
    await tap(sanne, 'Gem', { text: 'Kortere dage', due: '2026-11-18' });
    trinvis.clock.moveTo('2026-12-01 09:00');
    const seen = textOf((await trinvis.write(bodil, 'forløb ODE-014')).card);
    const list = textOf((await trinvis.write(bodil, 'frister')).card);
    const posted = textOf((await trinvis.write(mette, 'frister', channel('Fælles', { id: SHARED_CHANNEL }))).card);
    for (const text of [seen, list, posted]) {
      for (const word of ['tep-up', 'Kortere', 'Angstanfald']) expect(text).not.toContain(word);
    }
  });
});

describe('K4, K12: when the consent is over', () => {
  test('K4, K12: run out at midnight, the card says no more than the dates; the caseworker keeps the words', async () => {
    const given = '2025-11-17';
    const agreed = [...stepUpBegun(given), ...packageSent(given), talkHeld(given), lineAgreed(given, '2026-11-20')];
    const begun = [...runningB1(given), stepCompleted(given, '1'), stepStarted(given, '2')];
    await addCourse(trinvis, 'ODE-030', begun, agreed);
    const standing = await trinvis.write(mette, 'step-up ODE-030');
    const own = await trinvis.write(sanne, 'step-up ODE-030');
    const nowOf = (who: TeamsPerson, { activityId }: StandingActivity) =>
      textOf(trinvis.cardsIn(personalChat(who)).find((a) => a.activityId === activityId)?.card);
    const words = 'Pause hver time';
    const person = PersonId.parse('person-ODE-030');
    const note = { id: NoteId.parse('text-consideration'), person, text: words, at: trinvis.clock.now() };
    await trinvis.bot.store.transaction((tx) => tx.vault.addNote(note));
    const putOff = await trinvis.write(mette, 'forløb ODE-030');
    const form = await trinvis.tap(mette, putOff, { action: 'snooze.form' });
    expect(JSON.stringify(form.card)).toContain(words);
    expect(nowOf(mette, standing)).not.toContain('samtykket er ophørt');
    await trinvis.playTo('2026-11-17 00:30');
    expect(nowOf(mette, standing)).toContain('Vises ikke, fordi samtykket er ophørt');
    expect(nowOf(sanne, own)).not.toContain('samtykket er ophørt');
    const left = trinvis.cardsIn(personalChat(mette)).filter((a) => JSON.stringify(a.card).includes(words));
    expect(left.map((a) => textOf(a.card))).toEqual([]);
    await trinvis.write(mette, 'step-up ODE-030');
    const { text } = await tap(mette, '3 · Samtale');
    expect(text).toContain('Holdt 17. nov. 2025');
    expect(text).not.toContain('besluttet');
  });
});

describe('the sequence', () => {
  test('U3: a closed course keeps its step-up to be read, and nothing can be done with it', async () => {
    await talk();
    await trinvis.write(mette, 'trin ODE-014');
    await tap(mette, 'course.close');
    await tap(mette, 'course.close', { reason: 'moved' });
    const { card } = await trinvis.write(sanne, 'step-up ODE-014');
    expect(textOf(card)).toContain('4 · Aftaledokument');
    const verbs = actionsOf(card).map((a) => a.verb);
    expect(verbs.filter((v) => !['stepUp.open', 'course.open', 'list.open'].includes(v))).toEqual([]);
  });

  test('a form from an older revision keeps what was typed and changes nothing', async () => {
    await trinvis.write(sanne, 'step-up ODE-014');
    const old = newest(sanne);
    await trinvis.write(mette, 'kontakt ODE-014');
    await tap(mette, 'I dag, personligt');
    const { text, card } = await trinvis.tap(sanne, old, { action: 'Begynd step-up', inputs: U0 });
    expect(text).toContain('Intet er gemt');
    expect(inputsOf(card).find((i) => i.id === 'notEnoughWords')?.value).toBe(U0.notEnoughWords);
    expect((await eventsOf('ODE-014')).map((e) => e.type)).not.toContain('StepUpBegun');
  });

  test('a second tap begins nothing twice', async () => {
    await trinvis.write(sanne, 'step-up ODE-014');
    const form = newest(sanne);
    for (let n = 0; n < 2; n += 1) await trinvis.tap(sanne, form, { action: 'Begynd step-up', inputs: U0 });
    expect((await eventsOf('ODE-014')).filter((e) => e.type === 'StepUpBegun')).toHaveLength(1);
  });

  test('ended before, its reminders stop and another may begin', async () => {
    await begin();
    await tap(sanne, 'Afslut step-up');
    expect((await tap(sanne, 'Gem')).text).toContain('Vælg en fra listen');
    expect((await tap(sanne, 'Gem', { choice: 'citizenStops' })).text).toContain('borgeren ønsker det ikke længere');
    await trinvis.playTo('2026-11-24 08:30');
    expect(textOf((await trinvis.write(sanne, 'i dag')).card)).not.toContain('Step-up');
    await trinvis.write(sanne, 'step-up ODE-014');
    expect((await tap(sanne, 'Nyt step-up')).text).toContain('Et step-up er et nødgreb');
  });

  test('in English too, and from the course’s card in one tap', async () => {
    await begin();
    await trinvis.write(sanne, 'forløb ODE-014');
    expect((await tap(sanne, 'Step-up')).text).toContain('2 · Forberedelse');
    await trinvis.bot.store.transaction(async (tx) => {
      const user = await tx.users.byIdentity(sanne);
      if (user !== null) await tx.users.save({ ...user, language: 'en' });
    });
    expect(textOf((await trinvis.write(sanne, 'step-up ODE-014')).card)).toContain('2 · Preparation');
  });
});
