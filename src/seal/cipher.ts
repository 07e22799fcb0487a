import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

/** Whose key it is: the firm's own, a client's, or that of a channel that belongs to no client yet. */
export type Owner = "firm" | `client:${number}` | `channel:${number}`;

/** A key that words are sealed with, as it is while it is used. */
export interface DataKey {
  /** A UUID, which stands in front of everything it sealed. */
  readonly id: string;
  readonly owner: Owner;
  /** 32 bytes. */
  readonly secret: Buffer;
}

/** Where sealed words stand: `messages.body`, and what names the row there for good. What was sealed for one place opens in no other. */
export interface Place {
  readonly column: string;
  readonly row: readonly (string | number)[];
}

/** Its message says what is wrong with a key or with what was sealed, and what to do; no word and no key stands in it. */
export class SealError extends Error {
  override name = "SealError";
  /** `CHANGED` where it is no more what was sealed there; `LOST` where its key is gone; `KEYS` where a key cannot be had now. */
  readonly code: "CHANGED" | "LOST" | "KEYS";

  constructor(message: string, code: "CHANGED" | "LOST" | "KEYS" = "KEYS") {
    super(message);
    this.code = code;
  }
}

const VERSION = 1;
const NONCE = 12;
const TAG = 16;
/** The version, the key's id, the nonce. */
const HEAD = 1 + 16 + NONCE;

/** AES-256-GCM, under a fresh nonce; owner and place are bound to it. The form: version, key id, nonce, sealed words, tag. */
export function seal(key: DataKey, place: Place, words: string): Buffer {
  there(key);
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv("aes-256-gcm", key.secret, nonce).setAAD(bound(key, place));
  const sealed = cipher.update(words, "utf8");
  cipher.final();
  return Buffer.concat([Buffer.of(VERSION), idBytes(key.id), nonce, sealed, cipher.getAuthTag()]);
}

/** @throws SealError where it was not sealed by this key for this place, or was changed since */
export function open(key: DataKey, place: Place, sealed: Uint8Array): string {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  if (keyIdOf(bytes) !== key.id) throw changed(place);
  there(key);
  const decipher = createDecipheriv("aes-256-gcm", key.secret, bytes.subarray(17, HEAD), { authTagLength: TAG });
  decipher.setAAD(bound(key, place)).setAuthTag(bytes.subarray(bytes.length - TAG));
  try {
    const words = decipher.update(bytes.subarray(HEAD, bytes.length - TAG));
    return Buffer.concat([words, decipher.final()]).toString("utf8");
  } catch {
    throw changed(place);
  }
}

/** Which key sealed it. @throws SealError where it is nothing that was sealed */
export function keyIdOf(sealed: Uint8Array): string {
  if (sealed.length < HEAD + TAG || sealed[0] !== VERSION)
    throw new SealError("What stands there was not sealed by this program: it is not opened.", "CHANGED");
  const hex = Buffer.from(sealed.subarray(1, 17)).toString("hex");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** One that was wiped from memory while somebody held it seals nothing. */
function there({ secret }: DataKey): void {
  if (secret.equals(WIPED)) throw new SealError("The key was wiped from memory meanwhile. Try again.");
}

const WIPED = Buffer.alloc(32);

const idBytes = (id: string) => Buffer.from(id.replaceAll("-", ""), "hex");

const bound = ({ owner }: DataKey, { column, row }: Place) =>
  Buffer.from(JSON.stringify([VERSION, owner, column, ...row]));

const changed = ({ column }: Place) =>
  new SealError(
    `In ${column} stands something that was not sealed for that row, or was changed since: it is not opened.`,
    "CHANGED",
  );
