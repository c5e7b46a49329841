import type { PostedCard } from '../../src/app/ports/outbox.ts';
import type { CourseRow } from '../../src/app/ports/records.ts';
import type { Course } from '../../src/domain/course/course.ts';
import { courseFrom } from '../../src/domain/course/evolve.ts';
import { Alias } from '../../src/domain/ids.ts';
import type { TapAnswer, TestBot } from './bot.ts';
import type { ProgrammeName } from './builders.ts';
import { inputsOf } from './card.ts';
import type { StandingActivity } from './fake-connector.ts';
import { personalChat, type TeamsPerson } from './http.ts';
import { ODENSE } from './odense.ts';

/** A replacement number (day + 60): nobody's own. */
const REPLACEMENT_CPR = '670190-1234';

/** What people do with courses, through messages and cards alone. */
export interface CourseWork {
  /** Through both pages of `nyt forløb`; the alias of the course. */
  open(who: TeamsPerson, programme?: ProgrammeName, inputs?: Record<string, string>): Promise<string>;
  /** The consent card with everything in order, both directions. */
  consent(who: TeamsPerson, alias: string, inputs?: Record<string, string>): Promise<TapAnswer>;
  /** Writes `samtykke` and taps *Træk samtykket tilbage*. */
  withdraw(who: TeamsPerson, alias: string): Promise<TapAnswer>;
  row(alias: string): Promise<CourseRow>;
  course(alias: string): Promise<Course>;
  /** The card as it stands now. */
  standing(who: TeamsPerson, on: Pick<StandingActivity, 'activityId'>): StandingActivity;
  /** The cards of which the bot remembers that they disclose the course. */
  disclosing(alias: string): Promise<readonly PostedCard[]>;
}

export const IN_ORDER = {
  psychiatryToJobCentre: 'true',
  jobCentreToPsychiatry: 'true',
  evidence: 'Journal, notat om samtykke',
  signature: 'true',
} as const;

/** Works on the courses of a bot. */
export function courseWork(trinvis: TestBot): CourseWork {
  const inTx = trinvis.bot.store.transaction.bind(trinvis.bot.store);
  const standing: CourseWork['standing'] = (who, { activityId }) => {
    const found = trinvis.cardsIn(personalChat(who)).find((a) => a.activityId === activityId);
    if (found === undefined) throw new Error('the card is gone');
    return found;
  };
  const row: CourseWork['row'] = async (alias) => {
    const found = await inTx((tx) => tx.courses.byAlias(Alias.parse(alias)));
    if (found === null) throw new Error(`no course ${alias}`);
    return found;
  };
  return {
    standing,
    row,
    async open(who, programme = 'ips', inputs = {}) {
      let form = await trinvis.write(who, 'nyt forløb');
      if (!inputsOf(form.card).some((i) => i.id === 'cpr')) {
        await trinvis.tap(who, form, { action: 'newCourse.choose', inputs: { programme, agreement: ODENSE } });
        form = standing(who, form);
      }
      const filled = { name: 'Ida Holm', cpr: REPLACEMENT_CPR, ...inputs };
      const { text } = await trinvis.tap(who, form, { action: 'newCourse.open', inputs: filled });
      const [alias] = /ODE-\d{3}/.exec(text) ?? [];
      if (alias === undefined) throw new Error(`not opened: ${text}`);
      return alias;
    },
    async consent(who, alias, inputs = {}) {
      let card = await trinvis.write(who, `samtykke ${alias}`);
      if (!inputsOf(card.card).some((i) => i.id === 'evidence')) {
        await trinvis.tap(who, card, { action: 'consent.form' });
        card = standing(who, card);
      }
      return trinvis.tap(who, card, { action: 'consent.save', inputs: { ...IN_ORDER, ...inputs } });
    },
    async withdraw(who, alias) {
      const card = await trinvis.write(who, `samtykke ${alias}`);
      return trinvis.tap(who, card, { action: 'Træk samtykket tilbage' });
    },
    async course(alias) {
      const { id } = await row(alias);
      const { history } = await inTx((tx) => tx.events.load('course', id));
      const course = courseFrom(history);
      if (course === null) throw new Error('no history');
      return course;
    },
    async disclosing(alias) {
      const { id } = await row(alias);
      return inTx((tx) => tx.posted.disclosing(id));
    },
  };
}
