import type { AgreementTerms } from '../../domain/agreement/agreement.ts';
import { formatClock } from '../format.ts';
import { plain } from '../plain.ts';
import type { CourseFacts } from './course-facts.ts';
import type { Reader } from './reader.ts';

type Words = Pick<Reader, 'say' | 'language'>;

/** A4: the local narrowing of the target group, as text that is said not to be evaluated; empty where none is agreed. */
export function targetGroupLine({ say }: Pick<Words, 'say'>, { targetGroup = '' }: AgreementTerms): string {
  return targetGroup === '' ? '' : say('frame.targetGroup', { text: plain(targetGroup) });
}

/** A8, B7, B22: where meetings are held by default, by the agreement's office access. */
export async function premisesLine({ tx, say }: Reader, { clinic, officeAccess }: AgreementTerms): Promise<string> {
  const name = plain((await tx.organisations.get(clinic))?.name ?? '');
  return say(officeAccess ? 'frame.atClinic' : 'frame.noOffice', { clinic: name });
}

/** B21, B22: the fixed meetings with the clinicians: "Onsdagskonference: onsdag kl. 13.00, hver uge, Lokale 2". */
export function meetingsLine({ say, language }: Words, { shown, agreement }: CourseFacts): string {
  const conference = agreement.conferences.find((c) => c.id === shown.value.conference);
  if (conference === undefined) return say('frame.noConference');
  const { name, when, place } = conference;
  const weekly = say('setUp.weekly', {
    weekday: say(`weekday.${when.weekday}`),
    clock: formatClock(when.start, language),
  });
  const parts = [weekly, say('setUp.everyWeeks', { count: when.everyWeeks }), plain(place)];
  return `${plain(name)}: ${parts.filter((part) => part !== '').join(', ')}`;
}
