import type { PlainDate } from '../../domain/calendar/time.ts';
import type { Engagement } from '../../domain/course/engagement.ts';
import type { Reader } from '../courses/reader.ts';
import { formatDateWithYear, type Language } from '../format.ts';

type Words = Pick<Reader, 'say' | 'language'>;

/** "Virksomhedspraktik: opnåelse af løntimer" (A10, B14). */
export function engagementName({ say }: Words, { kind, purpose }: Engagement): string {
  const name = say(`job.kind.${kind}`);
  return purpose === null ? name : `${name}: ${say(`job.purpose.${purpose}`)}`;
}

/** Agreed, in it since, or ended and why (A10). */
export function engagementState({ say, language }: Words, engagement: Engagement): string {
  const on = (day: PlainDate) => formatDateWithYear(day, language);
  switch (engagement.status) {
    case 'agreed': {
      const { agreedOn, startsOn } = engagement;
      if (startsOn === null) return say('job.state.agreed', { on: on(agreedOn) });
      return say('job.state.agreedStart', { on: on(agreedOn), start: on(startsOn) });
    }
    case 'ongoing':
      return say('job.state.ongoing', { on: on(engagement.startedOn) });
    case 'ended':
      return say(engagement.startedOn === null ? 'job.state.fellThrough' : 'job.state.ended', {
        on: on(engagement.endedOn),
        because: say(`job.end.${engagement.because}`),
      });
    default:
      return engagement satisfies never;
  }
}

/** "20 timer om ugen · fast": the hours, how long, and of an internship the paid hours (A10, B13, B14). */
export function engagementTerms({ say, language }: Words, engagement: Engagement): string {
  const { weeklyHours, permanent, endsOn, paidHours, paidHoursFrom } = engagement;
  const on = (day: PlainDate) => formatDateWithYear(day, language);
  return [
    ...(weeklyHours === null ? [] : [say('job.terms.hours', { hours: hoursText(weeklyHours, language) })]),
    ...(permanent ? [say('job.terms.permanent')] : []),
    ...(endsOn === null ? [] : [say('job.terms.ends', { on: on(endsOn) })]),
    ...(paidHoursFrom === null ? [] : [say('job.terms.paidFrom', { on: on(paidHoursFrom) })]),
    ...(paidHours === 'ruledOut' ? [say('job.terms.ruledOut')] : []),
  ].join(' · ');
}

/** `12,5` in Danish, `12.5` in English. */
export function hoursText(hours: number | null, language: Language): string {
  if (hours === null) return '';
  return language === 'da' ? String(hours).replace('.', ',') : String(hours);
}
