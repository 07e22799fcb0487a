import { randomBytes } from "node:crypto";
import { ask } from "./ask.ts";
import { SealError } from "./cipher.ts";
import type { FirmKey } from "./firm-key.ts";
import { localKey } from "./local-key.ts";

/** A key of Azure Key Vault or Managed HSM by its address: `https://fixture.vault.azure.net/keys/rejoinder`, with its version or without. */
export const isVaultKey = (name: string): boolean => KEY.test(name);

const KEY = /^https:\/\/[a-z0-9-]+\.((?:vault|managedhsm)\.[a-z.]+)\/keys\/[A-Za-z0-9-]+(\/[0-9a-f]{32})?$/;

export interface AzureSettings {
  readonly tenantId?: string;
  readonly clientId?: string;
  readonly clientSecret?: string;
}

const VERSION = "7.4";
const ALGORITHM = "RSA-OAEP-256";

/**
 * The firm's key with Azure Key Vault, which never lets it out: an RSA key that wraps and unwraps. RSA binds no purpose, so it
 * wraps a key made for the occasion, and that one wraps for the purpose. What it wrapped names the key's version, which
 * unwraps it: the form is that address, a line's end, the wrapped key of the occasion by 2 bytes of length, and the rest.
 */
export function azureKeyVault(key: string, token: () => Promise<string>): FirmKey {
  const call = async (
    at: string,
    action: "wrapkey" | "unwrapkey",
    value: Buffer,
  ): Promise<{ kid: string; value: Buffer }> => {
    const host = new URL(at).host;
    const said = await ask(
      `Azure Key Vault (${host})`,
      `${at}/${action}?api-version=${VERSION}`,
      {
        method: "POST",
        headers: { authorization: `Bearer ${await token()}`, "content-type": "application/json" },
        body: JSON.stringify({ alg: ALGORITHM, value: value.toString("base64url") }),
      },
      codeOf,
    );
    if (typeof said.kid !== "string" || typeof said.value !== "string")
      throw new SealError("Azure Key Vault answered without a key.");
    return { kid: said.kid, value: Buffer.from(said.value, "base64url") };
  };
  return {
    id: key,
    async wrap(secret, purpose) {
      const occasion = randomBytes(32);
      const { kid, value } = await call(key, "wrapkey", occasion);
      const length = Buffer.alloc(2);
      length.writeUInt16BE(value.length);
      return Buffer.concat([Buffer.from(`${kid}\n`), length, value, await localKey(occasion).wrap(secret, purpose)]);
    },
    async unwrap(wrapped, purpose) {
      const end = wrapped.indexOf("\n");
      const kid = wrapped.subarray(0, Math.max(end, 0)).toString();
      // What stands in the database chooses no server to ask.
      if (kid !== key && !kid.startsWith(`${key}/`))
        throw new SealError(`A key in the database was not wrapped by ${key}, or was changed since.`, "CHANGED");
      const length = wrapped.readUInt16BE(end + 1);
      const rest = end + 3 + length;
      const { value } = await call(kid, "unwrapkey", wrapped.subarray(end + 3, rest));
      return localKey(value).unwrap(wrapped.subarray(rest), purpose);
    },
  };
}

/** What this program proves itself to Azure by: a client secret where it was given one, else its machine's managed identity. */
export function azureToken(key: string, given: AzureSettings, now: () => number): () => Promise<string> {
  const audience = `https://${KEY.exec(key)![1]}`;
  const { tenantId, clientId, clientSecret } = given;
  let kept: { token: string; until: number } | undefined;
  return async () => {
    if (kept && now() < kept.until) return kept.token;
    const said = await (tenantId && clientId && clientSecret
      ? ask(
          "Microsoft Entra",
          `https://login.microsoftonline.com/${tenantId}/oauth2/v2.0/token`,
          {
            method: "POST",
            body: new URLSearchParams({
              ...{ grant_type: "client_credentials", client_id: clientId, client_secret: clientSecret },
              scope: `${audience}/.default`,
            }),
          },
          (it) => (typeof it.error === "string" ? it.error : undefined),
        )
      : ask(
          "The managed identity of this machine",
          `http://169.254.169.254/metadata/identity/oauth2/token?${new URLSearchParams({ "api-version": "2018-02-01", resource: audience, ...(clientId ? { client_id: clientId } : {}) })}`,
          { headers: { metadata: "true" } },
          (it) => (typeof it.error === "string" ? it.error : undefined),
        ));
    if (typeof said.access_token !== "string") throw new SealError("Microsoft gave no token for Azure Key Vault.");
    // Five minutes before it expires it is asked for anew.
    kept = { token: said.access_token, until: now() + (Number(said.expires_in) - 300) * 1000 };
    return kept.token;
  };
}

const codeOf = ({ error }: Record<string, unknown>): string | undefined => {
  const code = error && typeof error === "object" && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : undefined;
};
