import type { ColumnType, GeneratedAlways } from "kysely";
import type { Id } from "./tables-firm.ts";

/** What the log is made of: only ever added to. */
export interface AuditTables {
  audit: {
    id: Id;
    xid: ColumnType<string, never, never>;
    /** Canonical JSON. */
    entry: ColumnType<string, string, never>;
    subject: GeneratedAlways<string>;
    subject_id: GeneratedAlways<number | null>;
    inquiries: GeneratedAlways<number[] | null>;
  };
  /** Written by the database itself, as a transaction commits. */
  audit_chain: {
    seq: ColumnType<number, never, never>;
    entry_id: ColumnType<number, never, never>;
    hash: ColumnType<Uint8Array, never, never>;
  };
}
