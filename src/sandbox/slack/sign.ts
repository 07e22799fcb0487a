import { createHmac } from "node:crypto";
import type { Instant } from "../../domain/time.ts";

/** Slack's request signature, version v0, over timestamp and raw body. */
export function signedHeaders(body: string, secret: string, now: Instant): Record<string, string> {
  const timestamp = String(Math.floor(now / 1000));
  const digest = createHmac("sha256", secret).update(`v0:${timestamp}:${body}`).digest("hex");
  return { "x-slack-request-timestamp": timestamp, "x-slack-signature": `v0=${digest}` };
}
