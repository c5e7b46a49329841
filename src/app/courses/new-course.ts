import { AgreementId, type PostedId } from '../../domain/ids.ts';
import type { Programme } from '../../domain/programme.ts';
import type { Refusal } from '../../domain/refusal.ts';
import type { CourseRow } from '../ports/records.ts';
import { refusalSentence } from '../refusal-sentence.ts';
import { type Answer, card, notice } from '../view.ts';
import { courseOpenedView } from './course-opened-view.ts';
import { showCourse, showCourses } from './load-course.ts';
import { chooseView, type FormState, freshForm, openingFormView } from './new-course-view.ts';
import { openCourse } from './open-course.ts';
import { type OpenerSession, type OpeningPlace, openingPlaces } from './opening.ts';
import { type OpeningField, type ReadOpening, readOpening, type TypedOpening } from './opening-form.ts';

/** `nyt forløb`: the first page, or at once the second where there is only one agreement and one programme. */
export async function startOpening(session: OpenerSession): Promise<Answer> {
  const places = await openingPlaces(session);
  const [place] = places;
  if (place === undefined) return notice(session.say('newCourse.noAgreement'));
  const [programme] = place.programmes;
  const onlyOne = places.length === 1 && place.inForce && place.programmes.length === 1;
  if (onlyOne && programme !== undefined)
    return card(await openingFormView(session, { place, programme }, freshForm(session)));
  return card(chooseView(session, places));
}

/** What the first page sent. */
export interface Chosen {
  readonly agreement: string;
  readonly programme: string;
}

/** From the first page to the second; a draft or a programme that is not offered is refused here already (S1). */
export async function chooseOpening(session: OpenerSession, chosen: Chosen): Promise<Answer> {
  const places = await openingPlaces(session);
  const at = placeOf(session, places, chosen);
  const refusal = at === null ? 'not-found' : refusalOf(at);
  if (at === null || refusal !== null) {
    const error = refusalSentence(session.say, { because: refusal ?? 'not-found' });
    return card(chooseView(session, places, { error, ...chosen }));
  }
  return card(await openingFormView(session, at, freshForm(session)));
}

interface At {
  readonly place: OpeningPlace;
  readonly programme: Programme;
}

function placeOf(session: OpenerSession, places: readonly OpeningPlace[], chosen: Chosen): At | null {
  const agreement = AgreementId.safeParse(chosen.agreement);
  const place = places.find((p) => p.agreement.id === agreement.data);
  const programme = session.parts.programmes.all().find((p) => p.id === chosen.programme);
  return place === undefined || programme === undefined ? null : { place, programme };
}

function refusalOf({ place, programme }: At): Refusal['because'] | null {
  if (!place.inForce) return 'agreement-not-in-force';
  if (!place.programmes.some((p) => p.id === programme.id)) return 'programme-not-offered';
  return place.agreement.conferences.length === 0 ? 'no-conference' : null;
}

/** The second page sent: the course is opened, or the form comes back with what is wrong and all that was typed but the CPR number. */
export async function submitOpening(
  session: OpenerSession,
  sent: { readonly chosen: Chosen; readonly typed: TypedOpening; readonly anyway: boolean; readonly posted: PostedId },
): Promise<Answer> {
  const at = placeOf(session, await openingPlaces(session), sent.chosen);
  if (at === null) return notice(refusalSentence(session.say, { because: 'not-found' }));
  const base: FormState = { ...freshForm(session), typed: sent.typed, askAgeReason: sent.typed.ageReason !== '' };
  const read = readOpening(session, at.place, sent.typed);
  if ('errors' in read) {
    const known = sent.anyway ? session.say('newCourse.known') : '';
    return again(session, at, { ...base, known, errors: withCprAgain(session, read.errors) });
  }
  const opening = await openCourse(session, { ...at, form: read, anyway: sent.anyway, posted: sent.posted });
  switch (opening.kind) {
    case 'refused':
      return again(session, at, refusedState(session, base, opening));
    case 'known':
      return again(session, at, { ...base, ...(await knownState(session, opening.rows)) });
    case 'answered':
      return notice(session.say('errors.alreadyAnswered'));
    case 'opened':
      return receipt(session, opening.course, read);
    default:
      return opening satisfies never;
  }
}

async function receipt(session: OpenerSession, id: CourseRow['id'], { cpr }: ReadOpening): Promise<Answer> {
  const shown = await showCourse(session, session.viewer, id);
  if (shown === null) throw new Error('a course that its opener may not see');
  return card(await courseOpenedView(session, shown, { mod11: cpr.mod11 }));
}

async function again(session: OpenerSession, at: At, state: FormState): Promise<Answer> {
  return card(await openingFormView(session, at, state));
}

/** The CPR field comes back empty, so it says why. */
function withCprAgain({ say }: OpenerSession, errors: FormState['errors']): FormState['errors'] {
  return { cpr: say('newCourse.cprAgain'), ...errors };
}

/** Where on the form a refusal belongs; the rest stands on top of it. */
const FIELD_OF: Readonly<Partial<Record<Refusal['because'], OpeningField>>> = {
  'age-reason-needed': 'ageReason',
  'group-decision-date-needed': 'groupDecidedOn',
};

function refusedState(session: OpenerSession, base: FormState, refusal: Refusal): FormState {
  const sentence = refusalSentence(session.say, refusal);
  const field = FIELD_OF[refusal.because];
  const errors = withCprAgain(session, field === undefined ? {} : { [field]: sentence });
  const askAgeReason = base.askAgeReason || field === 'ageReason';
  return { ...base, errors, askAgeReason, error: field === undefined ? sentence : '' };
}

/** N6: the alias only for those who may see the course anyway; for the others just that there is one in the house. */
async function knownState(
  session: OpenerSession,
  rows: readonly CourseRow[],
): Promise<Pick<FormState, 'known' | 'errors' | 'discloses'>> {
  const shown = await showCourses(session, session.viewer, rows);
  const aliases = shown.map((s) => s.shown.value.alias);
  const { say } = session;
  return {
    known: aliases.length === 0 ? say('newCourse.known') : say('newCourse.knownAs', { aliases: aliases.join(', ') }),
    errors: withCprAgain(session, {}),
    discloses: shown.map((s) => s.shown.value.id),
  };
}
