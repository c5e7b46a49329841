import type { Session } from '../../app/context.ts';
import { type Answer, card, notice } from '../../app/view.ts';
import type { Command } from '../../teams/commands/command.ts';
import { clockView } from '../clock-view.ts';
import { type Move, readMove } from '../read-move.ts';

/** Starts moving the time to where it is asked, after the answer has been given. */
export type StartMove = (move: Extract<Move, { kind: 'play' | 'jump' }>, session: Session) => 'started' | 'busy';

/** `ur`: shows the demo's time; `ur +7 dage` plays it, `ur spring +3 dage` jumps. */
export function clockCommand(startMove: StartMove): Command {
  return {
    id: 'clock',
    where: ['personal'],
    for: 'everyone',
    async run(session, rest): Promise<Answer> {
      const { say, now } = session;
      const move = readMove(rest, now);
      if (move.kind === 'show') return card(clockView(session, now));
      if (move.kind === 'refused') return notice(say(`demo.clock.${move.because}`));
      if (startMove(move, session) === 'busy') return notice(say('demo.clock.busy'));
      return card(clockView(session, now, { movingTo: move.to, jumping: move.kind === 'jump' }));
    },
  };
}
