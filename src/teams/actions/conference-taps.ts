import { z } from 'zod';
import { cardAgain } from '../../app/conference/card-again.ts';
import { isAbout } from '../../app/conference/pages.ts';
import { type Answered, attend, wantDecision } from '../../app/conference/take-part.ts';
import type { Session } from '../../app/context.ts';
import type { PostedCard } from '../../app/ports/outbox.ts';
import { refusalSentence } from '../../app/refusal-sentence.ts';
import { type Answer, card, notice } from '../../app/view.ts';
import { Attendance } from '../../domain/conference/meeting.ts';
import { CourseId, MeetingId } from '../../domain/ids.ts';
import { action } from './action.ts';

const Page = z.coerce.number().int().min(1).max(1000).nullable().default(null);

/** "Jeg kommer" and "Afbud", on every card about a conference. */
export const conferenceAttend = action({
  verb: 'conference.attend',
  on: ['agenda', 'preparation', 'conference'],
  data: z.strictObject({ meeting: MeetingId, answer: Attendance, page: Page }),
  async run(session, { meeting, answer, page }, posted) {
    if (!isAbout(posted, meeting)) return notice(session.say('errors.badCard'));
    return answerWith(session, await attend(session, meeting, answer), { posted, page });
  },
});

/** "Ønsker beslutning", on the personal preparation. */
export const conferenceWant = action({
  verb: 'conference.want',
  on: ['preparation'],
  data: z.strictObject({ meeting: MeetingId, course: CourseId, page: Page }),
  async run(session, { meeting, course, page }, posted) {
    if (!isAbout(posted, meeting)) return notice(session.say('errors.badCard'));
    return answerWith(session, await wantDecision(session, meeting, course), { posted, page });
  },
});

async function answerWith(
  session: Session,
  answered: Answered,
  on: { readonly posted: PostedCard; readonly page: number | null },
): Promise<Answer> {
  if (answered.kind === 'refused') return notice(refusalSentence(session.say, answered));
  return card(await cardAgain(session, on.posted, { loaded: answered.meeting, page: on.page }));
}
