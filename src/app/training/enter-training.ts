import { PlainDate } from '../../domain/calendar/time.ts';
import { AgreementId, TrainingId, UserId } from '../../domain/ids.ts';
import { type RegisteredKind, type TrainingEntry, trainingRefused } from '../../domain/training.ts';
import type { Scope } from '../context.ts';
import type { ActingSession } from '../courses/reader.ts';
import { rewakeAgreement } from '../due/agreement-due.ts';
import { formatDateWithYear } from '../format.ts';
import { plain } from '../plain.ts';
import { refusalSentence } from '../refusal-sentence.ts';
import { type Answer, card } from '../view.ts';
import { type Register, registerOf, takes } from './register.ts';
import { trainingView } from './training-view.ts';

/** A tap in the register: who or what it is about, what was held, and the day in the field. */
export interface TrainingTap {
  readonly about: string;
  readonly kind: RegisteredKind;
  readonly date: string;
  readonly page: number;
}

/** Enters a day of training or a supervision (S4): by whoever keeps the register of that person or agreement, and of nobody else. */
export async function enterTraining(session: ActingSession, tap: TrainingTap): Promise<Answer> {
  const { say, tx, today, language } = session;
  const { about, kind, date, page } = tap;
  const again = async (error: string) => card(await trainingView(session, { page, date, error }));
  const register = await registerOf(session);
  if (!takes(register, about, kind)) return again(say('training.notYours'));
  const on = PlainDate.safeParse(date);
  if (!on.success) return again(say('contact.dateNeeded'));
  const subject = kind === 'clinicians' || kind === 'across' ? AgreementId.parse(about) : UserId.parse(about);
  const entry: TrainingEntry = {
    id: TrainingId.parse(session.parts.ids.next()),
    about: subject,
    kind,
    agreement: null,
    on: on.data,
  };
  const known = await tx.training.about([subject]);
  const there = known.find((e) => e.kind === kind && e.on === on.data);
  const refused = there === undefined ? trainingRefused(entry, known, today) : null;
  if (refused !== null) return again(refusalSentence(say, refused));
  if (there === undefined) {
    await tx.training.add(entry);
    await rewake(session, subject);
  }
  const done = say('training.done', {
    what: say(`training.what.${kind}`),
    whom: plain(nameOf(register, about)),
    on: formatDateWithYear(on.data, language),
  });
  return card(await trainingView(session, { page, date, done, entry: there?.id ?? entry.id }));
}

/** Takes back what was entered by mistake. */
export async function undoTraining(
  session: ActingSession,
  { entry, page }: { entry: string; page: number },
): Promise<Answer> {
  const { say, tx } = session;
  const register = await registerOf(session);
  const all = [...register.people, ...register.agreements].flatMap((r) => r.entries);
  const found = all.find((e) => e.id === entry && e.kind !== 'firstCourse');
  if (found === undefined) return card(await trainingView(session, { page, error: say('training.gone') }));
  await tx.training.remove(found.id);
  await rewake(session, found.about);
  return card(await trainingView(session, { page, done: say('training.undone') }));
}

function nameOf({ people, agreements }: Register, about: string): string {
  const person = people.find((p) => p.user.id === about);
  return person?.user.name ?? agreements.find((a) => a.agreement.id === about)?.agreement.terms.code ?? '';
}

/** What is owed under the agreements it concerns is counted anew: an agreement's own, or those of the specialist's first courses. */
async function rewake(scope: Scope, about: TrainingEntry['about']): Promise<void> {
  const entries = await scope.tx.training.about([about]);
  const firsts = entries.flatMap((e) => (e.kind === 'firstCourse' && e.agreement !== null ? [e.agreement] : []));
  const own = (await scope.tx.agreements.all()).filter((a) => a.id === about).map((a) => a.id);
  for (const id of new Set([...firsts, ...own])) await rewakeAgreement(scope, id);
}
