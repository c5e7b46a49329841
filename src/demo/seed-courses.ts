import type { Session } from '../app/context.ts';
import { openCourse } from '../app/courses/open-course.ts';
import { asOpener, type OpenerSession, openingPlaces } from '../app/courses/opening.ts';
import { type ReadOpening, readOpening, TypedOpening } from '../app/courses/opening-form.ts';
import { firstConferenceId } from '../domain/agreement/agreement.ts';
import type { Instant } from '../domain/calendar/time.ts';
import { type CourseId, PostedId } from '../domain/ids.ts';
import type { AsMember } from './as-member.ts';
import { identityOf, memberByKey } from './cast.ts';
import type { Example } from './story.ts';

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
