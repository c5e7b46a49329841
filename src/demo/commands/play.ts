import { plain } from '../../app/plain.ts';
import { type Answer, notice } from '../../app/view.ts';
import type { Command } from '../../teams/commands/command.ts';
import { CAST, memberByWord, roleWord, wordFor } from '../cast.ts';
import { play as playMember } from '../people.ts';

/** `spil behandler`: the visitor becomes somebody of the examples. */
export const play: Command = {
  id: 'play',
  where: ['personal'],
  for: 'everyone',
  async run({ tx, say, language, user }, rest): Promise<Answer> {
    const member = memberByWord(rest);
    if (member === null) {
      const all = CAST.filter((m) => m.played).map((m) => `${wordFor(m, language)} (${m.name})`);
      return notice(say('demo.playWhom', { now: plain(user.name), all: all.join(' · ') }));
    }
    const now = await playMember(tx, member);
    if (now === null) return notice(say('demo.notSeeded'));
    const role = roleWord(member.role, language);
    const place = member.organisation === null ? '' : `, ${member.organisation}`;
    return notice(say('demo.playing', { name: member.name, role, place }));
  },
};
