import { z } from 'zod';
import type { SendResult } from '../app/messenger.ts';

/** What was attempted: a failed update may be repeated, a failed send may have arrived. */
export type Operation = 'send' | 'update';

export interface Failure {
  readonly error: unknown;
  readonly operation: Operation;
  /** Whether the request reached the network before it failed. */
  readonly begun: boolean;
  /** Milliseconds since 1970, from the machine's clock: for a Retry-After that names a time. */
  readonly nowMs: number;
}

const RestError = z.object({
  statusCode: z.number().optional().catch(undefined),
  code: z.union([z.string(), z.number()]).optional().catch(undefined),
  response: z
    .object({ headers: z.custom<{ get(name: string): string | undefined }>(hasGet) })
    .optional()
    .catch(undefined),
});
type RestError = z.infer<typeof RestError>;

/** No connection came about, so nothing was delivered. */
const NEVER_CONNECTED: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);
const LONGEST_WAIT_MS = 24 * 3_600_000;

/** What a failed call means for its message: the HTTP status first, Teams' error code second (both differ between its versions). */
export function classifyFailure(failure: Failure): SendResult {
  const error = RestError.safeParse(failure.error).data ?? {};
  const { statusCode: status, code } = error;
  if (status === undefined) {
    if (!failure.begun || NEVER_CONNECTED.has(code)) return { kind: 'wait', afterMs: null };
    return { kind: 'ambiguous', status: null };
  }
  return classifyStatus(status, error, failure);
}

function classifyStatus(status: number, error: RestError, { operation, nowMs }: Failure): SendResult {
  switch (status) {
    case 403:
      return { kind: 'blocked', status };
    case 404:
      return operation === 'update' && error.code !== 'ConversationNotFound'
        ? { kind: 'gone' }
        : { kind: 'blocked', status };
    case 412:
    case 429:
      return { kind: 'wait', afterMs: waitOf(error, nowMs) };
    case 408:
    case 500:
    case 502:
    case 503:
    case 504:
      return { kind: 'ambiguous', status };
    default:
      // Accepted, but the answer was unreadable: delivered, and its id is lost.
      return status < 300 ? { kind: 'sent', activityId: null } : { kind: 'refused', status };
  }
}

/** `Retry-After` in seconds or as a date; null where it is missing or unreadable, so that the caller backs off by itself. */
function waitOf({ response }: RestError, nowMs: number): number | null {
  const value = response?.headers.get('retry-after')?.trim();
  if (!value) return null;
  if (/^\d{1,6}$/.test(value)) return Math.min(Number(value) * 1000, LONGEST_WAIT_MS);
  const at = /[a-z]/i.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? null : Math.min(Math.max(at - nowMs, 0), LONGEST_WAIT_MS);
}

function hasGet(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'get' in value && typeof value.get === 'function';
}
