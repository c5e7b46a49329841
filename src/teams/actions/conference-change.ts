import { z } from 'zod';
import { mayChange } from '../../app/conference/attendance.ts';
import { conferenceFormView } from '../../app/conference/conference-form-view.ts';
import { conferenceAgain, conferenceOf } from '../../app/conference/find-conference.ts';
import { type LoadedMeeting, loadMeeting } from '../../app/conference/load-conference.ts';
import { isAbout } from '../../app/conference/pages.ts';
import { readerOfCard } from '../../app/conference/reader.ts';
import { moveOrCancel } from '../../app/conference/take-part.ts';
import type { Session } from '../../app/context.ts';
import type { PostedCard } from '../../app/ports/outbox.ts';
import { refusalSentence } from '../../app/refusal-sentence.ts';
import { type Answer, card, notice } from '../../app/view.ts';
import { LocalTime, PlainDate } from '../../domain/calendar/time.ts';
import { MeetingId } from '../../domain/ids.ts';
import { action } from './action.ts';

const Typed = z.string().max(20).default('');
const Meeting = z.strictObject({ meeting: MeetingId, date: Typed, start: Typed });

/** The form by which a conference is moved or cancelled. */
export const conferenceChange = action({
  verb: 'conference.change',
  on: ['conference'],
  data: z.strictObject({ meeting: MeetingId }),
  async run(session, { meeting }, posted) {
    if (!isAbout(posted, meeting)) return notice(session.say('errors.badCard'));
    return form(session, meeting, { posted, error: '' });
  },
});

/** Moves the conference to the day and time in the form. */
export const conferenceMove = action({
  verb: 'conference.move',
  on: ['conferenceForm'],
  data: Meeting,
  async run(session, { meeting, date, start }, posted) {
    if (!isAbout(posted, meeting)) return notice(session.say('errors.badCard'));
    const to = z.object({ date: PlainDate, start: LocalTime }).safeParse({ date, start: start.slice(0, 5) });
    const wrong = (error: string) => form(session, meeting, { posted, error, typed: { date, start } });
    if (!to.success) return wrong(session.say('conference.whenMissing'));
    const moved = await moveOrCancel(session, meeting, { type: 'move', ...to.data });
    if (moved.kind === 'refused') return wrong(refusalSentence(session.say, moved));
    return again(session, moved.meeting, posted);
  },
});

/** Cancels the conference; the second tap after "Flyt eller aflys" is the confirmation. */
export const conferenceCancel = action({
  verb: 'conference.cancel',
  on: ['conferenceForm'],
  data: Meeting,
  async run(session, { meeting }, posted) {
    if (!isAbout(posted, meeting)) return notice(session.say('errors.badCard'));
    const cancelled = await moveOrCancel(session, meeting, { type: 'cancel' });
    if (cancelled.kind === 'refused') return notice(refusalSentence(session.say, cancelled));
    return again(session, cancelled.meeting, posted);
  },
});

/** A conference's card: back from the form or a question round, or another conference. */
export const conferenceShow = action({
  verb: 'conference.show',
  on: ['conference', 'conferenceForm', 'questionRound'],
  data: Meeting,
  async run(session, { meeting }, posted) {
    const loaded = await loadMeeting(session, meeting);
    return loaded === null ? notice(session.say('errors.alreadyAnswered')) : again(session, loaded, posted);
  },
});

async function form(
  session: Session,
  meeting: MeetingId,
  on: {
    readonly posted: PostedCard;
    readonly error: string;
    readonly typed?: { readonly date: string; readonly start: string };
  },
): Promise<Answer> {
  const loaded = await loadMeeting(session, meeting);
  const reader = loaded === null ? null : await readerOfCard(session, on.posted, loaded.agreement);
  if (loaded === null || reader === null) return notice(session.say('errors.alreadyAnswered'));
  if (!mayChange(session.viewer, loaded)) return notice(session.say('errors.notForRole'));
  const typed = on.typed === undefined ? undefined : { ...on.typed, error: on.error };
  return card(conferenceFormView(session, loaded, { language: reader.language, ...(typed && { typed }) }));
}

async function again(session: Session, loaded: LoadedMeeting, posted: PostedCard): Promise<Answer> {
  const personal = posted.viewer.startsWith('user:');
  const own = personal ? await conferenceOf(session, loaded.occurrence.meeting) : null;
  const view = own ?? (await conferenceAgain(session, loaded, { posted }));
  return view === 'withdrawn' ? notice(session.say('refusal.conference-not-yours')) : card(view);
}
