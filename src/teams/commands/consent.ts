import { pickConsentView } from '../../app/consents/pick-consent.ts';
import { openConsent } from '../../app/consents/record-consent.ts';
import { courseIdOf, onCourse } from '../../app/courses/on-course.ts';
import { asActing } from '../../app/courses/reader.ts';
import { card, notice } from '../../app/view.ts';
import type { Command } from './command.ts';

export const consent: Command = {
  id: 'consent',
  where: ['personal'],
  for: ['specialist', 'clinician', 'caseworker', 'leader'],
  async run(session, rest) {
    if (rest !== '') {
      const course = await courseIdOf(session, rest);
      return onCourse(session, { course, right: null }, async (on) => openConsent(on));
    }
    const acting = asActing(session);
    const view = acting === null ? null : await pickConsentView(acting);
    return view === null ? notice(session.say('consent.none')) : card(view);
  },
};
