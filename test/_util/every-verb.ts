import { z } from 'zod';
import { roleRevision } from '../../src/app/people/role-revision.ts';
import { PlainDate } from '../../src/domain/calendar/time.ts';
import { ActivityId, Alias, ConversationId, PersonId, PostedId, RequestId, type UserId } from '../../src/domain/ids.ts';
import { ACTIONS } from '../../src/teams/actions/index.ts';
import type { TestBot } from './bot.ts';
import { channel, personalChat, type TeamsPlace } from './http.ts';
import { ODENSE, SHARED_CHANNEL } from './odense.ts';
import { courseIdOf } from './odense-courses.ts';
import { type Body, EVERYBODY, HELD_MEETING, ODENSE_MEETING } from './two-agreements.ts';

export const SHARED: TeamsPlace = channel('faelles', { id: SHARED_CHANNEL });

/** What one verb's card sends when everything is in order, who taps it, and what the card is about. */
export interface Sent {
  readonly who: Body;
  readonly data: Readonly<Record<string, unknown>>;
  /** What the card is recorded under. */
  readonly subject: string;
  readonly place?: TeamsPlace;
}

/** Every verb with what its card sends, for the courses of `startTwoAgreements`. */
export async function everyVerb(trinvis: TestBot): Promise<ReadonlyMap<string, Sent>> {
  const known = await wellKnown(trinvis);
  return new Map(ACTIONS.map(({ verb, data }) => [verb, known[verb] ?? guessed(data)]));
}

/** A verb nobody has described: its fields, with an own course and little else. */
function guessed(schema: unknown): Sent {
  const inside = schema instanceof z.ZodPipe ? schema.out : schema;
  const shape = inside instanceof z.ZodObject ? Object.keys(inside.shape) : [];
  const data = Object.fromEntries(shape.map((field) => [field, field === 'course' ? courseIdOf('ODE-001') : 'x']));
  return { who: 'mette', data, subject: courseIdOf('ODE-001') };
}

