import type { Session } from '../app/context.ts';
import { sayIn } from '../app/i18n.ts';
import { plain } from '../app/plain.ts';
import type { User } from '../app/ports/records.ts';
import type { View } from '../app/view.ts';
import { CAST, roleWord, wordFor } from './cast.ts';
import { PLAYGROUND } from './playground-config.ts';

const STEPS = ['setUp', 'open', 'look', 'time', 'withdraw'] as const;

/** What a newcomer can try, in the order of the main job, who they are now and whom they can be. */
export function demoView(user: User): View {
  const { language } = user;
  const say = sayIn(language);
  const role = user.role === null ? '' : roleWord(user.role, language);
  return {
    card: 'demo',
    language,
    data: {
      now: say('demo.now', { name: plain(user.name), role }),
      steps: STEPS.map((step, index) => ({
        title: `${index + 1} · ${say(`demo.step.${step}.title`)}`,
        text: say(`demo.step.${step}.text`, { channel: PLAYGROUND.sharedChannelName }),
      })),
      who: whomYouCanBe(say, language),
    },
    summary: say('summary.help'),
    about: { view: 'demo', subject: 'demo' },
    discloses: [],
  };
}

/** The words after `spil`, each with whom it means. */
export function whomYouCanBe(say: Session['say'], language: User['language']): string {
  const all = CAST.filter((m) => m.played).map((m) => `${wordFor(m, language)} (${m.name})`);
  return say('demo.who', { all: all.join(' · ') });
}
