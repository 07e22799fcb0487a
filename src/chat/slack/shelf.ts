import type { Installed, Renewed } from "../../domain/installed.ts";
import type { Instant } from "../../domain/time.ts";

/** Where installations are kept; several processes may keep theirs on the same one. */
export interface Shelf {
  all(): Promise<readonly Installed[]>;
  install(it: Pick<Installed, "workspace" | "details" | "expiresAt"> & { tokens: string }, now: Instant): Promise<void>;
  remove(workspace: string, now: Instant): Promise<void>;
  /** `ask` runs alone among all processes, on what is kept by then; where it resolves to nothing, nothing is changed. */
  renew(
    workspace: string,
    ask: (it: Installed) => Promise<Renewed | undefined>,
    now: Instant,
  ): Promise<Installed | undefined>;
}

/** What is secret of an installation. */
export interface Tokens {
  readonly token: string;
  /** Serves once. Absent where the app's tokens do not expire. */
  readonly refresh?: string;
}

export const tokensOf = ({ tokens }: Pick<Installed, "tokens">): Tokens => JSON.parse(tokens ?? '{"token":""}');
