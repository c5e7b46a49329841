import { LocalTime } from '../../domain/calendar/time.ts';
import type { Session } from '../context.ts';
import { digestAtOf } from '../due/moments.ts';
import { formatClock } from '../format.ts';
import { sayIn } from '../i18n.ts';
import type { View } from '../view.ts';

/** The hours a digest can come at: from when nudges may go out (N3) to the middle of the morning, by half hours. */
export const DIGEST_TIMES: readonly LocalTime[] = ['07:00', '07:30', '08:00', '08:30', '09:00', '09:30', '10:00'].map(
  (time) => LocalTime.parse(time),
);

/** `indstillinger`: the language the bot speaks to somebody, and when their digest comes. */
export function settingsView({ say, language, user }: Session): View {
  return {
    card: 'settings',
    language,
    data: {
      speaks: user.language,
      languages: (['da', 'en'] as const).map((value) => ({ title: say(`roles.language.${value}`), value })),
      hour: digestAtOf(user),
      hours: DIGEST_TIMES.map((value) => ({ title: formatClock(value, language), value })),
    },
    summary: say('summary.answer'),
    about: { view: 'settings', subject: user.id },
    discloses: [],
  };
}

/** The receipt, in the language that was chosen. */
export function settingsReceiptView(user: Session['user']): View {
  const say = sayIn(user.language);
  const lines = [
    say('settings.language', { language: say(`roles.language.${user.language}`) }),
    say('settings.hour', { hour: formatClock(digestAtOf(user), user.language) }),
  ];
  return {
    card: 'receipt',
    language: user.language,
    data: { title: say('settings.title'), lines, buttons: [], footer: '' },
    summary: say('summary.answer'),
    about: { view: 'settingsReceipt', subject: user.id },
    discloses: [],
  };
}
