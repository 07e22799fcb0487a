import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from "node:crypto";
import nock from "nock";

export const ARN = "arn:aws:kms:eu-central-1:111122223333:key/0f8fad5b-d9cb-469f-a165-70867728950e";
export const CREDENTIALS = {
  accessKeyId: "AKIDFIXTURE",
  secretAccessKey: "fixture/secret",
  sessionToken: "fixture-session",
};

/**
 * AWS KMS for tests: checks each signature by AWS's own rules, from what arrived and from nothing else, and wraps with a key that
 * never leaves it. `asked` counts what was asked of it.
 */
export function kmsHere(now: () => number) {
  const key = randomBytes(32);
  const asked: string[] = [];
  const scope = nock("https://kms.eu-central-1.amazonaws.com")
    .post("/")
    .reply(async (request: Request) => {
      const headers = Object.fromEntries(request.headers);
      headers.host ??= new URL(request.url).host;
      const text = await request.text();
      const wrong = refused(headers, text, now());
      if (wrong) return [400, { __type: wrong }];
      const action = headers["x-amz-target"]!.replace("TrentService.", "");
      asked.push(action);
      return answer(key, action, JSON.parse(text));
    })
    .persist();
  return { asked, stop: () => scope.persist(false) };
}

function answer(key: Buffer, action: string, said: Record<string, unknown>): [number, object] {
  if (said.KeyId !== ARN) return [400, { __type: "NotFoundException" }];
  const context = Buffer.from(JSON.stringify(said.EncryptionContext));
  if (action === "Encrypt") {
    const nonce = randomBytes(12);
    const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(context);
    const sealed = Buffer.concat([cipher.update(Buffer.from(String(said.Plaintext), "base64")), cipher.final()]);
    const blob = Buffer.concat([nonce, sealed, cipher.getAuthTag()]);
    return [200, { KeyId: ARN, CiphertextBlob: blob.toString("base64"), EncryptionAlgorithm: "SYMMETRIC_DEFAULT" }];
  }
  const blob = Buffer.from(String(said.CiphertextBlob), "base64");
  try {
    const decipher = createDecipheriv("aes-256-gcm", key, blob.subarray(0, 12)).setAAD(context);
    decipher.setAuthTag(blob.subarray(-16));
    const plain = Buffer.concat([decipher.update(blob.subarray(12, -16)), decipher.final()]);
    return [200, { KeyId: ARN, Plaintext: plain.toString("base64") }];
  } catch {
    return [400, { __type: "com.amazonaws.kms#InvalidCiphertextException" }];
  }
}

/** What AWS would refuse it for; undefined where it is well signed. */
function refused(headers: Record<string, string>, body: string, now: number): string | undefined {
  const [, id, day, region, service, names, signature] =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
      headers.authorization ?? "",
    ) ?? [];
  if (id !== CREDENTIALS.accessKeyId || region !== "eu-central-1" || service !== "kms")
    return "UnrecognizedClientException";
  const time = headers["x-amz-date"]!;
  const at = Date.parse(time.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));
  if (!time.startsWith(day!) || Math.abs(at - now) > 5 * 60_000) return "RequestExpired";
  const list = names!.split(";");
  if (["host", "x-amz-date", "x-amz-security-token", "x-amz-target"].some((name) => !list.includes(name)))
    return "IncompleteSignature";
  if (headers["x-amz-security-token"] !== CREDENTIALS.sessionToken) return "UnrecognizedClientException";
  const sha = (text: string) => createHash("sha256").update(text).digest("hex");
  const hmac = (by: string | Buffer, text: string) => createHmac("sha256", by).update(text).digest();
  const canonical = [
    "POST",
    "/",
    "",
    ...list.map((name) => `${name}:${headers[name]!.trim()}`),
    "",
    names,
    sha(body),
  ].join("\n");
  const toSign = ["AWS4-HMAC-SHA256", time, `${day}/${region}/${service}/aws4_request`, sha(canonical)].join("\n");
  const dayKey = hmac(`AWS4${CREDENTIALS.secretAccessKey}`, day!);
  const expected = hmac(hmac(hmac(hmac(dayKey, region!), service!), "aws4_request"), toSign).toString("hex");
  return signature === expected ? undefined : "InvalidSignatureException";
}
