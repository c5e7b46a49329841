import { conferenceOf, conferenceOfChannel } from '../../app/conference/find-conference.ts';
import { card, notice } from '../../app/view.ts';
import type { Command } from './command.ts';

export const conference: Command = {
  id: 'conference',
  where: ['personal', 'channel'],
  for: ['specialist', 'clinician', 'caseworker', 'leader', 'coordinator'],
  async run(session) {
    const view = session.place === 'channel' ? await conferenceOfChannel(session) : await conferenceOf(session, null);
    return view === null ? notice(session.say('conference.none')) : card(view);
  },
};
