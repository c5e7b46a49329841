import type { EngagementKind } from '../../domain/engagement.ts';
import { EngagementId } from '../../domain/ids.ts';
import { changeCourse } from '../courses/change-course.ts';
import { showCourse } from '../courses/load-course.ts';
import { isStale, type OnCourse } from '../courses/on-course.ts';
import { refusalSentence } from '../refusal-sentence.ts';
import { type Answer, card } from '../view.ts';
import { agreementFormView } from './agreement-form-view.ts';
import { keepWords } from './job-text.ts';
import { jobView } from './job-view.ts';
import { type AgreementErrors, fieldOf, readAgreement, type TypedAgreement, typedAgain } from './read-agreement.ts';

/** What the agreement's form sends. */
export interface SentAgreement {
  readonly rev: string;
  readonly engagement: string;
  readonly kind: EngagementKind;
  readonly typed: TypedAgreement;
}

/** Records an agreement with a company, a job or an education (A10, B13, B14), with its contact person where one is named (B15). */
export async function recordAgreement(on: OnCourse, sent: SentAgreement): Promise<Answer> {
  const { session, course } = on;
  const { say, user, today } = session;
  const { kind, typed } = sent;
  const again = (errors: AgreementErrors, notice = '') =>
    card(
      agreementFormView(session, {
        course,
        kind,
        typed: typedAgain(typed),
        errors,
        notice,
        engagement: sent.engagement,
      }),
    );
  if (isStale(course, sent.rev)) return again({}, say('errors.stale'));
  const read = readAgreement(session, kind, typed);
  if ('errors' in read) return again(read.errors);
  const id = course.shown.value.id;
  const engagement = EngagementId.parse(sent.engagement);
  const command = { type: 'agreeEngagement', engagement, terms: read.terms } as const;
  const changed = await changeCourse(session, { id, command, by: user.id });
  if (changed.kind === 'refused') return again({ [fieldOf(changed.because)]: refusalSentence(say, changed) });
  if (read.contactPerson !== null) {
    const named = { type: 'meetAgreementCondition', engagement, condition: 'contactPerson', on: today } as const;
    await changeCourse(session, { id, command: { ...named, note: read.contactPerson }, by: user.id });
  }
  if (changed.events.length > 0) await keepWords(on, read.words);
  const now = (await showCourse(session, session.viewer, id)) ?? course;
  return card(await jobView(session, now, { notice: say('job.done.agreement'), engagement }));
}
