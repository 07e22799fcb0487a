import type { Generated } from "kysely";
import type { KeptKind } from "../domain/keeping.ts";
import type { Instant } from "../domain/time.ts";
import type { Owner } from "../seal/cipher.ts";
import type { Id } from "./tables-firm.ts";

/** What is sealed by what, how long it is kept, and what was given out. */
export interface KeepingTables {
  data_keys: {
    id: string;
    owner: Owner;
    wrapped: Uint8Array | null;
    firm_key: string;
    made_at: Instant;
    retired_at: Generated<Instant | null>;
    destroyed_at: Generated<Instant | null>;
  };
  retentions: { client_id: number | null; kind: KeptKind; days: number };
  holds: {
    id: Id;
    client_id: number;
    matter_id: number | null;
    /** Sealed. */
    why: Uint8Array;
    placed_by: number | null;
    placed_at: Instant;
    lifted_by: Generated<number | null>;
    lifted_at: Generated<Instant | null>;
  };
  exports: {
    id: Id;
    client_id: number;
    made_at: Instant;
    digest: Uint8Array;
    reviewed_by: Generated<number | null>;
    reviewed_at: Generated<Instant | null>;
  };
}
