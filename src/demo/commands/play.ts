import { type Answer, card, notice } from '../../app/view.ts';
import type { Command } from '../../teams/commands/command.ts';
import { memberByWord, roleWord } from '../cast.ts';
import { demoView, whomYouCanBe } from '../demo-view.ts';
import { play as playMember } from '../people.ts';

/** `spil behandler`: the visitor becomes somebody of the examples. */
export const play: Command = {
  id: 'play',
  where: ['personal'],
  for: 'everyone',
  async run({ tx, say, language, user }, rest): Promise<Answer> {
    if (rest === '') return card(demoView(user));
    const member = memberByWord(rest);
    if (member === null) return notice(whomYouCanBe(say, language));
    const now = await playMember(tx, member);
    if (now === null) return notice(say('demo.notSeeded'));
    const role = roleWord(member.role, language);
    const place = member.organisation === null ? '' : `, ${member.organisation}`;
    return notice(say('demo.playing', { name: member.name, role, place }));
  },
};
