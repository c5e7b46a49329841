import { giveRole } from '../app/people/give-role.ts';
import type { Tx } from '../app/ports.ts';
import { addMinutes, type Instant, LocalTime, PlainDate, toInstant } from '../domain/calendar/time.ts';
import type { CourseId } from '../domain/ids.ts';
import { type AsMember, membersOf, type Seedbed } from './as-member.ts';
import { CAST, identityOf, type Member, memberByKey } from './cast.ts';
import { makeHappen } from './make-happen.ts';
import { setUpConferences, setUpExamples } from './seed-agreements.ts';
import { openExample } from './seed-courses.ts';
import { seedTraining } from './seed-training.ts';
import { type Example, storyMoments } from './story.ts';

/** The day on which everybody first wrote to the bot; everything else comes after. */
const FIRST_DAY = toInstant(PlainDate.parse('2025-01-02'), LocalTime.parse('09:00'));

const LAST_DAY = toInstant(PlainDate.parse('2026-10-30'), LocalTime.parse('15:00'));

/**
 * Writes the examples through the ordinary use cases, in the order in which it all would have happened (the clock moved along).
 * Nothing is sent: nobody has opened a chat before the visitor comes.
 */
export async function seed(bed: Seedbed): Promise<void> {
  const asMember = membersOf(bed);
  for (const { key } of CAST) await asMember(key, FIRST_DAY, async () => undefined);
  await giveRoles(asMember, (m) => m.organisation === null || m.role === 'coordinator', addMinutes(FIRST_DAY, 10));
  await setUpExamples(asMember, addMinutes(FIRST_DAY, 20));
  await giveRoles(asMember, (m) => m.leader === null, addMinutes(FIRST_DAY, 30));
  await giveRoles(asMember, () => true, addMinutes(FIRST_DAY, 40));
  const ids = new Map<Example, CourseId>();
  for (const { at, example, happening } of storyMoments()) {
    const course = ids.get(example);
    if (happening === null) ids.set(example, await openExample(asMember, example, at));
    else if (course !== undefined) await makeHappen(asMember, { example, course, happening, at });
  }
  await seedTraining(asMember, LAST_DAY);
  await setUpConferences(asMember, LAST_DAY);
}

/** Roles, organisations and leaders as the administrator gives them; who has theirs already keeps it. */
async function giveRoles(asMember: AsMember, whom: (member: Member) => boolean, at: Instant): Promise<void> {
  for (const member of CAST.filter(whom)) {
    await asMember('administrator', at, async (session) => {
      const user = await session.tx.users.byIdentity(identityOf(member));
      if (user === null) throw new Error(`${member.key} has not entered`);
      const gift = await giftFor(session.tx, member);
      const given = await giveRole(session, user, { role: member.role, language: 'da', ...gift });
      if (given.kind === 'problem') throw new Error(`${member.key} got no role: ${given.problem}`);
    });
  }
}

async function giftFor(tx: Tx, { organisation, leader }: Member) {
  const place = (await tx.organisations.all()).find((o) => o.name === organisation) ?? null;
  const boss = leader === null ? null : await tx.users.byIdentity(identityOf(memberByKey(leader)));
  return { organisation: place?.id ?? null, leader: boss?.id ?? null };
}
