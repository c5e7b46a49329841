import { z } from 'zod';
import { takesPart } from '../../app/conference/attendance.ts';
import { cardAgain } from '../../app/conference/card-again.ts';
import { loadMeeting } from '../../app/conference/load-conference.ts';
import { isAbout } from '../../app/conference/pages.ts';
import { questionRoundView } from '../../app/conference/question-round-view.ts';
import { readerOfCard } from '../../app/conference/reader.ts';
import { reviewCourse } from '../../app/conference/review-course.ts';
import { refusalSentence } from '../../app/refusal-sentence.ts';
import { card, notice } from '../../app/view.ts';
import { Outcome } from '../../domain/conference/meeting.ts';
import { CourseId, MeetingId } from '../../domain/ids.ts';
import { action } from './action.ts';

const Page = z.coerce.number().int().min(1).max(1000);

/** "Drøftet", "Beslutning truffet", "Ikke drøftet", course by course. */
export const conferenceReview = action({
  verb: 'conference.review',
  on: ['questionRound'],
  data: z.strictObject({ meeting: MeetingId, course: CourseId, outcome: Outcome, page: Page }),
  async run(session, { meeting, course, outcome, page }, posted) {
    if (!isAbout(posted, meeting)) return notice(session.say('errors.badCard'));
    const loaded = await loadMeeting(session, meeting);
    const reader = loaded === null ? null : await readerOfCard(session, posted, loaded.agreement);
    if (reader === null) return notice(session.say('errors.alreadyAnswered'));
    const done = await reviewCourse(session, { meeting, course, outcome, viewer: reader.viewer });
    if (done.kind === 'refused') return notice(refusalSentence(session.say, done));
    const after = await loadMeeting(session, meeting);
    if (after === null) return notice(session.say('errors.alreadyAnswered'));
    return card(await cardAgain(session, posted, { loaded: after, page }));
  },
});

/** Another page of a card with many courses; in a channel it turns for everyone. */
export const conferencePage = action({
  verb: 'conference.page',
  on: ['preparation', 'questionRound'],
  data: z.strictObject({ meeting: MeetingId, page: Page }),
  async run(session, { meeting, page }, posted) {
    if (!isAbout(posted, meeting)) return notice(session.say('errors.badCard'));
    const loaded = await loadMeeting(session, meeting);
    if (loaded === null) return notice(session.say('errors.alreadyAnswered'));
    return card(await cardAgain(session, posted, { loaded, page }));
  },
});

/** A question round that waits for an answer, opened from `konference` in person. */
export const conferenceRound = action({
  verb: 'conference.round',
  on: ['conference'],
  data: z.strictObject({ meeting: MeetingId }),
  async run(session, { meeting }, posted) {
    const loaded = await loadMeeting(session, meeting);
    const reader = loaded === null ? null : await readerOfCard(session, posted, loaded.agreement);
    if (loaded === null || reader === null || !takesPart(session.viewer, loaded))
      return notice(session.say('errors.notForRole'));
    return card(await questionRoundView(session, loaded, { ...reader, page: null }));
  },
});
