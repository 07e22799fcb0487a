import { createHmac, timingSafeEqual } from "node:crypto";
import type { Instant } from "../../domain/time.ts";

const SKEW = 5 * 60_000;

/**
 * Whether Slack itself sent `body`, just now: `x-slack-signature` is `v0=` and the hex HMAC-SHA256 of `v0:timestamp:body`;
 * more than five minutes from our clock is a replay. Source: docs.slack.dev, "Verifying requests from Slack".
 */
export function isSigned(secret: string, timestamp: unknown, signature: unknown, body: Buffer, now: Instant): boolean {
  if (typeof timestamp !== "string" || typeof signature !== "string" || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(now - Number(timestamp) * 1000) > SKEW) return false;
  // The key as a string: as a Buffer, Node 24 needs four times as long.
  const expected = createHmac("sha256", secret).update(`v0:${timestamp}:`).update(body).digest("hex");
  const given = Buffer.from(signature);
  const own = Buffer.from(`v0=${expected}`);
  return given.length === own.length && timingSafeEqual(given, own);
}
