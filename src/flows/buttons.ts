import { createCipheriv, createDecipheriv, createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import type { AccountRef } from "../domain/message.ts";

/**
 * What comes back from a button, a menu or a form says nothing to whoever reads it, and is good for the one person whom it was
 * drawn for, and the one thing it does. It stays good for as long as the key does: over restarts, and in every replica.
 */
export interface Buttons {
  /** Opaque: the value under a key, and signed with it together with who may press it and what it does. */
  seal(whom: AccountRef, action: string, value: string): string;
  /** Undefined for whatever was not sealed so: altered, made up, another's, or for something else. */
  open(whom: AccountRef, action: string, sealed: string): string | undefined;
  /** The same where the value may be read, and is longer than a platform lets what is opaque be. */
  sign(whom: AccountRef, action: string, value: string): string;
  verify(whom: AccountRef, action: string, signed: string): string | undefined;
}

/** Bytes of the signature. */
const TAG = 16;
/** Longer than any that is made: nobody is to keep us busy. */
const MOST = 20_000;

/** `secrets`: the one that seals now, then those before it, which still open. @throws where there is none. */
export function buttonsUnder(secrets: readonly string[]): Buttons {
  const keys = secrets.map(keysFrom);
  const [current] = keys;
  if (!current) throw new Error("Buttons need a key.");
  const firstOf = <T>(each: (one: Keys) => T | undefined): T | undefined => {
    for (const one of keys) {
      const found = each(one);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return {
    // The signature is the cipher's starting value too: the same button is the same each time that it is drawn (as in RFC 5297).
    seal(whom, action, value) {
      const tag = tagOf(current, "button", whom, action, value);
      const cipher = createCipheriv("aes-256-ctr", current.hide, tag);
      return Buffer.concat([tag, cipher.update(value, "utf8"), cipher.final()]).toString("base64url");
    },
    open(whom, action, sealed) {
      const bytes = bytesOf(sealed);
      if (!bytes) return undefined;
      const given = bytes.subarray(0, TAG);
      return firstOf((key) => {
        const cipher = createDecipheriv("aes-256-ctr", key.hide, given);
        const value = Buffer.concat([cipher.update(bytes.subarray(TAG)), cipher.final()]).toString("utf8");
        return timingSafeEqual(given, tagOf(key, "button", whom, action, value)) ? value : undefined;
      });
    },
    sign: (whom, action, value) => value + tagOf(current, "form", whom, action, value).toString("base64url"),
    verify(whom, action, signed) {
      const given = bytesOf(signed.slice(-SIGNED));
      const value = signed.slice(0, -SIGNED);
      if (!given || given.length !== TAG || signed.length > MOST) return undefined;
      return firstOf((key) => (timingSafeEqual(given, tagOf(key, "form", whom, action, value)) ? value : undefined));
    },
  };
}

/** As many characters are a signature in base64url. */
const SIGNED = Math.ceil((TAG * 4) / 3);

interface Keys {
  readonly sign: Buffer;
  readonly hide: Buffer;
}

function keysFrom(secret: string): Keys {
  const bytes = Buffer.from(hkdfSync("sha256", secret, "", "rejoinder buttons", 64));
  return { sign: bytes.subarray(0, 32), hide: bytes.subarray(32) };
}

/** Each part with its length before it, so that none runs into the next. */
function tagOf(key: Keys, kind: string, { platform, id }: AccountRef, action: string, value: string): Buffer {
  const mac = createHmac("sha256", key.sign);
  for (const part of [kind, platform, id, action, value]) mac.update(`${Buffer.byteLength(part)}:`).update(part);
  return mac.digest().subarray(0, TAG);
}

/** One way of writing each alone is good, so that nothing altered is. */
function bytesOf(written: string): Buffer | undefined {
  if (written.length > MOST || !/^[\w-]+$/.test(written)) return undefined;
  const bytes = Buffer.from(written, "base64url");
  return bytes.length >= TAG && bytes.toString("base64url") === written ? bytes : undefined;
}
