import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { asActing } from '../app/courses/reader.ts';
import { enterTraining } from '../app/training/enter-training.ts';
import { addDays } from '../domain/calendar/dates.ts';
import { type Instant, PlainDate } from '../domain/calendar/time.ts';
import { RegisteredKind } from '../domain/training.ts';
import type { AsMember } from './as-member.ts';
import { CAST, identityOf } from './cast.ts';

/** Lines of the training register (S4): whom or which agreement (its code) they are about, and who enters them. */
const Held = z.strictObject({
  by: z.string(),
  about: z.string(),
  kind: RegisteredKind,
  on: PlainDate,
  /** Held each week from then to this day. */
  weeklyUntil: PlainDate.optional(),
});

/** Enters the examples' training and supervision as whoever keeps the register (S4). */
export async function seedTraining(asMember: AsMember, at: Instant): Promise<void> {
  const file = new URL('examples/training.json', import.meta.url);
  for (const { by, about, kind, on, weeklyUntil } of z.array(Held).parse(JSON.parse(readFileSync(file, 'utf8')))) {
    for (let day = on; day <= (weeklyUntil ?? on); day = addDays(day, 7)) {
      await asMember(by, at, async (session) => {
        const acting = asActing(session);
        if (acting === null) throw new Error(`${by} keeps no register`);
        const member = CAST.find((m) => m.key === about);
        const id =
          member === undefined
            ? (await session.tx.agreements.byCode(about))?.id
            : (await session.tx.users.byIdentity(identityOf(member)))?.id;
        const answer = await enterTraining(acting, { about: id ?? '', kind, date: day, page: 1 });
        if (answer.kind !== 'card' || answer.view.data.error) throw new Error(`${about} has no ${kind} on ${day}`);
      });
    }
  }
}
