import type { Instant } from "./time.ts";

/** Where a platform let the bot in, as it is kept: in the form of the platform's own part, which alone reads it. */
export interface Installed {
  /** What every reference names as its workspace. */
  readonly workspace: string;
  /** Nothing secret. */
  readonly details: unknown;
  /** Secret. Absent where the workspace took the bot out. */
  readonly tokens?: string;
  readonly expiresAt?: Instant;
  readonly installedAt: Instant;
  readonly refreshedAt?: Instant;
  /** New tokens were asked for in vain: why, since when, and when last. */
  readonly trouble?: { readonly why: string; readonly since: Instant; readonly triedAt: Instant };
  readonly removedAt?: Instant;
}

/** What comes of asking for new tokens. */
export type Renewed = { readonly tokens: string; readonly expiresAt?: Instant } | { readonly trouble: string };
