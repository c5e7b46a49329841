import { CONFERENCE_STANDING } from '../conference/conference-standing.ts';
import type { Scope } from '../context.ts';
import { STANDING_COURSES } from '../courses/standing-courses.ts';
import { sayIn } from '../i18n.ts';
import type { PostedCard } from '../ports/outbox.ts';
import type { View } from '../view.ts';
import { renderStandingAlert } from '../work-list/channel-alert.ts';
import { renderStandingList } from '../work-list/render-digest.ts';
import { renderStandingDeadlines } from '../work-list/standing-deadlines.ts';
import { readRecipient } from './address.ts';
import type { StandingRenderer } from './delivery.ts';

/**
 * How each view is rendered anew from its subject for its viewer (K12), by `about.view`; never with a name in clear.
 * A view that is not here is withdrawn: it says that it is no longer shown.
 */
const STANDING: Readonly<Record<string, StandingRenderer>> = {
  ...CONFERENCE_STANDING,
  ...STANDING_COURSES,
  digest: renderStandingList,
  today: renderStandingList,
  deadlines: renderStandingDeadlines,
  channelAlert: renderStandingAlert,
};

/** Whether a view can be made anew from its subject. */
export function canRender(view: string): boolean {
  return Object.hasOwn(STANDING, view);
}

/** A standing card as its viewer may see it now. What may no longer be shown becomes the neutral card. */
export async function renderStanding(scope: Scope, posted: PostedCard): Promise<View> {
  const render = canRender(posted.view) ? STANDING[posted.view] : undefined;
  const view = render === undefined ? 'withdrawn' : await render(scope, posted);
  return view === 'withdrawn' ? withdrawnView(scope, posted) : view;
}

/** What stands in place of a card that may no longer be shown: no alias, no reason, only how to see what is current. */
async function withdrawnView({ tx }: Scope, posted: PostedCard): Promise<View> {
  const viewer = readRecipient(posted.viewer);
  const language = viewer.kind === 'user' ? ((await tx.users.get(viewer.id))?.language ?? 'da') : 'da';
  const say = sayIn(language);
  return {
    card: 'line',
    language,
    data: { text: say(viewer.kind === 'channel' ? 'delivery.withdrawnInChannel' : 'delivery.withdrawn') },
    summary: say('summary.update'),
    about: { view: posted.view, subject: posted.subject },
    discloses: [],
  };
}
