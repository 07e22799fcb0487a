import fc from "fast-check";
import { expect, test } from "vitest";
import { type DataKey, keyIdOf, open, SealError, seal } from "../../src/seal/cipher.ts";
import { localKey, newKey, readKey } from "../../src/seal/local-key.ts";

const key = (owner: DataKey["owner"] = "client:1", fill = 1): DataKey => ({
  id: "0f8fad5b-d9cb-469f-a165-70867728950e",
  owner,
  secret: Buffer.alloc(32, fill),
});
const place = { column: "messages.body", row: [7, "1768000000.000100"] };

test("what is sealed opens to the same words, whatever they are, and never looks the same twice", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (words) => {
      const [one, other] = [seal(key(), place, words), seal(key(), place, words)];
      expect(open(key(), place, one)).toBe(Buffer.from(words).toString());
      expect(one.equals(other)).toBe(false);
      expect(keyIdOf(one)).toBe(key().id);
    }),
  );
});

test("it opens for no other row, column, owner or key", () => {
  const sealed = seal(key(), place, "Confidential");
  for (const [by, where] of [
    [key(), { ...place, row: [7, "1768000000.000200"] }],
    [key(), { ...place, row: [71, "768000000.000100"] }],
    [key(), { ...place, column: "inbox.body" }],
    [key("client:2"), place],
    [key("client:1", 2), place],
    [{ ...key(), id: "1f8fad5b-d9cb-469f-a165-70867728950e" }, place],
  ] as const)
    expect(() => open(by, where, sealed)).toThrow(SealError);
});

test("one changed bit anywhere, or a byte cut off, and it does not open", () => {
  const sealed = seal(key(), place, "Confidential");
  for (let bit = 0; bit < sealed.length * 8; bit++) {
    const changed = Buffer.from(sealed);
    changed[bit >> 3]! ^= 1 << (bit & 7);
    expect(() => open(key(), place, changed)).toThrow(SealError);
  }
  for (let length = 0; length < sealed.length; length++)
    expect(() => open(key(), place, sealed.subarray(0, length))).toThrow(SealError);
});

test("a key that was wiped from memory while someone held it seals nothing", () => {
  const wiped = key();
  wiped.secret.fill(0);
  expect(() => seal(wiped, place, "Confidential")).toThrow(/wiped/);
});

test("a key that the firm's key wrapped comes out for its own purpose alone", async () => {
  const firm = readKey(newKey())!;
  const secret = Buffer.alloc(32, 3);
  const wrapped = await firm.wrap(secret, "client:1 a");
  expect((await firm.unwrap(wrapped, "client:1 a")).equals(secret)).toBe(true);
  await expect(firm.unwrap(wrapped, "client:2 a")).rejects.toThrow(SealError);
  await expect(readKey(newKey())!.unwrap(wrapped, "client:1 a")).rejects.toThrow(SealError);
});

test("a key is named by what says nothing of it, the same each time; what is no key is none", () => {
  const written = newKey();
  expect(readKey(written)!.id).toBe(localKey(Buffer.from(written, "base64")).id);
  expect(readKey(Buffer.from(written, "base64").toString("hex"))!.id).toBe(readKey(written)!.id);
  expect(readKey(written)!.id).toMatch(/^key-[0-9a-f]{16}$/);
  for (const wrong of ["", "secret", written.slice(1), `${written}${written}`]) expect(readKey(wrong)).toBeUndefined();
});
