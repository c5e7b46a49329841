import { z } from 'zod';
import { openContactForm } from '../../app/contact/record-contact.ts';
import { refusalSentence } from '../../app/refusal-sentence.ts';
import { notice } from '../../app/view.ts';
import { CourseId } from '../../domain/ids.ts';
import { action } from './action.ts';

/** From a list or a picked course to its contact card: the first of two taps (F2). */
export const contactForm = action({
  verb: 'contact.form',
  on: ['digest', 'today', 'contactPick', 'contactReceipt', 'course'],
  data: z.strictObject({ course: z.string().optional(), chosen: z.string().optional() }),
  async run(session, { course, chosen }, { view }) {
    const id = CourseId.safeParse(course ?? chosen);
    if (!id.success) return notice(refusalSentence(session.say, { because: 'not-found' }));
    return openContactForm(session, id.data, view === 'digest' || view === 'today');
  },
});
