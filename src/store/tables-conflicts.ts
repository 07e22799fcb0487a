import type { Generated } from "kysely";
import type { ListedKind, Subject } from "../domain/conflicts.ts";
import type { Instant } from "../domain/time.ts";
import type { Id } from "./tables-firm.ts";

/** Names that the firm must not meet unawares, and where it met them. */
export interface ConflictTables {
  listed_names: {
    id: Generated<number>;
    kind: ListedKind;
    client_id: number | null;
    matter_id: number | null;
    /** Sealed. */
    names: Uint8Array;
    listed_by: number | null;
    listed_at: Instant;
    removed_by: Generated<number | null>;
    removed_at: Generated<Instant | null>;
    screened_at: Generated<Instant | null>;
  };
  conflict_searches: {
    id: Generated<number>;
    /** Sealed. */
    name: Uint8Array;
    asked_by: number;
    asked_at: Instant;
    screened_at: Generated<Instant | null>;
  };
  conflicts: {
    id: Id;
    name_id: number | null;
    subject: Subject;
    subject_id: number;
    message: string | null;
    message_at: Instant | null;
    found_at: Instant;
    told_at: Generated<Instant | null>;
    settled_at: Generated<Instant | null>;
    settled_by: Generated<number | null>;
    outcome: Generated<"none" | "conflict" | null>;
    /** Sealed. */
    why: Generated<Uint8Array | null>;
  };
  to_screen: { subject: Subject | "message"; subject_id: number };
}
