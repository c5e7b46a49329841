import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

/** Either the JSON of a request, or the HTTP status that says what is wrong with it. */
export type RequestBody =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'refused'; readonly status: 400 | 413 | 415; readonly because: string };

const MAX_BODY_BYTES = 256 * 1024;
/** What is over the limit is still read, and thrown away, so that the caller hears the 413; beyond this it is cut off. */
const MAX_DISCARDED_BYTES = 32 * 1024 * 1024;

/** Refuses a body by its headers alone: restify's own parser ends the process on a gzip header over a plain body. */
export function refuseByHeaders(headers: IncomingHttpHeaders): (RequestBody & { kind: 'refused' }) | null {
  const encoding = headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
  if (encoding !== 'identity') return { kind: 'refused', status: 415, because: 'content-encoding' };
  const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') return { kind: 'refused', status: 415, because: 'content-type' };
  return null;
}

/** Reads a request's JSON, at most 256 KB of it. Rejects only when the caller hangs up or sends without end. */
export async function readJson(request: IncomingMessage): Promise<RequestBody> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes <= MAX_BODY_BYTES) chunks.push(chunk);
    else chunks.length = 0;
    if (bytes > MAX_DISCARDED_BYTES) throw new Error('a body without end');
  }
  if (bytes > MAX_BODY_BYTES) return { kind: 'refused', status: 413, because: 'too-large' };
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
    return { kind: 'json', value: JSON.parse(text) };
  } catch {
    return { kind: 'refused', status: 400, because: 'malformed-json' };
  }
}
