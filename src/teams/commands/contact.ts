import { openContactForm } from '../../app/contact/record-contact.ts';
import { refusalSentence } from '../../app/refusal-sentence.ts';
import { card, notice } from '../../app/view.ts';
import { courseNamed } from '../../app/work-list/named-course.ts';
import { pickCourseView } from '../../app/work-list/pick-course.ts';
import type { Command } from './command.ts';

export const contact: Command = {
  id: 'contact',
  where: ['personal'],
  for: ['specialist', 'leader'],
  async run(session, rest) {
    if (rest === '') {
      const pick = await pickCourseView(session, { verb: 'contact.form', view: 'contactPick', kind: 'contact' });
      return pick === null ? notice(session.say('pick.none')) : card(pick);
    }
    const id = await courseNamed(session, rest);
    if (id === null) return notice(refusalSentence(session.say, { because: 'not-found' }));
    return openContactForm(session, id, false);
  },
};
