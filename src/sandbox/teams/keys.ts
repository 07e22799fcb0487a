import { createPublicKey, generateKeyPairSync, sign, verify } from "node:crypto";
import type { Fields } from "./workspace.ts";

// One pair for the whole process: botframework-connector caches keys by metadata URL and tokens by app id, process-wide,
// so a second sandbox that had keys of its own would be refused.
const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const KEY_ID = "sandbox-key-1";

/** The key set as the Bot Framework publishes it: each key says for which channels it may sign. */
export const keySet = (): Fields => ({
  keys: [
    {
      ...publicKey.export({ format: "jwk" }),
      use: "sig",
      alg: "RS256",
      kid: KEY_ID,
      x5t: KEY_ID,
      endorsements: ["msteams"],
    },
  ],
});

/**
 * A JWT, RS256. Issued now and good for an hour by the machine's own clock, for that is what botframework-connector checks it by.
 */
export function signed(claims: Fields, expiresInSeconds = 3600): string {
  const now = Math.floor(Date.now() / 1000);
  const header = { alg: "RS256", typ: "JWT", kid: KEY_ID, x5t: KEY_ID };
  const body = `${part(header)}.${part({ nbf: now - 60, exp: now + expiresInSeconds, ...claims })}`;
  return `${body}.${sign("RSA-SHA256", Buffer.from(body), privateKey).toString("base64url")}`;
}

/** The claims of a JWT of ours that has not expired; undefined otherwise. */
export function claimsOf(token: string): Fields | undefined {
  const [header, body, signature] = token.split(".");
  if (!header || !body || !signature) return undefined;
  const valid = verify(
    "RSA-SHA256",
    Buffer.from(`${header}.${body}`),
    createPublicKey(publicKey.export({ format: "pem", type: "spki" })),
    Buffer.from(signature, "base64url"),
  );
  if (!valid) return undefined;
  const claims = JSON.parse(Buffer.from(body, "base64url").toString()) as Fields;
  return Number(claims.exp) * 1000 > Date.now() ? claims : undefined;
}

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
