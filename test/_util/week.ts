import { ADMIN } from './bot.ts';
import { inputsOf, textOf } from './card.ts';
import { actionBeside, asks, choice, type Driver, newestFor, newestSaying, seeTo, standingNow } from './dialogue.ts';
import { channel, person, personalChat, type TeamsPerson } from './http.ts';

/** The people of the week, as Teams knows them: nobody has a role when it begins. */
export const WEEK = {
  karen: person('Karen Koordinator'),
  lars: person('Lars Leder'),
  mette: person('Mette Konsulent'),
  sanne: person('Sanne Sagsbehandler'),
  bodil: person('Bodil Behandler', { tenantId: 'tenant-psykiatri' }),
} as const;
export const WEEK_CHANNEL = channel('samarbejdet');
/** The Monday on which the database is empty. */
export const WEEK_BEGINS = '2026-11-02 07:30';
/** Two weeks on, so that what follows from the week is seen too. */
export const WEEK_ENDS = '2026-11-16 17:00';

const { karen, lars, mette, sanne, bodil } = WEEK;

/**
 * Product.md section 1, lived through messages and cards alone from an empty database: roles, agreement, a course of each programme, consent,
 * conference, decision, task, contact, digests, a step over its target, and a withdrawal. Everybody goes on where they were interrupted.
 */
export async function playWeek(driver: Driver): Promise<void> {
  await setsUp(driver);
  await opensCourses(driver);
  await driver.playTo('2026-11-02 10:00');
  await recordsContact(driver);
  await driver.playTo('2026-11-03 09:00');
  await triesTheStep(driver);
  await meets(driver);
  await completesTheStep(driver);
  await doesTheTask(driver);
  await withdraws(driver);
  await driver.playTo(WEEK_ENDS);
}

/** Monday before 08:00: roles, and `opsæt` in the channel (1). */
export async function setsUp(driver: Driver): Promise<void> {
  await getsRole(driver, karen, { role: 'Koordinator' });
  await seeTo({
    does: () => fillsInAgreement(driver),
    says: 'Aftalen er gemt',
    looks: () => asks(driver, karen, 'opsæt', WEEK_CHANNEL),
    sees: 'Jobcenter Odense og Lokalpsykiatri Odense',
  });
  const organisation = 'Jobcenter Odense';
  await getsRole(driver, lars, { role: 'IPS-teamleder', organisation });
  await getsRole(driver, mette, { role: 'IPS-konsulent', organisation, leader: lars.name });
  await getsRole(driver, sanne, { role: 'Sagsbehandler', organisation });
  await getsRole(driver, bodil, { role: 'Behandler', organisation: 'Lokalpsykiatri Odense' });
}

async function getsRole(driver: Driver, who: TeamsPerson, gift: Readonly<Record<string, string>>): Promise<void> {
  const does = async () => {
    await driver.write(who, 'hjælp');
    const list = await driver.write(ADMIN, 'roller');
    const { user } = actionBeside(list.card, who.name, 'Vælg');
    await driver.tap(ADMIN, list, { action: 'Vælg', data: { user } });
    const form = standingNow(driver, personalChat(ADMIN), list.activityId);
    if (inputsOf(form.card).length === 0) return '';
    const inputs = Object.entries(gift).map(([id, title]) => [id, choice(form.card, id, title)]);
    return (await driver.tap(ADMIN, form, { action: 'Gem', inputs: Object.fromEntries(inputs) })).text;
  };
  // Giving the same role again changes nothing, so there is nothing to look at.
  await seeTo({ does, says: 'Gemt', looks: async () => '', sees: 'Gemt' });
}

async function fillsInAgreement(driver: Driver): Promise<string> {
  const form = await driver.write(karen, 'opsæt', WEEK_CHANNEL);
  const turns = async (action: string, inputs: Record<string, string> = {}) => {
    const now = standingNow(driver, WEEK_CHANNEL, form.activityId);
    if (!textOf(now.card).includes(action)) return '';
    return (await driver.tap(karen, now, { action, inputs, place: WEEK_CHANNEL })).text;
  };
  const parties = { jobCentre: 'Jobcenter Odense', clinic: 'Lokalpsykiatri Odense', party: 'jobCentre' };
  await turns('Videre til konferencen', { code: 'ODE', ...parties });
  await turns('Videre til kanalen', { from: '2026-11-04', place: 'Lokale 2' });
  return turns('Gem aftalen');
}

