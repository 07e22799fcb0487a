const EVERY = 60_000;
const PATIENCE = 5_000;

/**
 * Tells an address outside that the rounds go on, at most once a minute: whoever watches that address notices when it falls silent.
 * Nothing goes with it. @throws Error by its kind where the address does not answer as it should
 */
export function heartbeat(
  url: string,
  elapsed: () => number = () => performance.now(),
  ask: typeof fetch = fetch,
): () => Promise<void> {
  let last = Number.NEGATIVE_INFINITY;
  return async () => {
    if (elapsed() - last < EVERY) return;
    last = elapsed();
    const { ok, status } = await ask(url, { signal: AbortSignal.timeout(PATIENCE), redirect: "error" });
    if (!ok) throw Object.assign(new Error("The heartbeat's address refused it."), { code: `HTTP ${status}` });
  };
}
