import { createPublicKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';

/** The keys that Teams signs with could not be fetched: nobody can be told apart right now, which is not the caller's fault. */
export class KeysUnavailable extends Error {
  override readonly name = 'KeysUnavailable';
}

interface SigningKey {
  readonly key: KeyObject;
  readonly endorsements: readonly string[];
}
export interface SigningKeys {
  getKey(keyId: string): Promise<SigningKey | null>;
}

const Metadata = z.object({ jwks_uri: z.url() });
const KeySet = z.object({
  keys: z.array(
    z.object({
      kid: z.string(),
      kty: z.string(),
      n: z.string().optional(),
      e: z.string().optional(),
      endorsements: z.array(z.string()).default([]),
    }),
  ),
});

const FETCH_DEADLINE_MS = 5000;
const FRESH_MS = 24 * 3_600_000;
/** An unknown key id is looked up again at most this often, a failed fetch at most every second. */
const UNKNOWN_KEY_MS = 5 * 60_000;
const FAILED_MS = 1000;

/**
 * The public keys behind an OpenID metadata address. Fetched when first needed, once for all who ask meanwhile, and again after a day;
 * keys that could not be renewed stay in force.
 */
export function createSigningKeys(metadataUrl: string): SigningKeys {
  let keys: ReadonlyMap<string, SigningKey> | null = null;
  let fetchedAt = 0;
  let failedAt = Number.NEGATIVE_INFINITY;
  let fetching: Promise<void> | null = null;

  async function refresh(): Promise<void> {
    try {
      keys = await fetchKeys(metadataUrl);
      fetchedAt = performance.now();
    } catch (error) {
      failedAt = performance.now();
      if (!keys) throw new KeysUnavailable('the signing keys of Teams could not be fetched', { cause: error });
    }
  }

  function refreshOnce(): Promise<void> {
    fetching ??= refresh().finally(() => {
      fetching = null;
    });
    return fetching;
  }

  return {
    async getKey(keyId) {
      const now = performance.now();
      const maxAge = keys?.has(keyId) ? FRESH_MS : UNKNOWN_KEY_MS;
      const wanted = !keys || now - fetchedAt > maxAge;
      if (wanted && (fetching || now - failedAt > FAILED_MS)) await refreshOnce();
      if (!keys) throw new KeysUnavailable('the signing keys of Teams could not be fetched');
      return keys.get(keyId) ?? null;
    },
  };
}

async function fetchKeys(metadataUrl: string): Promise<ReadonlyMap<string, SigningKey>> {
  const { jwks_uri } = Metadata.parse(await fetchJson(metadataUrl));
  const { keys } = KeySet.parse(await fetchJson(jwks_uri));
  return new Map(
    keys.flatMap(({ kid, kty, n, e, endorsements }) => {
      if (kty !== 'RSA' || !n || !e) return [];
      return [[kid, { key: createPublicKey({ key: { kty, n, e }, format: 'jwk' }), endorsements }]];
    }),
  );
}

async function fetchJson(url: string): Promise<unknown> {
  const response = await fetch(url, { signal: AbortSignal.timeout(FETCH_DEADLINE_MS) });
  if (!response.ok) throw new KeysUnavailable(`answered ${response.status}`);
  return response.json();
}