/** Monday before 08:00: a course of each programme, both consents, and what each side sees (2, 3). */
export async function opensCourses(driver: Driver): Promise<void> {
  const ida = { name: 'Ida Holm', cpr: '670190-1234', referredOn: '2026-10-29' };
  await opens(driver, mette, { programme: 'ips', alias: 'ODE-001', inputs: ida, people: { clinician: bodil.name } });
  const ole = { name: 'Ole Lund', cpr: '680185-1234', referredOn: '2026-09-20', firstTalkOn: '2026-09-24' };
  const people = { clinician: bodil.name, specialist: mette.name };
  await opens(driver, sanne, { programme: 'fsm3', alias: 'ODE-002', inputs: ole, people });
  await decidesGroup(driver);
  await consents(driver, 'ODE-001', { journaled: 'true' });
  await consents(driver, 'ODE-002', { journaled: 'false' });
  for (const who of [mette, bodil]) await driver.write(who, 'forløb ODE-001');
}

/** B2: after the start talk the caseworker decides the group. */
async function decidesGroup(driver: Driver): Promise<void> {
  const does = async () => {
    const step = await driver.write(sanne, 'trin ODE-002');
    if (!textOf(step.card).includes('Beslut gruppe')) return '';
    await driver.tap(sanne, step, { action: 'Beslut gruppe' });
    const form = standingNow(driver, personalChat(sanne), step.activityId);
    if (!inputsOf(form.card).some((i) => i.id === 'choice')) return '';
    return (await driver.tap(sanne, form, { action: 'Gem', inputs: { choice: '1', date: '2026-10-01' } })).text;
  };
  const looks = () => asks(driver, sanne, 'trin ODE-002');
  await seeTo({ does, says: 'Gruppen er registreret', looks, sees: 'Gruppe 1 (indsatsgruppen) siden' });
}

interface Opening {
  readonly programme: string;
  readonly alias: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly people: Readonly<Record<string, string>>;
}

async function opens(driver: Driver, who: TeamsPerson, { programme, alias, inputs, people }: Opening): Promise<void> {
  const does = async () => {
    const { activityId, card } = await driver.write(who, 'nyt forløb');
    const first = { activityId, card };
    if (textOf(card).includes('Videre')) await driver.tap(who, first, { action: 'Videre', inputs: { programme } });
    const form = standingNow(driver, personalChat(who), activityId);
    if (!inputsOf(form.card).some((i) => i.id === 'cpr')) return '';
    const chosen = Object.entries(people).map(([id, name]) => [id, choice(form.card, id, name)]);
    const typed = { ...inputs, ...Object.fromEntries(chosen) };
    return (await driver.tap(who, form, { action: 'Opret forløb', inputs: typed })).text;
  };
  await seeTo({ does, says: 'Forløbet er oprettet', looks: () => asks(driver, who, 'forløb'), sees: alias });
}

async function consents(driver: Driver, alias: string, journal: { journaled: string }): Promise<void> {
  const both = { psychiatryToJobCentre: 'true', jobCentreToPsychiatry: 'true', signature: 'true' };
  const does = async () => {
    const form = await driver.write(mette, `samtykke ${alias}`);
    if (!textOf(form.card).includes('Gem samtykke')) return '';
    const inputs = { ...both, ...journal, evidence: 'Journal, notat 2. nov.' };
    return (await driver.tap(mette, form, { action: 'Gem samtykke', inputs })).text;
  };
  const looks = () => asks(driver, mette, `forløb ${alias}`);
  await seeTo({ does, says: 'Samtykket er gemt', looks, sees: 'I kraft til og med' });
}

