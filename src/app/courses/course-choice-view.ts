import type { Conference } from '../../domain/agreement/agreement.ts';
import { DeclineReason } from '../../domain/course/events.ts';
import { loadAgreement } from '../agreements/load-agreement.ts';
import { weeklyTime } from '../agreements/set-up-facts.ts';
import type { User } from '../ports/records.ts';
import type { View } from '../view.ts';
import type { ShownCourse } from './load-course.ts';
import { colleaguesOf } from './opening.ts';
import type { ActingSession, Reader } from './reader.ts';
import { LookUpPurpose } from './reveal-name.ts';

/** The two who are named on a course beside its specialist: one of the clinic, one of the job centre. */
export type Named = 'clinician' | 'caseworker';

interface Choice {
  readonly what: 'name' | 'assign' | 'conference' | 'decline' | 'handOver' | Named;
  readonly choices: readonly { readonly title: string; readonly value: string }[];
  readonly error: string;
}

/** One question about a course with a list to answer from, before something is done. */
function choiceView(reader: Reader, course: ShownCourse, { what, choices, error }: Choice): View {
  const { say, language } = reader;
  const { id, alias } = course.shown.value;
  return {
    card: 'course-choice',
    language,
    data: {
      title: say(`courseChoice.${what}.title`, { alias }),
      text: say(`courseChoice.${what}.text`),
      label: say(`courseChoice.${what}.label`),
      submit: say(`courseChoice.${what}.submit`),
      verb: `course.${what}`,
      choices,
      error,
      course: id,
      rev: String(course.revision),
    },
    summary: say('summary.answer'),
    about: { view: `course-${what}`, subject: id },
    discloses: [id],
  };
}

/** For what is the name looked up? (product.md 4) */
export function askPurposeView(reader: Reader, course: ShownCourse, error = ''): View {
  const choices = LookUpPurpose.options.map((value) => ({ title: reader.say(`purpose.${value}`), value }));
  return choiceView(reader, course, { what: 'name', choices, error });
}

/** Why does the referral not start? The whole list of A3, without "andet". */
export function askDeclineView(reader: Reader, course: ShownCourse, error = ''): View {
  const choices = DeclineReason.options.map((value) => ({ title: reader.say(`decline.${value}`), value }));
  return choiceView(reader, course, { what: 'decline', choices, error });
}

/** Which of the job centre's specialists takes the course? (A6, A7) */
export async function askSpecialistView(session: ActingSession, course: ShownCourse, error = ''): Promise<View> {
  const { agreement } = await loadAgreement(session, course.shown.value.agreement);
  const specialists = await colleaguesOf(session, agreement.terms.jobCentre, 'specialist');
  const choices = specialists.map((u) => ({ title: u.name, value: u.id }));
  return choiceView(session, course, { what: 'assign', choices, error });
}

/** Which of the job centre's other specialists takes the course over? */
export async function askHandOverView(session: ActingSession, course: ShownCourse, error = ''): Promise<View> {
  const { agreement, specialist } = course.shown.value;
  const { terms } = (await loadAgreement(session, agreement)).agreement;
  const others = (await colleaguesOf(session, terms.jobCentre, 'specialist')).filter((u) => u.id !== specialist);
  const choices = others.map((u) => ({ title: u.name, value: u.id }));
  return choiceView(session, course, { what: 'handOver', choices, error });
}

/** Who is the course's clinician or caseworker from now on? */
export function askPersonView(
  reader: Reader,
  course: ShownCourse,
  {
    who,
    colleagues,
    error = '',
  }: { readonly who: Named; readonly colleagues: readonly User[]; readonly error?: string },
): View {
  const choices = colleagues.map((u) => ({ title: u.name, value: u.id }));
  return choiceView(reader, course, { what: who, choices, error });
}

/** Which of the agreement's other conferences does the course move to? (S2) */
export function askConferenceView(
  reader: Reader,
  course: ShownCourse,
  { conferences, error = '' }: { readonly conferences: readonly Conference[]; readonly error?: string },
): View {
  const choices = conferences.map((c) => ({ title: `${c.name} (${weeklyTime(reader, c)})`, value: c.id }));
  return choiceView(reader, course, { what: 'conference', choices, error });
}
