import { z } from 'zod';
import type { Session } from '../../app/context.ts';
import { type ActingSession, asActing } from '../../app/courses/reader.ts';
import { enterTraining, undoTraining } from '../../app/training/enter-training.ts';
import { trainingView } from '../../app/training/training-view.ts';
import { type Answer, card, notice } from '../../app/view.ts';
import { RegisteredKind } from '../../domain/training.ts';
import { action, andInputs } from './action.ts';

const id = z.string().max(200);
const page = z.string().regex(/^\d{1,3}$/);

/** The register is kept by leaders and coordinators (S4). */
function asKeeper(session: Session, run: (acting: ActingSession) => Promise<Answer>): Promise<Answer> | Answer {
  const acting = asActing(session);
  const keeps = acting?.viewer.colleague.role === 'leader' || acting?.viewer.colleague.role === 'coordinator';
  return acting === null || !keeps ? notice(session.say('errors.notForRole')) : run(acting);
}

/** From a list or a digest to the register. */
export const trainingOpen = action({
  verb: 'training.open',
  on: ['digest', 'today'],
  data: andInputs({}),
  run: async (session) => asKeeper(session, async (acting) => card(await trainingView(acting))),
});

/** Another page of people. */
export const trainingPage = action({
  verb: 'training.page',
  on: ['training'],
  data: andInputs({ page }),
  run: async (session, sent) =>
    asKeeper(session, async (acting) => card(await trainingView(acting, { page: Number(sent.page) }))),
});

/** One tap beside a person or an agreement enters what was held on the day in the field (S4). */
export const trainingEnter = action({
  verb: 'training.enter',
  on: ['training'],
  data: z.strictObject({
    about: id,
    kind: RegisteredKind,
    date: z.string().max(100).default(''),
    page,
  }),
  run: async (session, sent) =>
    asKeeper(session, (acting) => enterTraining(acting, { ...sent, page: Number(sent.page) })),
});

/** "Fortryd": what was just entered is taken back. */
export const trainingUndo = action({
  verb: 'training.undo',
  on: ['training'],
  data: andInputs({ entry: id, page }),
  run: async (session, sent) =>
    asKeeper(session, (acting) => undoTraining(acting, { entry: sent.entry, page: Number(sent.page) })),
});
