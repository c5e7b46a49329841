import type { Session } from '../app/context.ts';
import type { CourseCommand } from '../domain/course/commands.ts';
import { type CourseId, EmployerContactId, PartnerId } from '../domain/ids.ts';
import type { Happening } from './happening.ts';
import { keep } from './keep.ts';

type RelationHappening = Extract<
  Happening,
  { do: 'employer' | 'partner' | 'wait' | 'wishes' | 'group' | 'groupTwo' | 'exempt' | 'resume' }
>;

/** Employers, partners, wishes, the waiting list, the group and its pauses, as commands (A3, A5, A14, B2–B4, W1, W2). */
export async function relationCommand(
  session: Session,
  course: CourseId,
  happening: RelationHappening,
): Promise<CourseCommand> {
  const { on } = happening;
  const id = () => session.parts.ids.next();
  switch (happening.do) {
    case 'employer': {
      const { how, outcome } = happening;
      const employer = await keep(session, course, happening.employer);
      return {
        type: 'contactEmployer',
        contact: EmployerContactId.parse(id()),
        on,
        how,
        outcome,
        employer,
        note: null,
      };
    }
    case 'partner': {
      const person = await keep(session, course, happening.person);
      return { type: 'addPartner', partner: PartnerId.parse(id()), function: happening.function, person };
    }
    case 'wait':
      return { type: 'putOnWaitingList', expectedOn: happening.expectedOn };
    case 'wishes':
      return { type: 'stateWishes', answers: { meetings: happening.meetings, network: happening.network }, on };
    case 'group':
      return { type: 'decideGroup', group: happening.group, on };
    case 'groupTwo':
      return { type: 'doGroupTwoDuty', duty: happening.duty, on, where: happening.where };
    case 'exempt': {
      const { because, reviewOn, contactOn = null } = happening;
      return { type: 'beginExemption', because, from: on, reviewOn, contactOn };
    }
    case 'resume':
      return { type: 'endExemption', on };
    default:
      return happening satisfies never;
  }
}
