import type { Session } from '../app/context.ts';
import { changeCourse } from '../app/courses/change-course.ts';
import type { Instant } from '../domain/calendar/time.ts';
import { DIRECTIONS } from '../domain/consent/consent.ts';
import type { CourseCommand } from '../domain/course/commands.ts';
import { ContactId, type CourseId } from '../domain/ids.ts';
import type { AsMember } from './as-member.ts';
import type { Happening } from './happening.ts';
import { consentRecords, consentsToJournal } from './seed-consents.ts';
import { jobCommands } from './seed-jobs.ts';
import { relationCommand } from './seed-relations.ts';
import { stepUpCommands } from './seed-step-up.ts';
import type { Example } from './story.ts';

/** One thing of the story, and where it belongs. */
export interface Happened {
  readonly example: Example;
  readonly course: CourseId;
  readonly happening: Happening;
  readonly at: Instant;
}

/** Something that happened to a course: its commands, as whoever did it, after what the calendar had done by then. */
export async function makeHappen(asMember: AsMember, { example, course, happening, at }: Happened): Promise<void> {
  const who = happening.by ?? example.specialist ?? example.by;
  await asMember(who, at, async (session) => {
    await changeCourse(session, { id: course, command: { type: 'settle' }, by: null });
    for (const command of await commandsOf(session, { course, happening })) {
      const changed = await changeCourse(session, { id: course, command, by: session.user.id });
      if (changed.kind === 'refused') {
        throw new Error(`${example.name}: ${happening.do} on ${happening.on} was refused: ${changed.because}`);
      }
    }
  });
}

/** Those that take several commands come first; the rest are one each. */
async function commandsOf(
  session: Session,
  { course, happening }: Pick<Happened, 'course' | 'happening'>,
): Promise<readonly CourseCommand[]> {
  switch (happening.do) {
    case 'stepUp':
    case 'prepared':
    case 'packageSent':
    case 'talk':
    case 'line':
    case 'inMinPlan':
      return stepUpCommands(session, course, happening);
    case 'job':
    case 'agreementHas':
    case 'jobStarts':
    case 'jobChanges':
    case 'jobEnds':
    case 'benefits':
    case 'openness':
      return jobCommands(session, course, happening);
    case 'employer':
    case 'partner':
    case 'wait':
    case 'wishes':
    case 'group':
    case 'groupTwo':
    case 'exempt':
    case 'resume':
      return [await relationCommand(session, course, happening)];
    default:
      return [await commandOf(session, course, happening)];
  }
}

type Simple = Extract<
  Happening,
  {
    do:
      | 'consent'
      | 'journal'
      | 'refuse'
      | 'contact'
      | 'failed'
      | 'signOfLife'
      | 'condition'
      | 'completeStep'
      | 'decline'
      | 'close';
  }
>;

async function commandOf(session: Session, course: CourseId, happening: Simple): Promise<CourseCommand> {
  const { on } = happening;
  switch (happening.do) {
    case 'consent':
      return consentRecords(session, course, happening);
    case 'journal':
      return { type: 'journalConsents', consents: await consentsToJournal(session, course), on };
    case 'refuse':
      return { type: 'refuseConsent', directions: DIRECTIONS, form: 'written', on };
    case 'contact':
      return { type: 'recordContact', contact: ContactId.parse(session.parts.ids.next()), on, how: happening.how };
    case 'failed':
      return { type: 'recordFailedContact', on, because: happening.because };
    case 'signOfLife':
      return { type: 'recordSignOfLife', on };
    case 'condition': {
      const { condition, where, goal = null } = happening;
      return { type: 'meetCondition', condition, on, where, goal, note: null };
    }
    case 'completeStep':
      return { type: 'completeStep' };
    case 'decline':
      return { type: 'decline', because: happening.because };
    case 'close':
      return { type: 'close', because: happening.because };
    default:
      return happening satisfies never;
  }
}
