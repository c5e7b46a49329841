import { inForceOn } from '../../domain/agreement/agreement.ts';
import { AgeReason, ReferralSource } from '../../domain/course/events.ts';
import type { CourseId, OrganisationId } from '../../domain/ids.ts';
import type { Role } from '../../domain/people.ts';
import type { Programme } from '../../domain/programme.ts';
import { weeklyTime } from '../agreements/set-up-facts.ts';
import { formatDateWithYear } from '../format.ts';
import { plain } from '../plain.ts';
import { programmeName } from '../programme-name.ts';
import { allTypedAgain, typedAgain } from '../typed.ts';
import type { View } from '../view.ts';
import { targetGroupLine } from './frame.ts';
import { colleaguesOf, type OpenerSession, type OpeningPlace } from './opening.ts';
import { type FieldErrors, NAME_LENGTH, NOBODY, TypedOpening } from './opening-form.ts';

/** What the first page shows again after a refusal. */
export interface ChooseAgain {
  readonly error: string;
  readonly agreement: string;
  readonly programme: string;
}

/** Page 1 of `nyt forløb`: the agreement and the programme. Drafts stand there as such (S1). */
export function chooseView(
  session: OpenerSession,
  places: readonly OpeningPlace[],
  again: ChooseAgain = { error: '', agreement: '', programme: '' },
): View {
  const { say, language, user } = session;
  const programmes = session.parts.programmes
    .all()
    .filter((p) => places.some((place) => place.programmes.some((one) => one.id === p.id)));
  const first = places.find((p) => p.inForce) ?? places[0];
  return {
    card: 'new-course-choose',
    language,
    data: {
      error: again.error,
      agreements: places.map((p) => ({ title: placeTitle(session, p), value: p.agreement.id })),
      programmes: programmes.map((p) => ({ title: programmeName(say, p), value: p.id })),
      agreement: typedAgain(again.agreement) || (first?.agreement.id ?? ''),
      programme: typedAgain(again.programme) || (programmes[0]?.id ?? ''),
    },
    summary: say('summary.answer'),
    about: { view: 'newCourseChoose', subject: user.id },
    discloses: [],
  };
}

function placeTitle({ say, language, today }: OpenerSession, place: OpeningPlace): string {
  const { terms } = place.agreement;
  if (terms.draft) return say('newCourse.draft', { parties: place.parties });
  if (inForceOn(place.agreement, today)) return place.parties;
  const from = formatDateWithYear(terms.validFrom, language);
  const to = formatDateWithYear(terms.validTo, language);
  return say('newCourse.notInForce', { parties: place.parties, from, to });
}

/** What the second page shows besides its blanks: sentences at the fields, what was typed, and what has come up meanwhile. */
export interface FormState {
  readonly errors: FieldErrors;
  /** What was typed; the CPR number is never shown again. */
  readonly typed: TypedOpening;
  /** A sentence for the whole form. */
  readonly error: string;
  /** The opener is asked for a reason, because the CPR number shows a younger citizen (B1). */
  readonly askAgeReason: boolean;
  /** There is an open course already; empty when not, or when it has been said (N6). */
  readonly known: string;
  readonly discloses: readonly CourseId[];
}

/** The second page as it first appears: today, and the job centre as the usual source. */
export function freshForm(session: OpenerSession): FormState {
  const typed = TypedOpening.parse({ referredOn: session.today, source: 'jobCentre' });
  return { errors: {}, typed, error: '', askAgeReason: false, known: '', discloses: [] };
}

/** Page 2 of `nyt forløb`: the citizen, the referral, and who takes part. Fields that do not apply are not there. */
export async function openingFormView(
  session: OpenerSession,
  at: { readonly place: OpeningPlace; readonly programme: Programme },
  state: FormState,
): Promise<View> {
  const { say, language, user } = session;
  const { agreement, parties } = at.place;
  return {
    card: 'new-course',
    language,
    data: {
      agreement: agreement.id,
      programme: at.programme.id,
      where: `${plain(parties)} · ${programmeName(say, at.programme)}`,
      targetGroup: targetGroupLine(session, agreement.terms),
      error: state.error,
      known: state.known,
      anyway: state.known === '' ? 'false' : 'true',
      submit: say(submitKey(session, state)),
      values: { ...allTypedAgain(state.typed, NAME_LENGTH.max), cpr: '' },
      errors: { ...EMPTY, ...state.errors },
      specialistLabel: say(`specialist.${at.programme.specialistCalled}`),
      ...asked(session, at, state),
      ...(await choices(session, at.place)),
    },
    summary: say('summary.answer'),
    about: { view: 'newCourse', subject: user.id },
    discloses: state.discloses,
  };
}

const EMPTY: TypedOpening = TypedOpening.parse({});

function submitKey({ viewer }: OpenerSession, state: FormState): string {
  if (state.known !== '') return 'newCourse.anyway';
  return viewer.colleague.role === 'clinician' ? 'newCourse.refer' : 'newCourse.open';
}

/** Which fields the role and the programme call for (A6, B1, B2). */
function asked(session: OpenerSession, at: { place: OpeningPlace; programme: Programme }, state: FormState) {
  const { role } = session.viewer.colleague;
  const group = at.programme.startTalks !== null;
  const home = role !== 'clinician';
  return {
    askSource: home,
    askConference: at.place.agreement.conferences.length > 1,
    askClinician: home,
    askSpecialist: role === 'leader' || role === 'caseworker',
    askCaseworker: group && (role === 'leader' || role === 'specialist'),
    askGroupDecision: group && role !== 'caseworker',
    askFirstTalk: group && role === 'caseworker',
    askAgeReason: state.askAgeReason,
  };
}

async function choices(session: OpenerSession, { agreement }: OpeningPlace) {
  const { say } = session;
  const { jobCentre, clinic } = agreement.terms;
  const people = async (organisation: OrganisationId, role: Role) => [
    { title: say('newCourse.nobody'), value: NOBODY },
    ...(await colleaguesOf(session, organisation, role)).map((u) => ({ title: u.name, value: u.id })),
  ];
  return {
    sources: ReferralSource.options.map((value) => ({ title: say(`source.${value}`), value })),
    ageReasons: AgeReason.options.map((value) => ({ title: say(`ageReason.${value}`), value })),
    conferences: agreement.conferences.map((c) => ({ title: `${c.name} (${weeklyTime(session, c)})`, value: c.id })),
    specialists: await people(jobCentre, 'specialist'),
    caseworkers: await people(jobCentre, 'caseworker'),
    clinicians: await people(clinic, 'clinician'),
  };
}
