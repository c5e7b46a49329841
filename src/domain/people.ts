import { z } from 'zod';
import type { OrganisationId, UserId } from './ids.ts';

/** The two sides that share no system: the job centre and the psychiatric clinic (domain.md 2). */
export const Side = z.enum(['jobCentre', 'psychiatry']);
export type Side = z.infer<typeof Side>;

/** What a colleague does; one role each, deny by default (product.md 4). */
export const Role = z.enum(['specialist', 'clinician', 'caseworker', 'leader', 'coordinator', 'admin']);
export type Role = z.infer<typeof Role>;

/** The side on which each role works; coordinators sit on either side, administrators on none in particular. */
export const SIDE_OF_ROLE: Readonly<Record<Role, Side | null>> = {
  specialist: 'jobCentre',
  caseworker: 'jobCentre',
  leader: 'jobCentre',
  clinician: 'psychiatry',
  coordinator: null,
  admin: null,
};

/** A person who may act: what access decisions need to know, and no name. */
export interface Colleague {
  readonly id: UserId;
  readonly role: Role;
  readonly organisation: OrganisationId | null;
  readonly side: Side | null;
  /** A specialist's team leader. */
  readonly leader: UserId | null;
}
