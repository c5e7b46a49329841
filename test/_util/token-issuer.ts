import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Claims of a token; what is left out is as Teams would write it. */
export interface TokenClaims {
  readonly iss?: string;
  readonly aud?: string;
  readonly exp?: number;
  readonly nbf?: number;
  readonly serviceurl?: string;
}
export interface TokenShape {
  readonly alg?: 'RS256' | 'HS256' | 'none';
  readonly kid?: string;
  /** Signs with a key that the issuer never published. */
  readonly forged?: boolean;
}

/** An issuer of tokens on this machine, with its OpenID metadata, which counts how often its keys are fetched. */
export interface FakeIssuer {
  readonly issuer: string;
  readonly openIdMetadataUrl: string;
  readonly fetches: number;
  /** From now on the keys cannot be fetched, or can again. */
  setDown(down: boolean): void;
  /** An Authorization header. */
  token(claims: TokenClaims, shape?: TokenShape): string;
  stop(): Promise<void>;
}

export async function startFakeIssuer(audience: string): Promise<FakeIssuer> {
  const issuer = 'https://api.botframework.com';
  const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwk = { ...pair.publicKey.export({ format: 'jwk' }), kid: 'key-1', use: 'sig', endorsements: ['msteams'] };
  let fetches = 0;
  let down = false;
  const server = createServer((req, res) => {
    if (req.url === '/keys') fetches += 1;
    const body = req.url === '/keys' ? { keys: [jwk] } : { issuer, jwks_uri: `http://${req.headers.host}/keys` };
    // Not chained: restify patches writeHead for the whole process, and its own returns nothing.
    res.writeHead(down ? 503 : 200, { 'Content-Type': 'application/json' });
    res.end(JSON.stringify(body));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    issuer,
    openIdMetadataUrl: `http://127.0.0.1:${port}/metadata`,
    get fetches() {
      return fetches;
    },
    setDown(value) {
      down = value;
    },
    token(claims, shape = {}) {
      const now = Math.floor(Date.now() / 1000);
      const payload = { iss: issuer, aud: audience, exp: now + 3600, nbf: now - 60, ...claims };
      return `Bearer ${encode(payload, shape, shape.forged ? stranger.privateKey : pair.privateKey)}`;
    },
    async stop() {
      await new Promise<void>((done) => {
        server.close(() => done());
        server.closeAllConnections();
      });
    },
  };
}

function encode(payload: object, { alg = 'RS256', kid = 'key-1' }: TokenShape, key: KeyObject): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part({ alg, kid, typ: 'JWT' })}.${part(payload)}`;
  switch (alg) {
    case 'none':
      return `${signed}.`;
    case 'HS256':
      return `${signed}.${createHmac('sha256', 'guess').update(signed).digest('base64url')}`;
    case 'RS256':
      return `${signed}.${sign('sha256', Buffer.from(signed), key).toString('base64url')}`;
    default:
      return alg satisfies never;
  }
}
