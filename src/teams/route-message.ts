import type { Session } from '../app/context.ts';
import { showCourse } from '../app/courses/load-course.ts';
import { courseIdOf } from '../app/courses/on-course.ts';
import { asActing } from '../app/courses/reader.ts';
import { helpView, isOffered } from '../app/help/help-view.ts';
import { type Answer, card, notice, type View } from '../app/view.ts';
import type { Disclosed } from '../domain/access.ts';
import type { Course } from '../domain/course/course.ts';
import { looksLikeCpr } from '../domain/cpr.ts';
import type { Command } from './commands/command.ts';
import { readCommand } from './commands/read-command.ts';

/** The longest line that is read; nobody types a command of that length. */
const LONGEST_LINE = 500;

/** Answers a typed line: always something, never an echo of what was typed (P4, N2). */
export async function routeMessage(session: Session, text: string, commands: readonly Command[]): Promise<Answer> {
  if (looksLikeCpr(text)) return notice(session.say('errors.cprTyped'));
  if (session.place !== 'personal' && text === '') return card(helpView(session, commands));
  if (text.length > LONGEST_LINE) return notice(session.say('errors.tooLong'));
  const asked = readCommand(text, commands);
  if (asked.kind === 'unknown') return card(helpView(session, commands, { unknown: true }));
  const refusal = refuse(session, asked.command, commands);
  if (refusal !== null) return refusal;
  if (asked.kind === 'almost') return card(await didYouMean(session, asked.command, asked.rest));
  return asked.command.run(session, asked.rest, commands);
}

function refuse(session: Session, command: Command, commands: readonly Command[]): Answer | null {
  if (isOffered(session, command)) return null;
  const { place, say } = session;
  if (place !== 'personal' && command.where.includes('personal') && !command.where.includes(place)) {
    return notice(say('errors.personalOnly'));
  }
  if (place === 'personal' && !command.where.includes('personal')) return notice(say('errors.channelOnly'));
  if (session.viewer === null) return card(helpView(session, commands));
  if (place === 'channel' && session.channel === null && command.unboundChannel !== true) {
    return notice(say('errors.unboundChannel'));
  }
  return notice(say('errors.notForRole'));
}

/** A command word with one typing error is offered, never carried out (product.md 2); with the alias where it is one of their own (K14). */
async function didYouMean(session: Session, command: Command, rest: string): Promise<View> {
  const course = await ownCourse(session, rest);
  const alias = course?.value.alias ?? null;
  const word = session.say(`commands.${command.id}.word`);
  return {
    card: 'did-you-mean',
    language: session.language,
    data: { word: alias === null ? word : `${word} ${alias}`, command: command.id, rest: alias ?? '' },
    summary: session.say('summary.answer'),
    about: { view: 'didYouMean', subject: command.id },
    discloses: course === null ? [] : [course.value.id],
  };
}

async function ownCourse(session: Session, typed: string): Promise<Disclosed<Course> | null> {
  const acting = session.place === 'personal' ? asActing(session) : null;
  const id = acting === null ? null : await courseIdOf(session, typed);
  return acting === null || id === null ? null : ((await showCourse(acting, acting.viewer, id))?.shown ?? null);
}
