import { SealError } from "./cipher.ts";

/** Milliseconds until a key service that does not answer counts as away. */
const PATIENCE = 10_000;

/**
 * Asks a service for JSON. `code` finds in a refusal the service's own word for it.
 * @throws SealError which names the service and that word, and nothing of what was sent or answered
 */
export async function ask(
  service: string,
  url: string,
  how: RequestInit,
  code: (said: Record<string, unknown>) => string | undefined,
): Promise<Record<string, unknown>> {
  const answer = await fetch(url, { redirect: "error", signal: AbortSignal.timeout(PATIENCE), ...how }).catch(() => {
    throw new SealError(`${service} does not answer. It is asked again when a key is needed next.`);
  });
  const said = (await answer.json().catch(() => ({}))) as Record<string, unknown>;
  if (answer.ok) return said;
  const why =
    code(said)
      ?.replace(/[^\w.-]/g, "")
      .slice(0, 60) || String(answer.status);
  throw new SealError(
    `${service} refuses: ${why}. Look at the key's policy there, and at what this program proves itself by.`,
  );
}
