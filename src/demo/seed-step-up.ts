import type { Session } from '../app/context.ts';
import type { CourseCommand } from '../domain/course/commands.ts';
import { type CourseId, StepUpId, StepUpLineId, StepUpTalkId } from '../domain/ids.ts';
import type { StepUpCommand } from '../domain/step-up/commands.ts';
import { Representative } from '../domain/step-up/step-up.ts';
import type { Happening } from './happening.ts';
import { keep } from './keep.ts';

type StepUpHappening = Extract<
  Happening,
  { do: 'stepUp' | 'prepared' | 'packageSent' | 'talk' | 'line' | 'inMinPlan' }
>;

/** What happened in a step-up, as commands (U0–U3). */
export async function stepUpCommands(
  session: Session,
  course: CourseId,
  happening: StepUpHappening,
): Promise<readonly CourseCommand[]> {
  const commands = await commandsOf(session, course, happening);
  return commands.map((command) => ({ type: 'stepUp', command }));
}

async function commandsOf(
  session: Session,
  course: CourseId,
  happening: StepUpHappening,
): Promise<readonly StepUpCommand[]> {
  const { on } = happening;
  const id = () => session.parts.ids.next();
  switch (happening.do) {
    case 'stepUp':
      return begun(session, course, happening);
    case 'prepared':
      return happening.items.map((item) => ({ type: 'prepareStepUp', item, on, where: happening.where }));
    case 'packageSent':
      return [{ type: 'sendStepUpPackage' }];
    case 'talk': {
      const talk = StepUpTalkId.parse(id());
      const { present, decisions } = happening;
      return [
        { type: 'planStepUpTalk', talk, on },
        { type: 'holdStepUpTalk', talk, on, present, decisions },
      ];
    }
    case 'line': {
      const { kind, followUpBy, due } = happening;
      const text = await keep(session, course, happening.text);
      return [{ type: 'agreeStepUpLine', line: StepUpLineId.parse(id()), kind, text, followUpBy, due }];
    }
    case 'inMinPlan':
      return [{ type: 'confirmStepUpInMinPlan' }];
    default:
      return happening satisfies never;
  }
}

async function begun(
  session: Session,
  course: CourseId,
  { dragsOut, notEnough, barriers, hasChildren, documentsDue, people }: Extract<StepUpHappening, { do: 'stepUp' }>,
): Promise<readonly StepUpCommand[]> {
  const seen = async (words: string) => ({ seen: true, words: await keep(session, course, words) });
  const begin: StepUpCommand = {
    type: 'beginStepUp',
    stepUp: StepUpId.parse(session.parts.ids.next()),
    dragsOut: await seen(dragsOut),
    notEnough: await seen(notEnough),
    barriers,
    hasChildren: hasChildren ?? null,
    documentsDue,
  };
  const named = Representative.options.flatMap((who) =>
    people[who] === undefined ? [] : [{ who, name: people[who] }],
  );
  if (named.length === 0) return [begin];
  const names = await Promise.all(
    named.map(async ({ who, name }) => ({ who, name: await keep(session, course, name) })),
  );
  return [begin, { type: 'nameStepUpPeople', names, network: names.some((n) => n.who === 'network') }];
}
