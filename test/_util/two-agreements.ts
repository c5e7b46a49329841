import type { Tx } from '../../src/app/ports.ts';
import { LocalTime } from '../../src/domain/calendar/time.ts';
import { AgreementId, ConferenceId, ConversationId, OrganisationId, UserId } from '../../src/domain/ids.ts';
import type { Role } from '../../src/domain/people.ts';
import { ADMIN, type TestBot, type TestBotOptions } from './bot.ts';
import { assigned, consented, day, journaled, opened, referred, started, terms } from './builders.ts';
import { channel, person, type TeamsPerson } from './http.ts';
import { idOf, ODENSE, PEOPLE, SHARED_CHANNEL, startOdense } from './odense.ts';
import { reschedule } from './odense-conference.ts';
import { addCourse, runningA, runningB1, taskFor, withK3 } from './odense-courses.ts';
import { lineAgreed, packageSent, stepUpBegun, talkHeld } from './step-ups.ts';

/** The other agreement, whose people, conference and courses are nobody's business in Odense. */
const ANHOLT = AgreementId.parse('anholt');
export const ANHOLT_CHANNEL = channel('anholt-faelles');
export const ANHOLT_MEETING = 'anholt-conference:2026-11-11';
export const ODENSE_MEETING = 'odense-conference:2026-11-11';
export const HELD_MEETING = 'odense-conference:2026-11-04';

/** Odense's people and those around them: another team, another agreement, an administrator, and somebody without a role. */
export const EVERYBODY = {
  ...PEOPLE,
  admin: ADMIN,
  lise: person('Lise Leder'),
  mads: person('Mads Konsulent'),
  rune: person('Rune Rolleløs'),
  asta: person('Asta Anholtsen'),
  anton: person('Anton Anholtsen', { tenantId: 'tenant-psykiatri' }),
  alma: person('Alma Anholtsen'),
} as const;
export type Body = keyof typeof EVERYBODY;

interface Post {
  readonly role: Role;
  readonly organisation: string;
  readonly leader: string | null;
}
const POSTS: Readonly<Partial<Record<Body, Post>>> = {
  lise: { role: 'leader', organisation: 'jobcenter-odense', leader: null },
  mads: { role: 'specialist', organisation: 'jobcenter-odense', leader: 'user-lise' },
  asta: { role: 'specialist', organisation: 'jobcenter-anholt', leader: 'user-alma' },
  anton: { role: 'clinician', organisation: 'lokalpsykiatri-anholt', leader: null },
  alma: { role: 'leader', organisation: 'jobcenter-anholt', leader: null },
};

/**
 * Two agreements on Monday 9 Nov 2026, with a course for every case of product.md section 4: own, a colleague's, another team's, another
 * agreement's, and the other side's without consent.
 */
export async function startTwoAgreements(options: TestBotOptions = {}): Promise<TestBot> {
  const trinvis = await startOdense({ at: '2026-11-09 09:00', ...options });
  await trinvis.bot.store.transaction(async (tx) => {
    await tx.organisations.save({
      id: OrganisationId.parse('jobcenter-anholt'),
      name: 'Jobcenter Anholt',
      side: 'jobCentre',
    });
    await tx.organisations.save({
      id: OrganisationId.parse('lokalpsykiatri-anholt'),
      name: 'Lokalpsykiatri Anholt',
      side: 'psychiatry',
    });
    for (const [name, post] of Object.entries(POSTS)) await addPost(tx, EVERYBODY[name as Body], { name, post });
    await addAnholt(tx, trinvis);
  });
  for (const name of ['admin', 'rune', 'lise', 'mads', 'asta', 'anton', 'alma'] as const)
    await trinvis.write(EVERYBODY[name], 'hjælp');
  await trinvis.write(PEOPLE.karen, 'hjælp', channel('faelles', { id: SHARED_CHANNEL }));
  await trinvis.write(EVERYBODY.alma, 'hjælp', ANHOLT_CHANNEL);
  await addCourses(trinvis);
  await reschedule(trinvis);
  return trinvis;
}

