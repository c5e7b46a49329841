import type { Session } from '../app/context.ts';
import { loadCourse } from '../app/courses/load-course.ts';
import type { CourseCommand } from '../domain/course/commands.ts';
import { openEngagements } from '../domain/course/engagement.ts';
import type { EngagementKind } from '../domain/engagement.ts';
import { type CourseId, EngagementId } from '../domain/ids.ts';
import type { Happening } from './happening.ts';
import { keep } from './keep.ts';

const JOB_HAPPENINGS = ['job', 'agreementHas', 'jobStarts', 'jobChanges', 'jobEnds', 'benefits', 'openness'] as const;
export type JobHappening = Extract<Happening, { do: (typeof JOB_HAPPENINGS)[number] }>;

/** What happened about a citizen's jobs, educations and internships, as commands (A10, B13–B17). */
export async function jobCommands(
  session: Session,
  course: CourseId,
  happening: JobHappening,
): Promise<readonly CourseCommand[]> {
  const { on } = happening;
  switch (happening.do) {
    case 'job':
      return [await agreed(session, course, happening)];
    case 'benefits':
      return [{ type: 'guideOnBenefits', on, by: happening.guide }];
    case 'openness':
      return [{ type: 'stateOpenness', on, wish: happening.wish, note: null }];
    default:
      return aboutOpenJob(await openJob(session, course, happening.kind), happening);
  }
}

function aboutOpenJob(
  engagement: EngagementId,
  happening: Exclude<JobHappening, { do: 'job' | 'benefits' | 'openness' }>,
): readonly CourseCommand[] {
  const { on } = happening;
  switch (happening.do) {
    case 'agreementHas':
      return happening.conditions.map((condition) => ({
        type: 'meetAgreementCondition',
        engagement,
        condition,
        on,
        note: null,
      }));
    case 'jobStarts':
      return [{ type: 'startEngagement', engagement, on }];
    case 'jobChanges': {
      const { weeklyHours, permanent } = happening;
      return [{ type: 'changeEngagement', engagement, on, weeklyHours, permanent, endsOn: null }];
    }
    case 'jobEnds':
      return [{ type: 'endEngagement', engagement, on, because: happening.because }];
    default:
      return happening satisfies never;
  }
}

async function openJob(session: Session, id: CourseId, kind: EngagementKind | undefined): Promise<EngagementId> {
  const { course } = await loadCourse(session, id);
  const last = openEngagements(course)
    .filter((e) => kind === undefined || e.kind === kind)
    .at(-1);
  if (last === undefined) throw new Error(`an example has no open job: ${course.alias}`);
  return last.id;
}

async function agreed(
  session: Session,
  id: CourseId,
  happening: Extract<JobHappening, { do: 'job' }>,
): Promise<CourseCommand> {
  const { on, kind, weeklyHours, permanent, purpose, startsOn, endsOn, paidHoursFrom } = happening;
  const kept = async (text: string | undefined) => (text === undefined ? null : keep(session, id, text));
  const terms = {
    kind,
    purpose: purpose ?? null,
    agreedOn: on,
    startsOn: startsOn ?? on,
    weeklyHours,
    permanent: endsOn === undefined && permanent,
    endsOn: endsOn ?? null,
    paidHours: paidHoursFrom === undefined ? null : ('goal' as const),
    paidHoursFrom: paidHoursFrom ?? null,
    employer: await kept(happening.employer),
    tasks: await kept(happening.tasks),
    considerations: await kept(happening.considerations),
  };
  return { type: 'agreeEngagement', engagement: EngagementId.parse(session.parts.ids.next()), terms };
}
