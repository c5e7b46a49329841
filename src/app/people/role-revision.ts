import { createHash } from 'node:crypto';
import type { User } from '../ports/records.ts';

/** What tells a form about somebody that they have been changed since: opaque, without their data. */
export function roleRevision({ role, organisation, leader, language }: User): string {
  return createHash('sha256')
    .update(JSON.stringify([role, organisation, leader, language]))
    .digest('hex')
    .slice(0, 12);
}