/** Monday: "I dag, personligt" is two taps from the digest (5). */
async function recordsContact(driver: Driver): Promise<void> {
  const does = async () => {
    const list = await driver.write(mette, 'i dag');
    const { course } = actionBeside(list.card, 'ODE-001', 'Kontakt');
    await driver.tap(mette, list, { action: 'Kontakt', data: { course } });
    const form = standingNow(driver, personalChat(mette), list.activityId);
    if (!textOf(form.card).includes('I dag, personligt')) return '';
    return (await driver.tap(mette, form, { action: 'I dag, personligt' })).text;
  };
  const looks = () => asks(driver, mette, 'kontakt ODE-001');
  await seeTo({ does, says: 'er registreret', looks, sees: 'Seneste kontakt: man. 2. nov.' });
}

/** Tuesday: the step is refused with exactly what is missing, and the CV is confirmed (6). */
async function triesTheStep(driver: Driver): Promise<void> {
  const step = await driver.write(mette, 'trin ODE-002');
  await driver.tap(mette, step, { action: 'Afslut trin 1' });
  await confirms(driver, { condition: 'cvBegun', what: 'CV på Jobnet' });
}

interface Condition {
  readonly condition: string;
  readonly what: string;
  readonly typed?: Readonly<Record<string, string>>;
}

async function confirms(driver: Driver, { condition, what, typed = {} }: Condition): Promise<void> {
  const does = async () => {
    const step = await driver.write(mette, 'trin ODE-002');
    await driver.tap(mette, step, { action: 'Registrér', data: { condition } });
    const form = standingNow(driver, personalChat(mette), step.activityId);
    if (!inputsOf(form.card).some((i) => i.id === 'date')) return '';
    const inputs = { date: '2026-11-02', ...typed };
    return (await driver.tap(mette, form, { action: 'step.met', inputs })).text;
  };
  const looks = () => asks(driver, mette, 'trin ODE-002');
  await seeTo({ does, says: `✔ ${what}`, looks, sees: `✔ ${what}` });
}

/** Tuesday to Wednesday: agenda, attendance, question round, decision (4). */
async function meets(driver: Driver): Promise<void> {
  await driver.playTo('2026-11-03 13:00');
  await comes(driver, bodil);
  await comes(driver, mette);
  await driver.playTo('2026-11-04 15:10');
  await reviews(driver, 'Drøftet', 'ODE-001');
  await reviews(driver, 'Beslutning truffet', 'ODE-002');
  await driver.playTo('2026-11-04 15:20');
  await decides(driver);
}

/** On the card that came, in the channel or in person; where neither came, on the one that is asked for. */
async function comes(driver: Driver, who: TeamsPerson): Promise<void> {
  const does = async () => {
    const agenda = newestSaying(driver, WEEK_CHANNEL, 'Dagsorden');
    if (who === bodil && agenda !== null)
      return (await driver.tap(who, agenda, { action: 'Jeg kommer', place: WEEK_CHANNEL })).text;
    const own = newestFor(driver, who, 'Forbered') ?? (await driver.write(who, 'konference'));
    return (await driver.tap(who, own, { action: 'Jeg kommer' })).text;
  };
  // Saying it again changes nothing.
  await seeTo({ does, says: who === bodil ? who.name : 'Du har svaret: Jeg kommer', looks: async () => '', sees: '-' });
}

async function reviews(driver: Driver, outcome: string, alias: string): Promise<void> {
  const does = async () => {
    const posted = newestSaying(driver, WEEK_CHANNEL, 'Hvad kom der ud af konferencen?');
    if (posted !== null) {
      const { course } = actionBeside(posted.card, alias, outcome);
      return (await driver.tap(bodil, posted, { action: outcome, data: { course }, place: WEEK_CHANNEL })).text;
    }
    const own = await driver.write(bodil, 'konference');
    await driver.tap(bodil, own, { action: 'conference.round' });
    const round = standingNow(driver, personalChat(bodil), own.activityId);
    const { course } = actionBeside(round.card, alias, outcome);
    return (await driver.tap(bodil, round, { action: outcome, data: { course } })).text;
  };
  // Answering the same again changes nothing.
  await seeTo({ does, says: `${outcome} · ${bodil.name}`, looks: async () => '', sees: '-' });
}

