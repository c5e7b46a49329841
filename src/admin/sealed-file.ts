import { createCipheriv, createDecipheriv, randomBytes, randomInt, scryptSync } from 'node:crypto';

/** Leads every file, so that the way of sealing can change later; it is signed with the rest. */
const MAGIC = Buffer.from('TRINVIS1');
const SALT_BYTES = 16;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** 64 MB and about a fifth of a second for each guess. */
const SCRYPT = { N: 2 ** 16, r: 8, p: 1, maxmem: 128 * 1024 * 1024 } as const;

/** Without what looks alike: 0 and o, 1, l and i. */
const LETTERS = '23456789abcdefghjkmnpqrstuvwxyz';
const GROUPS = 5;
const GROUP_LENGTH = 5;

/** A passphrase of about 124 bits, in groups that can be read aloud. */
export function newPassphrase(): string {
  const letter = () => LETTERS[randomInt(LETTERS.length)];
  const group = () => Array.from({ length: GROUP_LENGTH }, letter).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}

/** A text under a passphrase: scrypt and AES-256-GCM. Magic, salt, nonce, ciphertext, tag. */
export function sealFile(text: string, passphrase: string): Buffer {
  const salt = randomBytes(SALT_BYTES);
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', keyOf(passphrase, salt), nonce).setAAD(MAGIC);
  return Buffer.concat([MAGIC, salt, nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
}

/** The text again; null when the passphrase is another one, or the file was changed or is none of ours. */
export function openFile(sealed: Buffer, passphrase: string): string | null {
  const [salt, nonce, rest] = parts(sealed);
  if (rest.length < TAG_BYTES || !sealed.subarray(0, MAGIC.length).equals(MAGIC)) return null;
  try {
    const decipher = createDecipheriv('aes-256-gcm', keyOf(passphrase, salt), nonce, { authTagLength: TAG_BYTES })
      .setAAD(MAGIC)
      .setAuthTag(rest.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(rest.subarray(0, -TAG_BYTES)), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}

function parts(sealed: Buffer): readonly [Buffer, Buffer, Buffer] {
  const salt = MAGIC.length + SALT_BYTES;
  const nonce = salt + NONCE_BYTES;
  return [sealed.subarray(MAGIC.length, salt), sealed.subarray(salt, nonce), sealed.subarray(nonce)];
}

/** However it is written down: case, spaces and hyphens do not matter. */
function keyOf(passphrase: string, salt: Uint8Array): Buffer {
  return scryptSync(passphrase.toLowerCase().replaceAll(/[^a-z0-9]/g, ''), salt, 32, SCRYPT);
}