/** What cards send when everything is in order. */
export async function wellKnown(trinvis: TestBot): Promise<Readonly<Record<string, Sent>>> {
  const rev = (alias: string) => revisionOf(trinvis, 'course', courseIdOf(alias));
  const [rev1, rev2, rev6, rev7, rev8, rev5] = await Promise.all(
    ['ODE-001', 'ODE-002', 'ODE-006', 'ODE-007', 'ODE-008', 'ODE-005'].map(rev),
  );
  const terms = await revisionOf(trinvis, 'agreement', ODENSE);
  await addRequest(trinvis);
  const rune = await userOf(trinvis, 'rune');
  const morten = await userOf(trinvis, 'morten');
  const on = (alias: string) => ({ course: courseIdOf(alias) });
  const own = (data: Sent['data'], subject: string = courseIdOf('ODE-001')): Sent => ({ who: 'mette', data, subject });
  const admin = (data: Sent['data']): Sent => ({ who: 'admin', data, subject: rune.id });
  const inChannel = (data: Sent['data']): Sent => ({ who: 'karen', data, subject: ODENSE, place: SHARED });
  const meeting = (data: Sent['data']): Sent => own({ meeting: ODENSE_MEETING, ...data }, ODENSE_MEETING);
  const decision = own(
    {
      ...on('ODE-001'),
      meeting: HELD_MEETING,
      task: '0b8a2c9e-7d2f-4b1a-9c3e-5f6a7b8c9d0e',
      text: 'Ring til banken',
      owner: 'user-mette',
      due: '2026-11-20',
    },
    `${courseIdOf('ODE-001')}#${HELD_MEETING}`,
  );
  const contact = { ...on('ODE-001'), rev: rev1, day: '2026-11-09', from: 'command' };
  const consented = { ...on('ODE-007'), rev: rev7, latest: '2027-11-08', purpose: 'K1', ...CONSENT };
  const journal = { ...on('ODE-002'), rev: rev2 };
  return {
    'command.run': own({ command: 'help', rest: '' }, 'help'),
    'roles.list': admin({ page: '1' }),
    'roles.pick': admin({ user: rune.id }),
    'roles.save': admin({ user: morten.id, rev: roleRevision(morten), ...ROLE }),
    'roles.same': admin({ user: rune.id }),
    'roles.link': admin({ user: rune.id, colleague: 'user-morten' }),
    'setUp.open': inChannel({ agreement: ODENSE }),
    'setUp.page': inChannel({ ...SET_UP, rev: terms, page: '1', to: '2' }),
    'setUp.conference': inChannel({ rev: terms, conference: 'new' }),
    'setUp.bind': inChannel({ rev: terms, agreement: ODENSE, kind: 'jobCentre' }),
    'delivery.resend': own({ row: '1' }, '2026-11-09'),
    'delivery.seen': own({ row: '1' }, '2026-11-09'),
    'newCourse.choose': own({ agreement: ODENSE, programme: 'ips' }),
    'newCourse.back': own(OPENING),
    'newCourse.open': own({ ...OPENING, agreement: ODENSE, programme: 'ips', anyway: 'false' }),
    'list.more': own({ page: '0' }, '2026-11-09'),
    'list.open': own({}),
    'task.done': own({ ...on('ODE-001'), task: 'task-1', rev: rev1 }, '2026-11-09'),
    'contact.form': own(on('ODE-001')),
    'contact.quick': own({ ...contact, on: '2026-11-09', how: 'phone', date: '2026-11-09', what: '' }),
    'contact.record': own({ ...contact, date: '2026-11-08', what: 'phone' }),
    'conference.attend': meeting({ answer: 'coming' }),
    'conference.want': meeting({ ...on('ODE-001') }),
    'conference.page': meeting({ page: '1' }),
    'conference.review': {
      who: 'mette',
      data: { meeting: HELD_MEETING, ...on('ODE-001'), outcome: 'decided', page: '1' },
      subject: `${HELD_MEETING}#1`,
      place: SHARED,
    },
    'conference.round': meeting({ meeting: HELD_MEETING }),
    'conference.show': meeting({ date: '', start: '' }),
    'conference.change': { ...meeting({}), who: 'lars' },
    'conference.move': { ...meeting({ date: '2026-11-12', start: '10:00' }), who: 'lars' },
    'conference.cancel': { ...meeting({ date: '2026-11-12', start: '10:00' }), who: 'lars' },
    'decision.save': decision,
    'decision.more': decision,
    'decision.done': decision,
    'consent.open': own(on('ODE-001')),
    'consent.form': own(on('ODE-001')),
    'consent.save': own(consented),
    'consent.no': own(on('ODE-007')),
    'consent.refuse': own({
      ...on('ODE-007'),
      rev: rev7,
      which: 'both',
      on: '2026-11-09',
      form: 'oral',
      purpose: 'K1',
    }),
    'consent.journal': own(journal),
    'consent.withdraw': own({ ...on('ODE-001'), rev: rev1, purpose: 'K1' }),
    'wishes.form': own(on('ODE-001')),
    'wishes.save': own({ ...on('ODE-001'), rev: rev1, meetings: 'yes', network: 'no', on: '2026-11-09' }),
    'course.open': own(on('ODE-001')),
    'courses.page': own({ page: '0' }, '0'),
    'course.askName': own(on('ODE-001')),
    'course.name': own({ ...on('ODE-001'), rev: rev1, chosen: 'contactCitizen' }),
    'course.askSpecialist': { ...own(on('ODE-008')), who: 'lars' },
    'course.assign': { ...own({ ...on('ODE-008'), rev: rev8, chosen: 'user-mette' }), who: 'lars' },
    'course.askDecline': own(on('ODE-007')),
    'course.decline': { ...own({ ...on('ODE-006'), rev: rev6, chosen: 'moved' }), who: 'bodil' },
    'visitation.form': own({ ...on('ODE-002'), what: 'exemption' }),
    'visitation.answer': { ...own({ ...on('ODE-002'), rev: rev2, ...GROUP }), who: 'sanne' },
    'step.form': own(on('ODE-002')),
    'step.met': own({ ...on('ODE-002'), rev: rev2, ...CONDITION }),
    'step.complete': own({ ...on('ODE-002'), rev: rev2 }),
    'course.askPerson': own({ ...on('ODE-001'), who: 'clinician' }),
    'course.clinician': own({ ...on('ODE-001'), rev: rev1, chosen: 'user-birger' }),
    'course.caseworker': own({ ...on('ODE-001'), rev: rev1, chosen: 'user-sanne' }),
    'course.askConference': own(on('ODE-001')),
    'course.conference': own({ ...on('ODE-001'), rev: rev1, chosen: 'odense-conference-2' }),
    ...stepUps({ begin: { ...on('ODE-002'), rev: rev2 }, going: { ...on('ODE-005'), rev: rev5 } }),
    'course.close': own({ ...on('ODE-001'), rev: rev1, reason: 'moved' }),
    'training.open': { ...own({}), who: 'lars' },
    'training.page': { ...own({ page: '1' }), who: 'lars' },
    'training.enter': { ...own({ about: 'user-mette', kind: 'day1', date: '2026-11-09', page: '1' }), who: 'lars' },
    'training.undo': { ...own({ entry: 'training-1', page: '1' }), who: 'lars' },
    'employer.form': own(on('ODE-001')),
    'employer.save': own({ ...on('ODE-001'), rev: rev1, ...EMPLOYER }),
    'partners.open': own(on('ODE-001')),
    'partners.add': own({
      ...on('ODE-001'),
      rev: rev1,
      partner: NEW_ID,
      choice: 'homeSupport',
      words: 'Kirsten Friis',
    }),
    'partners.remove': own({ ...on('ODE-001'), rev: rev1, partner: 'partner-1' }),
    'waiting.form': { ...own(on('ODE-008')), who: 'lars' },
    'waiting.save': { ...own({ ...on('ODE-008'), rev: rev8, date: '2026-12-01' }), who: 'lars' },
    'principles.open': own(on('ODE-001')),
    'request.register': admin({ course: courseIdOf('ODE-001'), kind: 'access', receivedOn: '2026-11-09' }),
    'request.open': admin({ request: REQUEST }),
    'request.erase': admin({ request: REQUEST, confirm: 'true' }),
    'request.refuse': admin({ request: REQUEST, ground: 'journalDuty' }),
    'deadlines.more': own({ page: '0' }),
  };
}

