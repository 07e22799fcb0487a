import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { SealError } from "./cipher.ts";
import type { FirmKey } from "./firm-key.ts";

const NONCE = 12;
const TAG = 16;

/** A firm's key that this process itself holds: 32 bytes, from the environment or a file. */
export function localKey(secret: Buffer): FirmKey {
  const id = fingerprint(secret);
  return {
    id,
    async wrap(inner, purpose) {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv("aes-256-gcm", secret, nonce).setAAD(Buffer.from(purpose));
      const wrapped = Buffer.concat([cipher.update(inner), cipher.final()]);
      return Buffer.concat([nonce, wrapped, cipher.getAuthTag()]);
    },
    async unwrap(wrapped, purpose) {
      try {
        const decipher = createDecipheriv("aes-256-gcm", secret, wrapped.subarray(0, NONCE), { authTagLength: TAG });
        decipher.setAAD(Buffer.from(purpose)).setAuthTag(wrapped.subarray(wrapped.length - TAG));
        return Buffer.concat([decipher.update(wrapped.subarray(NONCE, wrapped.length - TAG)), decipher.final()]);
      } catch {
        throw new SealError(
          `A key in the database was not wrapped by the firm's key ${id}, or was changed since.`,
          "CHANGED",
        );
      }
    },
  };
}

/** Sixteen digits that name a key, and say nothing of it. */
const fingerprint = (secret: Buffer): string =>
  `key-${createHash("sha256").update("rejoinder: name of a firm's key").update(secret).digest("hex").slice(0, 16)}`;

/** A new key, in the form in which it is written down. */
export const newKey = (): string => randomBytes(32).toString("base64");

/** A key as it was written down: 32 bytes as base64 or as 64 hexadecimal digits. Undefined where it is none. */
export function readKey(written: string): FirmKey | undefined {
  const text = written.trim();
  const secret = /^[0-9a-f]{64}$/i.test(text)
    ? Buffer.from(text, "hex")
    : /^[A-Za-z0-9+/_-]{43}=?$/.test(text)
      ? Buffer.from(text, "base64")
      : undefined;
  return secret?.length === 32 ? localKey(secret) : undefined;
}
