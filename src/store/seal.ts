import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto';
import { StoreError } from '../app/ports.ts';

/** Leads every sealed value, so that the way of sealing can change later. */
const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** A key and the place (table, column, row) the value belongs to: a value moved elsewhere does not open. */
export interface SealedAt {
  readonly key: KeyObject | Uint8Array;
  readonly place: string;
}

/** AES-256-GCM: version, nonce, ciphertext, tag. */
export function seal(clear: Uint8Array, { key, place }: SealedAt): Uint8Array {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place));
  return Buffer.concat([Uint8Array.of(VERSION), nonce, cipher.update(clear), cipher.final(), cipher.getAuthTag()]);
}

/** Throws a StoreError that names the place when the value was changed, moved or sealed with another key. */
export function unseal(sealed: Uint8Array, { key, place }: SealedAt): Buffer {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  try {
    if (bytes[0] !== VERSION) throw new Error('unknown version');
    const nonce = bytes.subarray(1, 1 + NONCE_BYTES);
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES })
      .setAAD(Buffer.from(place))
      .setAuthTag(bytes.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(bytes.subarray(1 + NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
  } catch (cause) {
    throw new StoreError(`a sealed value does not open: ${place}`, { cause });
  }
}

export function sealText(text: string, at: SealedAt): Uint8Array {
  return seal(Buffer.from(text, 'utf8'), at);
}

export function unsealText(sealed: Uint8Array, at: SealedAt): string {
  return unseal(sealed, at).toString('utf8');
}
