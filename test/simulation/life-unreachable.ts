import { plus } from '../_util/naive-days.ts';
import { teamsPerson } from './installation.ts';
import type { Life } from './living.ts';
import type { Day, Person, Town } from './record.ts';

/** Those whose chat is closed to the bot, and when they write to it again. */
export interface Unreachable {
  /** So many lines of the record have been looked through. */
  read: number;
  readonly writesOn: Map<Person, Day>;
}

/** Some days after the bot was thrown out somebody writes to it again. */
export async function writeAgain(
  unreachable: Unreachable,
  { host, chance, today }: Life,
  towns: readonly Town[],
): Promise<void> {
  const { writesOn } = unreachable;
  for (const line of host.lines.slice(unreachable.read)) {
    if (line.kind !== 'sent' || line.message.came !== 'blocked') continue;
    const person = towns.flatMap((t) => t.people).find((p) => p.chat === line.message.place);
    if (person !== undefined) writesOn.set(person, plus(today, chance.between(1, 6)));
  }
  unreachable.read = host.lines.length;
  for (const [person] of [...writesOn].filter(([, day]) => day <= today)) {
    writesOn.delete(person);
    await host.write(teamsPerson(person), 'hjælp');
    host.enter({ type: 'wrote', who: person.who });
  }
}
