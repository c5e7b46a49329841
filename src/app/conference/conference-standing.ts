import { UserId } from '../../domain/ids.ts';
import type { Scope } from '../context.ts';
import { showCourse } from '../courses/load-course.ts';
import type { StandingRenderer } from '../delivery/delivery.ts';
import { viewerOf } from '../people/viewer.ts';
import type { PostedCard } from '../ports/outbox.ts';
import { agendaView } from './agenda-view.ts';
import { decisionFormView, decisionReceiptView, readDecisionSubject } from './decision-view.ts';
import { conferenceAgain, isTheirs } from './find-conference.ts';
import { type LoadedMeeting, loadMeeting } from './load-conference.ts';
import { readSubject } from './pages.ts';
import { preparationView } from './preparation-view.ts';
import { questionRoundView } from './question-round-view.ts';
import { type CardReader, readerOfCard } from './reader.ts';
import { reminderView } from './reminder-view.ts';

/** How the cards of a conference are rendered anew for whoever reads them now (K12). */
export const CONFERENCE_STANDING: Readonly<Record<string, StandingRenderer>> = {
  agenda: standing(async (scope, { loaded, reader }) => {
    const shared = reader.viewer.kind === 'channel' && reader.viewer.channel === 'shared';
    return shared ? agendaView(scope, loaded) : 'withdrawn';
  }),
  preparation: standing(async (scope, { loaded, reader, posted }) => {
    const user = await ownerOf(scope, posted);
    if (user === null || reader.viewer.kind !== 'person') return 'withdrawn';
    return preparationView(scope, loaded, { user, viewer: reader.viewer, page: 1 });
  }),
  reminder: standing(async (scope, { loaded }) => reminderView(scope, loaded)),
  questionRound: standing(async (scope, { loaded, reader, page }) =>
    questionRoundView(scope, loaded, { ...reader, page }),
  ),
  conference: standing(async (scope, { loaded, posted }) => conferenceAgain(scope, loaded, { posted })),
  decisionForm: decision(decisionFormView),
  decisionReceipt: decision(decisionReceiptView),
};

interface Standing {
  readonly loaded: LoadedMeeting;
  readonly reader: CardReader;
  readonly posted: PostedCard;
  readonly page: number | null;
}

function standing(render: (scope: Scope, card: Standing) => ReturnType<StandingRenderer>): StandingRenderer {
  return async (scope, posted) => {
    const { meeting, page } = readSubject(posted.subject);
    const loaded = await loadMeeting(scope, meeting);
    const reader = loaded === null ? null : await readerOfCard(scope, posted, loaded.agreement);
    if (loaded === null || reader === null || !isTheirs(reader.viewer, loaded)) return 'withdrawn';
    return render(scope, { loaded, reader, posted, page });
  };
}

function decision(render: typeof decisionReceiptView): StandingRenderer {
  return async (scope, posted) => {
    const about = readDecisionSubject(posted.subject);
    const user = await ownerOf(scope, posted);
    const viewer = user === null ? null : await viewerOf(scope, user);
    const course = viewer === null ? null : await showCourse(scope, viewer, about.course);
    const meeting = await loadMeeting(scope, about.meeting);
    if (user === null || course === null || meeting === null) return 'withdrawn';
    return render(scope, { course, meeting, user });
  };
}

async function ownerOf({ tx }: Scope, { viewer }: PostedCard) {
  return viewer.startsWith('user:') ? tx.users.get(UserId.parse(viewer.slice('user:'.length))) : null;
}