async function decides(driver: Driver): Promise<void> {
  const does = async () => {
    const form = newestFor(driver, mette, 'Hvad blev besluttet?');
    if (form === null) return sendsAgain(driver, 'kort til konferencens beslutning', '2026-11-04 15:20');
    const owner = choice(form.card, 'owner', bodil.name);
    const inputs = { text: 'Indkald til samtale om skånehensyn', owner, due: '2026-11-06' };
    return (await driver.tap(mette, form, { action: 'Gem', inputs })).text;
  };
  const looks = () => asks(driver, bodil, 'i dag');
  await seeTo({ does, says: bodil.name, looks, sees: 'Indkald til samtale' });
}

/** What may not have arrived is sent again by the leader's word, never by itself (product.md 5). They see to what stands before it first. */
async function sendsAgain(driver: Driver, what: string, now: string): Promise<string> {
  for (let seen = 0; seen < 20; seen += 1) {
    const list = await driver.write(lars, 'i dag');
    if (textOf(list.card).includes(what)) {
      const { row } = actionBeside(list.card, what, 'Send igen');
      await driver.tap(lars, list, { action: 'Send igen', data: { row } });
      await driver.playTo(now);
      return '';
    }
    if (!textOf(list.card).includes('Er set')) return '';
    await driver.tap(lars, list, { action: 'Er set' });
  }
  return '';
}

/** Thursday: the rest of step 1 is confirmed, the step is completed, and the clinician enters the consent in the journal. */
async function completesTheStep(driver: Driver): Promise<void> {
  await driver.playTo('2026-11-05 10:00');
  const typed = { goal: 'position', words: 'Kok i en kantine' };
  await confirms(driver, { condition: 'jobGoalBegun', what: 'Borgerens eget jobmål', typed });
  await confirms(driver, { condition: 'specialistInMinPlan', what: 'IPS-konsulentens navn' });
  const completes = async () => {
    const step = await driver.write(mette, 'trin ODE-002');
    if (!textOf(step.card).includes('Afslut trin 1')) return '';
    return (await driver.tap(mette, step, { action: 'Afslut trin 1' })).text;
  };
  const looks = () => asks(driver, mette, 'trin ODE-002');
  await seeTo({ does: completes, says: 'Trin 2 er begyndt', looks, sees: 'Trin 2' });
  const enters = async () => {
    const receipt = await driver.write(bodil, 'samtykke ODE-002');
    if (!textOf(receipt.card).includes('Indført i journalen')) return '';
    return (await driver.tap(bodil, receipt, { action: 'consent.journal' })).text;
  };
  const consent = () => asks(driver, bodil, 'forløb ODE-002');
  await seeTo({ does: enters, says: 'indført i', looks: consent, sees: 'indført i journalen' });
}

/** Friday: the clinician's digest brings the task, and it is done. */
async function doesTheTask(driver: Driver): Promise<void> {
  await driver.playTo('2026-11-06 09:00');
  const does = async () => {
    const list = newestFor(driver, bodil, 'Indkald til samtale') ?? (await driver.write(bodil, 'i dag'));
    if (!textOf(list.card).includes('Udført')) return '';
    return (await driver.tap(bodil, list, { action: 'Udført' })).text;
  };
  const looks = async () => ((await asks(driver, bodil, 'i dag')).includes('Indkald til samtale') ? '' : 'gone');
  await seeTo({ does, says: 'opgaven er udført', looks, sees: 'gone' });
}

/** Monday after: the citizen takes the consent back; Tuesday's agenda knows nothing of the course. */
async function withdraws(driver: Driver): Promise<void> {
  await driver.playTo('2026-11-09 10:00');
  const does = async () => {
    const receipt = await driver.write(mette, 'samtykke ODE-001');
    if (!textOf(receipt.card).includes('Træk samtykket tilbage')) return '';
    return (await driver.tap(mette, receipt, { action: 'Træk samtykket tilbage' })).text;
  };
  const looks = () => asks(driver, mette, 'forløb ODE-001');
  await seeTo({ does, says: 'trukket tilbage', looks, sees: 'uden samarbejde' });
}
