import { createHash, createHmac } from "node:crypto";

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/**
 * The headers that prove who asks: AWS Signature Version 4 of a POST to `/` at a host. `at` is when, in milliseconds.
 * Source: docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function signed(
  to: { readonly host: string; readonly region: string; readonly service: string; readonly target: string },
  body: string,
  by: Credentials,
  at: number,
): Record<string, string> {
  const time = new Date(at).toISOString().replace(/[-:]|\.\d{3}/g, "");
  const scope = `${time.slice(0, 8)}/${to.region}/${to.service}/aws4_request`;
  const headers: Record<string, string> = {
    "content-type": "application/x-amz-json-1.1",
    host: to.host,
    "x-amz-date": time,
    ...(by.sessionToken ? { "x-amz-security-token": by.sessionToken } : {}),
    "x-amz-target": to.target,
  };
  const names = Object.keys(headers).join(";");
  const lines = Object.entries(headers).map(([name, value]) => `${name}:${value}\n`);
  const request = ["POST", "/", "", lines.join(""), names, hash(body)].join("\n");
  const toSign = ["AWS4-HMAC-SHA256", time, scope, hash(request)].join("\n");
  const key = scope.split("/").reduce<string | Buffer>((with_, part) => hmac(with_, part), `AWS4${by.secretAccessKey}`);
  const signature = hmac(key, toSign).toString("hex");
  const authorization = `AWS4-HMAC-SHA256 Credential=${by.accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${signature}`;
  return { ...headers, authorization };
}

const hash = (text: string) => createHash("sha256").update(text).digest("hex");
const hmac = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text).digest();