/** A step-up to begin, and one whose talk was held (U0–U3). */
function stepUps({ begin, going }: Readonly<Record<'begin' | 'going', Sent['data']>>): Readonly<Record<string, Sent>> {
  const subject = String(going.course);
  const at = (more: Sent['data']): Sent => ({ who: 'sanne', data: { ...going, ...more }, subject });
  const { rev: _rev, ...course } = going;
  const plain = (more: Sent['data'] = {}): Sent => ({ who: 'sanne', data: { ...course, ...more }, subject });
  const present = 'citizen,caseworker,specialist';
  return {
    'stepUp.open': plain({ phase: 'talks' }),
    'stepUp.form': plain({ what: 'end' }),
    'stepUp.begin': {
      who: 'sanne',
      data: { ...begin, stepUp: NEW_ID, ...STEP_UP },
      subject: String(begin.course),
    },
    'stepUp.answer': at({ what: 'talk', talk: NEW_ID, date: '2026-11-18', choice: '' }),
    'stepUp.people': at({ healthRepresentative: 'Hanne', familyRepresentative: '', network: '', wished: 'false' }),
    'stepUp.sent': at({}),
    'stepUp.held': at({ talk: NEW_ID, date: '2026-11-09', present, decisions: 'newEfforts' }),
    'stepUp.line': at({
      line: NEW_ID,
      kind: 'effort',
      text: 'Mentor',
      followUpBy: 'caseworker',
      due: '2026-11-20',
    }),
    'stepUp.done': at({ line: 'line-consideration' }),
    'stepUp.minPlan': at({}),
    'stepUp.copy': plain(),
  };
}

