import { decideMeeting, type MeetingCommand, type MeetingEvent } from '../../domain/conference/meeting.ts';
import type { UserId } from '../../domain/ids.ts';
import type { Refusal } from '../../domain/refusal.ts';
import type { Scope } from '../context.ts';
import type { LoadedMeeting } from './load-conference.ts';

/** What a change to a meeting came to; no events when it was so already. */
export type MeetingChanged = { readonly kind: 'changed'; readonly events: readonly MeetingEvent[] } | Refusal;

/** Decides and saves one command on one meeting, in the caller's transaction. Whoever calls has checked that `by` may. */
export async function changeMeeting(
  scope: Scope,
  loaded: LoadedMeeting,
  change: { readonly command: MeetingCommand; readonly by: UserId },
): Promise<MeetingChanged> {
  const { occurrence, meeting, revision, calendar } = loaded;
  const { now, tx } = scope;
  const decision = decideMeeting(change.command, meeting, { occurrence, now, calendar });
  if (decision.kind === 'refused') return decision;
  const { events } = decision;
  if (events.length > 0)
    await tx.events.append('meeting', occurrence.meeting, { revision, events, at: now, by: change.by });
  return { kind: 'changed', events };
}
