import type { Session } from '../app/context.ts';
import { changeCourse } from '../app/courses/change-course.ts';
import { openCourse } from '../app/courses/open-course.ts';
import { asOpener, type OpenerSession, openingPlaces } from '../app/courses/opening.ts';
import { type ReadOpening, readOpening, TypedOpening } from '../app/courses/opening-form.ts';
import { firstConferenceId } from '../domain/agreement/agreement.ts';
import type { Instant } from '../domain/calendar/time.ts';
import { DIRECTIONS } from '../domain/consent/consent.ts';
import type { CourseCommand } from '../domain/course/commands.ts';
import { ContactId, type CourseId, EngagementId, PostedId } from '../domain/ids.ts';
import type { AsMember } from './as-member.ts';
import { identityOf, memberByKey } from './cast.ts';
import { consentRecords, consentsToJournal } from './seed-consents.ts';
import type { Example, Happening } from './story.ts';

/** Opens an example's course as whoever opened it. */
export function openExample(asMember: AsMember, example: Example, at: Instant): Promise<CourseId> {
  return asMember(example.by, at, async (session) => {
    const opener = asOpener(session);
    if (opener === null) throw new Error(`${example.by} opens no courses`);
    const place = (await openingPlaces(opener)).find((p) => p.agreement.terms.code === example.agreement);
    const programme = place?.programmes.find((p) => p.id === example.programme);
    if (place === undefined || programme === undefined) throw new Error(`${example.agreement} is not set up`);
    const form = await formOf(opener, example, place);
    const posted = PostedId.parse(session.parts.ids.next());
    const opened = await openCourse(opener, { place, programme, form, anyway: false, posted });
    if (opened.kind !== 'opened') throw new Error(`an example was not opened: ${JSON.stringify(opened)}`);
    return opened.course;
  });
}

/** The form as it would have been filled in, read by the form's own reader. */
async function formOf(
  session: OpenerSession,
  example: Example,
  place: Parameters<typeof readOpening>[1],
): Promise<ReadOpening> {
  const [first] = place.agreement.conferences;
  const typed = TypedOpening.parse({
    name: example.name,
    cpr: example.cpr,
    source: example.source,
    referredOn: example.referredOn ?? example.openedOn,
    conference: first?.id ?? '',
    clinician: await idOf(session, example.clinician),
    specialist: await idOf(session, example.specialist),
    caseworker: await idOf(session, example.caseworker),
    groupDecidedOn: example.groupDecidedOn ?? '',
    firstTalkOn: example.firstTalkOn ?? '',
    ageReason: example.ageReason ?? '',
  });
  const form = readOpening(session, place, typed);
  if ('errors' in form) throw new Error(`an example's form is wrong: ${JSON.stringify(form.errors)}`);
  // Odense gets its conference from the visitor's `opsæt`; its courses belong to that one from the start.
  return first === undefined ? { ...form, conference: firstConferenceId(place.agreement.id) } : form;
}

async function idOf({ tx }: Session, key: string | undefined): Promise<string> {
  if (key === undefined) return '';
  return (await tx.users.byIdentity(identityOf(memberByKey(key))))?.id ?? '';
}

/** Something that happened to a course: one command, as whoever did it. */
export async function makeHappen(
  asMember: AsMember,
  what: { readonly example: Example; readonly course: CourseId; readonly happening: Happening; readonly at: Instant },
): Promise<void> {
  const { example, course, happening, at } = what;
  const who = happening.by ?? example.specialist ?? example.by;
  await asMember(who, at, async (session) => {
    const command = await commandOf(session, { course, happening });
    const changed = await changeCourse(session, { id: course, command, by: session.user.id });
    if (changed.kind === 'refused') {
      throw new Error(`${example.name}: ${happening.do} on ${happening.on} was refused: ${changed.because}`);
    }
  });
}

async function commandOf(
  session: Session,
  { course, happening }: { readonly course: CourseId; readonly happening: Happening },
): Promise<CourseCommand> {
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
    case 'job':
      return jobBegun(session, happening);
    case 'decline':
      return { type: 'decline', because: happening.because };
    case 'close':
      return { type: 'close', because: happening.because };
    default:
      return happening satisfies never;
  }
}

/** A job that begins on the day it is recorded, without an employer's name. */
function jobBegun(
  { parts }: Session,
  { on, kind, weeklyHours, permanent }: Extract<Happening, { do: 'job' }>,
): CourseCommand {
  const terms = {
    kind,
    purpose: null,
    agreedOn: on,
    startsOn: on,
    weeklyHours,
    permanent,
    endsOn: null,
    paidHours: null,
    paidHoursFrom: null,
    employer: null,
    tasks: null,
    considerations: null,
  };
  return { type: 'agreeEngagement', engagement: EngagementId.parse(parts.ids.next()), terms };
}