/** As a form gives it to what it is about to begin. */
const NEW_ID = '0b8a2c9e-7d2f-4b1a-9c3e-5f6a7b8c9d1f';
const STEP_UP = {
  dragsOut: 'true',
  dragsOutWords: 'Det trækker ud',
  barrier: 'health',
  children: '',
  notEnough: 'true',
  notEnoughWords: 'Samarbejdet er ikke nok',
  documentsDue: '2026-11-20',
};
const ROLE = { role: 'specialist', organisation: 'jobcenter-odense', leader: 'user-lise', language: 'da' };
const CONSENT = {
  psychiatryToJobCentre: 'true',
  jobCentreToPsychiatry: 'true',
  givenOn: '2026-11-09',
  form: 'written',
  evidence: 'Journal, notat om samtykke',
  signature: 'true',
  validTo: '2027-11-08',
  journaled: 'false',
  journaledOn: '2026-11-09',
};
const GROUP = { what: 'group', choice: '2', date: '2026-11-09' };
const CONDITION = { condition: 'jobGoalBegun', date: '2026-11-09', where: 'minPlan', goal: 'field', words: 'Køkken' };
const EMPLOYER = {
  contact: NEW_ID,
  date: '2026-11-09',
  how: 'phone',
  employer: 'Bageriet på Torvet',
  outcome: 'talksOn',
  words: 'Ring igen på mandag',
};
const OPENING = { name: 'Ida Holm', cpr: '670170-1234', source: 'jobCentre', referredOn: '2026-11-09' };
const SET_UP = {
  programmes: 'ips,fsm3',
  validFrom: '2025-01-01',
  validTo: '2028-12-31',
  reviewOn: '2028-06-01',
  officeAccess: 'true',
  contactEveryDays: '10',
  closedDays: '24.12.2026',
  freeWeeks: '',
  draft: 'false',
};

const REQUEST = RequestId.parse('request-1');

/** A citizen's request for erasure that waits for its answer. */
async function addRequest(trinvis: TestBot): Promise<void> {
  const about = {
    course: courseIdOf('ODE-001'),
    alias: Alias.parse('ODE-001'),
    person: PersonId.parse('person-ODE-001'),
  };
  const open = { outcome: null, ground: null, answeredOn: null } as const;
  const received = { agreement: ODENSE, receivedOn: PlainDate.parse('2026-11-09') };
  await trinvis.bot.store.transaction((tx) =>
    tx.requests.save({ id: REQUEST, kind: 'erasure', ...about, ...received, ...open }),
  );
}

async function revisionOf(trinvis: TestBot, kind: 'course' | 'agreement', id: string): Promise<string> {
  return trinvis.bot.store.transaction(async (tx) => {
    if (kind === 'agreement') return String((await tx.events.load('agreement', ODENSE)).revision);
    const { revision } = await tx.events.load('course', courseIdOf(id.replace('course-', '')));
    return String(revision);
  });
}

async function userOf(trinvis: TestBot, name: Body) {
  const user = await trinvis.bot.store.transaction((tx) => tx.users.byIdentity(EVERYBODY[name]));
  if (user === null) throw new Error(`${name} has not written`);
  return user;
}

/** Looked up once: a card is put before somebody thousands of times. */
const WHO = new WeakMap<TestBot, Map<Body, string>>();

/** A card as it would stand before somebody: recorded, so that a tap on it is read. */
export async function stand(
  trinvis: TestBot,
  at: { readonly view: string; readonly sent: Sent; readonly as?: Body },
): Promise<PostedId> {
  const { view, sent, as = sent.who } = at;
  const place = sent.place ?? personalChat(EVERYBODY[as]);
  const id = PostedId.parse(`card-${as}`);
  const known = WHO.get(trinvis) ?? new Map<Body, string>();
  WHO.set(trinvis, known);
  if (!known.has(as)) known.set(as, (await userOf(trinvis, as)).id);
  const viewer = sent.place === undefined ? (`user:${known.get(as) ?? ''}` as const) : `channel:${place.id}`;
  const conversation = ConversationId.parse(place.id);
  const activity = ActivityId.parse('made-up');
  const card = {
    id,
    conversation,
    activity,
    thread: null,
    view,
    subject: sent.subject,
    viewer: viewer as `user:${UserId}`,
  };
  await trinvis.bot.store.transaction((tx) =>
    tx.posted.save({ ...card, state: 'standing', at: trinvis.clock.now() }, []),
  );
  return id;
}

/** The views that a verb stands on. */
export function viewsOf(verb: string): readonly string[] {
  return ACTIONS.find((a) => a.verb === verb)?.on ?? [];
}