async function addPost(tx: Tx, who: TeamsPerson, at: { readonly name: string; readonly post: Post }): Promise<void> {
  const id = UserId.parse(`user-${at.name}`);
  const { role, organisation, leader } = at.post;
  await tx.users.save({
    id,
    name: who.name,
    role,
    organisation: OrganisationId.parse(organisation),
    leader: leader === null ? null : UserId.parse(leader),
    language: 'da',
    welcomed: true,
    digestAt: null,
  });
  await tx.users.linkIdentity({ tenantId: who.tenantId, objectId: who.objectId }, id);
}

async function addAnholt(tx: Tx, trinvis: TestBot): Promise<void> {
  const organiser = UserId.parse('user-alma');
  const agreed = terms({
    code: 'ANO',
    jobCentre: OrganisationId.parse('jobcenter-anholt'),
    clinic: OrganisationId.parse('lokalpsykiatri-anholt'),
  });
  const when = { weekday: 3, start: LocalTime.parse('10:00'), minutes: 60, everyWeeks: 1 } as const;
  const conference = {
    id: ConferenceId.parse('anholt-conference'),
    name: 'Anholtkonferencen',
    when: { ...when, from: day('2026-11-04'), until: agreed.validTo },
    place: 'Anholtsalen',
    invited: [],
  };
  await tx.events.append('agreement', ANHOLT, {
    revision: 0,
    events: [
      { type: 'AgreementSetUp', agreement: ANHOLT, terms: agreed, organiser },
      { type: 'ConferenceSetUp', conference },
      { type: 'ChannelBound', channel: ConversationId.parse(ANHOLT_CHANNEL.id), kind: 'shared' },
    ],
    at: trinvis.clock.now(),
    by: organiser,
  });
  await tx.agreements.save({ id: ANHOLT, code: 'ANO', jobCentre: agreed.jobCentre, clinic: agreed.clinic });
}

async function addCourses(trinvis: TestBot): Promise<void> {
  const START = '2026-10-12';
  const by = (name: Body) => UserId.parse(`user-${name}`);
  const alone = (name: Body, clinician: Body) => [
    opened(START, { referredBy: by(name), clinician: by(clinician) }),
    assigned(START, by(name)),
  ];
  const shared = [...consented(START), ...journaled(START, START), ...started(START)];
  const task = taskFor('mette', 'task-1', { agreed: '2026-11-04', due: '2026-11-10' });
  await addCourse(trinvis, 'ODE-001', runningA(START), task);
  await addCourse(trinvis, 'ODE-002', runningB1(START), withK3(START));
  await addCourse(trinvis, 'ODE-003', runningA(START, { specialist: 'morten', clinician: 'birger' }));
  await addCourse(trinvis, 'ODE-004', alone('mads', 'birger'), shared);
  const talked = [...stepUpBegun('2026-11-02'), ...packageSent('2026-11-03'), talkHeld('2026-11-04')];
  await addCourse(trinvis, 'ODE-005', runningB1(START), talked, lineAgreed('2026-11-04', '2026-11-20'));
  await addCourse(trinvis, 'ODE-006', referred(START, { referredBy: idOf('bodil'), clinician: idOf('bodil') }));
  await addCourse(trinvis, 'ODE-007', alone('mette', 'bodil'));
  const unassigned = { referredBy: idOf('lars'), clinician: null, caseworker: idOf('sanne') };
  await addCourse(trinvis, 'ODE-008', opened(START, unassigned));
  // The numbers of the aliases above are taken.
  await trinvis.bot.store.transaction(async (tx) => {
    for (let taken = 0; taken < 8; ) taken = await tx.courses.takeNumber(ODENSE);
  });
  const anholt = { agreement: ANHOLT, referredBy: by('asta'), clinician: by('anton') };
  await addCourse(trinvis, 'ANO-101', opened(START, anholt), assigned(START, by('asta')), shared);
}
