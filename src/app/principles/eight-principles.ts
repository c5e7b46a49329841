import { ongoingEngagements } from '../../domain/course/engagement.ts';
import { formatDateWithYear } from '../format.ts';
import { cooperation, daysToSearch, daysToStart, employersKnown, goalKnown, jobsKnown } from './known.ts';
import type { About, Principle } from './principle.ts';

/** A19: the eight principles of IPS, each with what the bot knows of it. */
export function eightPrinciples(about: About): readonly Principle[] {
  const together = cooperation(about);
  const search = daysToSearch(about);
  const goal = goalKnown(about);
  const guidance = guidanceKnown(about);
  const employers = employersKnown(about);
  const known: readonly Omit<Principle, 'title'>[] = [
    { lines: jobsKnown(about), lacks: false },
    { lines: [about.reader.say('principles.zeroExclusion')], lacks: false },
    { lines: [...daysToStart(about), ...(search === null ? [] : [search.line])], lacks: search?.lacks ?? true },
    together,
    { lines: [goal.line], lacks: goal.lacks },
    { lines: [supportKnown(about)], lacks: false },
    { lines: [guidance.line], lacks: guidance.lacks },
    { lines: [employers.line], lacks: employers.lacks },
  ];
  return known.map((one, i) => ({ title: about.reader.say(`principles.principles.${i + 1}`), ...one }));
}

/** A11: support has a beginning and no date on which it ends. */
function supportKnown({ reader, facts }: About): string {
  const { say, language } = reader;
  const { value } = facts.shown;
  const [job] = ongoingEngagements(value);
  if (job !== undefined) return say('principles.supportInJob', { on: formatDateWithYear(job.startedOn, language) });
  if (value.status === 'running')
    return say('principles.support', { on: formatDateWithYear(value.startedOn, language) });
  return say(value.status === 'closed' ? 'principles.supportOver' : 'principles.notStarted');
}

/** A17: by whom and when, or that it is missing. */
function guidanceKnown({ reader, facts }: About) {
  const { say, language } = reader;
  const guided = facts.shown.value.benefitsGuided.at(-1);
  if (guided === undefined) return { line: say('principles.noGuidance'), lacks: true };
  const [on, by] = [formatDateWithYear(guided.on, language), say(`job.guide.${guided.by}`)];
  return { line: say('principles.guidance', { on, by }), lacks: false };
}
