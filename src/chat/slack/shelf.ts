import type { Instant } from "../../domain/time.ts";

/** An installation as it is kept: what is no secret in `details`, what is one in `tokens`, each in this folder's own form. */
export interface Kept {
  readonly workspace: string;
  readonly details: unknown;
  /** Absent where the workspace took the bot out. */
  readonly tokens?: string;
  readonly expiresAt?: Instant;
  readonly installedAt: Instant;
  readonly refreshedAt?: Instant;
  /** New tokens were asked for in vain: why, since when, and when last. */
  readonly trouble?: { readonly why: string; readonly since: Instant; readonly triedAt: Instant };
  readonly removedAt?: Instant;
}

export type Renewed = { readonly tokens: string; readonly expiresAt?: Instant } | { readonly trouble: string };

/** Where installations are kept; several processes may keep theirs on the same one. */
export interface Shelf {
  all(): Promise<readonly Kept[]>;
  install(it: Pick<Kept, "workspace" | "details" | "expiresAt"> & { tokens: string }, now: Instant): Promise<void>;
  remove(workspace: string, now: Instant): Promise<void>;
  /** `ask` runs alone among all processes, on what is kept by then; where it resolves to nothing, nothing is changed. */
  renew(workspace: string, ask: (it: Kept) => Promise<Renewed | undefined>, now: Instant): Promise<Kept | undefined>;
}

/** What is secret of an installation. */
export interface Tokens {
  readonly token: string;
  /** Serves once. Absent where the app's tokens do not expire. */
  readonly refresh?: string;
}

export const tokensOf = ({ tokens }: Pick<Kept, "tokens">): Tokens => JSON.parse(tokens ?? '{"token":""}');
