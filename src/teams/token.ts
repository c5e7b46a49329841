import { z } from 'zod';

/** What a token from Teams must say about itself before its signature is worth fetching a key for. */
export interface ExpectedToken {
  readonly issuer: string;
  readonly audience: string;
  /** Seconds since 1970, from the machine's clock, never from the clock the demo moves. */
  readonly nowSeconds: number;
}

const CLOCK_TOLERANCE_SECONDS = 300;
const Header = z.object({ alg: z.enum(['RS256', 'RS384', 'RS512']), kid: z.string().min(1) });
const Claims = z.object({
  iss: z.string(),
  aud: z.string(),
  exp: z.number(),
  nbf: z.number().optional(),
  serviceurl: z.string().optional(),
});

/**
 * True for an Authorization header that could be Teams': three parts, an RSA signature, the right issuer and audience, in its time.
 * Needs no network, so that a missing, `none`, HS256, foreign or expired token is refused even when the keys cannot be fetched. The
 * signature is botbuilder's to check. It also keeps tokens of the Emulator and of skills from botbuilder, which would widen a list of
 * issuers by what the token says.
 */
export function couldBeFromTeams(authorization: string | undefined, expected: ExpectedToken): boolean {
  const [, head, payload] = /^Bearer ([\w-]+)\.([\w-]+)\.[\w-]+$/.exec(authorization ?? '') ?? [];
  if (!(head && payload)) return false;
  const claims = Claims.safeParse(decode(payload)).data;
  if (!(Header.safeParse(decode(head)).success && claims)) return false;
  const { iss, aud, exp, nbf = 0 } = claims;
  const inTime =
    exp + CLOCK_TOLERANCE_SECONDS > expected.nowSeconds && nbf - CLOCK_TOLERANCE_SECONDS <= expected.nowSeconds;
  return iss === expected.issuer && aud === expected.audience && inTime;
}

function decode(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return;
  }
}
