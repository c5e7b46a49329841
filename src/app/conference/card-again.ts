import type { Session } from '../context.ts';
import { renderStanding } from '../delivery/render-standing.ts';
import type { PostedCard } from '../ports/outbox.ts';
import type { View } from '../view.ts';
import { conferenceOf } from './find-conference.ts';
import type { LoadedMeeting } from './load-conference.ts';
import { preparationView } from './preparation-view.ts';
import { questionRoundView } from './question-round-view.ts';
import { readerOfCard } from './reader.ts';

/** The tapped card as it stands after the tap, on the page it was turned to. */
export async function cardAgain(
  session: Session,
  posted: PostedCard,
  at: { readonly loaded: LoadedMeeting; readonly page: number | null },
): Promise<View> {
  const { loaded, page } = at;
  const reader = await readerOfCard(session, posted, loaded.agreement);
  if (posted.view === 'questionRound' && reader !== null)
    return questionRoundView(session, loaded, { ...reader, page });
  if (posted.view === 'preparation' && reader?.viewer.kind === 'person')
    return preparationView(session, loaded, { user: session.user, viewer: reader.viewer, page: page ?? 1 });
  const personal = posted.view === 'conference' && reader?.viewer.kind === 'person';
  const own = personal ? await conferenceOf(session, loaded.occurrence.meeting) : null;
  return own ?? renderStanding(session, posted);
}
