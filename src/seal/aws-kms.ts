import { ask } from "./ask.ts";
import { SealError } from "./cipher.ts";
import type { FirmKey } from "./firm-key.ts";
import { type Credentials, signed } from "./sigv4.ts";

/** A key of AWS KMS by its ARN: `arn:aws:kms:eu-central-1:111122223333:key/…`. */
export const isKmsArn = (name: string): boolean => ARN.test(name);

const ARN = /^arn:(aws[a-z-]*):kms:([a-z0-9-]+):\d{12}:key\/[A-Za-z0-9-]+$/;

/**
 * The firm's key with AWS KMS, which never lets it out: it is asked to wrap and to unwrap. The purpose goes along as encryption
 * context, which stands in AWS's own log too: an id and whose key it is by number, never a name.
 */
export function awsKms(arn: string, who: () => Promise<Credentials>, now: () => number): FirmKey {
  const [, partition, region] = ARN.exec(arn)!;
  const host = `kms.${region}.amazonaws.com${partition === "aws-cn" ? ".cn" : ""}`;
  const call = async (action: "Encrypt" | "Decrypt", fields: object): Promise<Record<string, unknown>> => {
    const body = JSON.stringify({ KeyId: arn, ...fields });
    const to = { host, region: region!, service: "kms", target: `TrentService.${action}` };
    const headers = signed(to, body, await who(), now());
    return ask(`AWS KMS (${host})`, `https://${host}/`, { method: "POST", headers, body }, (said) =>
      typeof said.__type === "string" ? said.__type.split("#").at(-1) : undefined,
    );
  };
  const context = (purpose: string) => ({ EncryptionContext: { rejoinder: purpose } });
  return {
    id: arn,
    async wrap(secret, purpose) {
      const { CiphertextBlob } = await call("Encrypt", { Plaintext: secret.toString("base64"), ...context(purpose) });
      return bytes(CiphertextBlob);
    },
    async unwrap(wrapped, purpose) {
      const { Plaintext } = await call("Decrypt", { CiphertextBlob: wrapped.toString("base64"), ...context(purpose) });
      return bytes(Plaintext);
    },
  };
}

function bytes(said: unknown): Buffer {
  if (typeof said !== "string") throw new SealError("AWS KMS answered without a key.");
  return Buffer.from(said, "base64");
}
