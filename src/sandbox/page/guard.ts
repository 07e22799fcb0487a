import type { IncomingMessage } from "node:http";

const LOOPBACK = new Set(["127.0.0.1", "localhost", "[::1]"]);

/**
 * Why a request is not the page's own; undefined when it is. A name that was made to point at this machine (DNS rebinding)
 * is seen by the Host header, another site's script by Origin and Sec-Fetch-Site.
 */
export function stranger({ headers, method, url = "/" }: IncomingMessage): string | undefined {
  const host = headers.host ?? "";
  if (!LOOPBACK.has(host.replace(/:\d+$/, ""))) return "This page answers on this machine alone: use 127.0.0.1.";
  const foreign = headers.origin !== undefined && headers.origin !== `http://${host}`;
  const site = headers["sec-fetch-site"];
  const crossing = url.startsWith("/api/") && site !== undefined && site !== "same-origin" && site !== "none";
  if (foreign || crossing) return "Another site's page may not ask for this.";
  if (method === "POST" && !/^application\/json\b/.test(headers["content-type"] ?? "")) return "JSON is asked for.";
  return undefined;
}

/** Nothing is loaded from elsewhere, and nobody frames the page. */
export const SAFE_HEADERS = {
  "content-security-policy": [
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'",
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  ].join("; "),
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};
