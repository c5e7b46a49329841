import type { PlainDate } from '../calendar/time.ts';
import { type Consent, purposeWasInForce, type StepUpRecipient } from '../consent/consent.ts';
import { type Wishes, wishOf } from '../course/wishes.ts';
import { Participant, PreparationItem, Representative, type StepUp } from './step-up.ts';

/** Why somebody may not be invited to a talk (U2). */
export type NotInvited = 'noHealthBarrier' | 'noFamilyBarrier' | 'noChildren' | 'notWished';

/** A possible participant: invited, and whether no talk is held without them; or not to be invited, and why (U2). */
export type Invitation =
  | { readonly who: Participant; readonly invited: true; readonly required: boolean }
  | { readonly who: Participant; readonly invited: false; readonly because: NotInvited };

/**
 * Who is invited to the talks, everybody in turn (U2): the citizen, caseworker and specialist always; the health representative only with
 * a health barrier; the family representative only with children and a family barrier; the network if it is wished for.
 */
export function invitations(stepUp: StepUp, networkWished: boolean): readonly Invitation[] {
  return Participant.options.map((who) => invitation(who, stepUp, networkWished));
}

function invitation(who: Participant, { barriers, hasChildren }: StepUp, networkWished: boolean): Invitation {
  switch (who) {
    case 'citizen':
    case 'caseworker':
    case 'specialist':
      return { who, invited: true, required: true };
    case 'healthRepresentative':
      return barriers.includes('health') ? asked(who) : { who, invited: false, because: 'noHealthBarrier' };
    case 'familyRepresentative':
      if (!barriers.includes('family')) return { who, invited: false, because: 'noFamilyBarrier' };
      return hasChildren === true ? asked(who) : { who, invited: false, because: 'noChildren' };
    case 'network':
      return networkWished ? asked(who) : { who, invited: false, because: 'notWished' };
    default:
      return who satisfies never;
  }
}

function asked(who: Participant): Invitation {
  return { who, invited: true, required: false };
}

/** Those who are invited. */
export function invited(stepUp: StepUp, networkWished: boolean): readonly Participant[] {
  return invitations(stepUp, networkWished).flatMap((i) => (i.invited ? [i.who] : []));
}

/** The consent by which somebody gets the package and takes part (K4); the citizen and the caseworker need none. */
const CONSENT_OF: Readonly<Partial<Record<Participant, StepUpRecipient>>> = {
  specialist: 'toSpecialist',
  healthRepresentative: 'toHealthRepresentative',
  familyRepresentative: 'toFamilyRepresentative',
  network: 'toNetwork',
};

/** K4: the consents that some participants lack on a day. */
export function consentsLacking(
  consents: readonly Consent[],
  who: readonly Participant[],
  day: PlainDate,
): readonly StepUpRecipient[] {
  return who.flatMap((one) => {
    const direction = CONSENT_OF[one];
    return direction === undefined || purposeWasInForce(consents, 'K4', { direction, day }) ? [] : [direction];
  });
}

/** What the package lacks before it may be sent (U1): a document, a name, or a consent. */
export type PackageLack = PreparationItem | StepUpRecipient | `name${Capitalize<Representative>}`;

/** Everything the package lacks on a day, in the order of the card: the checklist, those invited by name, and K4 towards each. */
export function packageLacks(
  stepUp: StepUp,
  at: { readonly consents: readonly Consent[]; readonly networkWished: boolean; readonly day: PlainDate },
): readonly PackageLack[] {
  const who = invited(stepUp, at.networkWished);
  const documents = PreparationItem.options.filter((item) => !stepUp.prepared.has(item));
  const nameless = Representative.options.filter((r) => who.includes(r) && !stepUp.names.has(r));
  return [...documents, ...nameless.map((r) => NAME_OF[r]), ...consentsLacking(at.consents, who, at.day)];
}

const NAME_OF = {
  healthRepresentative: 'nameHealthRepresentative',
  familyRepresentative: 'nameFamilyRepresentative',
  network: 'nameNetwork',
} as const satisfies Record<Representative, PackageLack>;

/** The network is wished for here, or for the course as a whole (W2). */
export function networkWished(course: Wishes, stepUp: StepUp): boolean {
  return stepUp.network || wishOf(course, 'network') === 'yes';
}
