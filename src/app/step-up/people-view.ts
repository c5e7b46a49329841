import { z } from 'zod';
import { invitations } from '../../domain/step-up/participants.ts';
import { Representative } from '../../domain/step-up/step-up.ts';
import type { ShownCourse } from '../courses/load-course.ts';
import type { ActingSession } from '../courses/reader.ts';
import { textAgain } from '../jobs/job-text.ts';
import type { View } from '../view.ts';
import { shownStepUp } from './step-up-view.ts';

/** The names of those invited from outside, and whether the network is wished for. */
export const TypedPeople = z.object({
  healthRepresentative: z.string().max(100_000).default(''),
  familyRepresentative: z.string().max(100_000).default(''),
  network: z.string().max(100_000).default(''),
  wished: z.string().max(10).default('false'),
});
export type TypedPeople = z.infer<typeof TypedPeople>;

/** What was typed, and what was wrong with it. */
export interface PeopleForm {
  readonly course: ShownCourse;
  readonly typed?: TypedPeople;
  readonly errors?: Readonly<Partial<Record<Representative, string>>>;
  readonly notice?: string;
}

/** U2, K4: only those who may be invited are asked for by name; the network if it is wished for. */
export async function stepUpPeopleView(session: ActingSession, form: PeopleForm): Promise<View | null> {
  const { say, language } = session;
  const { course, errors = {}, notice = '' } = form;
  const stepUp = shownStepUp(course);
  if (stepUp === null) return null;
  const { id, alias } = course.shown.value;
  const notes = await session.tx.vault.notes([...stepUp.names.values()]);
  const nameOf = (who: Representative) => {
    const note = stepUp.names.get(who);
    return note === undefined ? '' : (notes.get(note) ?? '');
  };
  const may = new Set(invitations(stepUp, true).flatMap((i) => (i.invited ? [i.who] : [])));
  const typed = form.typed ?? {
    ...Object.fromEntries(Representative.options.map((who) => [who, nameOf(who)])),
    wished: String(stepUp.network),
  };
  return {
    card: 'step-up-people',
    language,
    data: {
      title: `${alias} · ${say('stepUp.people')}`,
      notice,
      has: { health: may.has('healthRepresentative'), family: may.has('familyRepresentative') },
      ...Object.fromEntries(Object.entries(typed).map(([field, text]) => [field, textAgain(text)])),
      errors: { healthRepresentative: '', familyRepresentative: '', network: '', ...errors },
      ids: { course: id, rev: String(course.revision) },
      course: id,
    },
    summary: say('summary.answer'),
    about: { view: 'stepUpForm', subject: id },
    discloses: [id],
  };
}
