import type { PersonViewer } from '../../domain/access.ts';
import { type Agreement, inForceOn } from '../../domain/agreement/agreement.ts';
import type { AgreementId } from '../../domain/ids.ts';
import type { Role } from '../../domain/people.ts';
import type { Programme } from '../../domain/programme.ts';
import { loadAgreement } from '../agreements/load-agreement.ts';
import type { Session } from '../context.ts';
import type { User } from '../ports/records.ts';

/** A session of somebody who may open or refer: their access and their role's part in it are certain. */
export interface OpenerSession extends Session {
  readonly viewer: PersonViewer;
}

/** An agreement with the programmes somebody may choose under it. */
export interface OpeningPlace {
  readonly agreement: Agreement;
  readonly inForce: boolean;
  readonly programmes: readonly Programme[];
  /** "Jobcenter Odense – Lokalpsykiatri Odense". */
  readonly parties: string;
}

/** Roles that open or refer a course (product.md 2). */
export const OPENERS: readonly Role[] = ['specialist', 'clinician', 'caseworker', 'leader'];

/** The session as an opener's; null for everybody else. */
export function asOpener(session: Session): OpenerSession | null {
  const { viewer } = session;
  return viewer !== null && OPENERS.includes(viewer.colleague.role) ? { ...session, viewer } : null;
}

/** The agreements the opener's organisation is a party to, drafts included: their refusal says more than their absence (S1). */
export async function openingPlaces(session: OpenerSession): Promise<readonly OpeningPlace[]> {
  const places = await Promise.all([...session.viewer.agreements].map((id) => openingPlace(session, id)));
  return places.sort((a, b) => a.agreement.terms.code.localeCompare(b.agreement.terms.code));
}

/** One agreement as a place to open a course. Whoever calls has checked that it is the opener's own. */
async function openingPlace(session: OpenerSession, id: AgreementId): Promise<OpeningPlace> {
  const { agreement } = await loadAgreement(session, id);
  const { terms } = agreement;
  const refersOnly = session.viewer.colleague.role === 'clinician';
  const [jobCentre, clinic] = await Promise.all(
    [terms.jobCentre, terms.clinic].map((party) => session.tx.organisations.get(party)),
  );
  return {
    agreement,
    inForce: inForceOn(agreement, session.today),
    programmes: session.parts.programmes
      .all()
      .filter((p) => terms.programmes.includes(p.id) && (p.clinicianMayRefer || !refersOnly)),
    parties: `${jobCentre?.name ?? ''} – ${clinic?.name ?? ''}`,
  };
}

/** The colleagues of one role in an organisation, by name. */
export async function colleaguesOf(
  session: Session,
  organisation: User['organisation'],
  role: Role,
): Promise<readonly User[]> {
  if (organisation === null) return [];
  const users = await session.tx.users.ofOrganisation(organisation);
  return users.filter((u) => u.role === role).sort((a, b) => a.name.localeCompare(b.name, 'da'));
}
