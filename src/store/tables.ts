import type { ColumnType, Generated, GeneratedAlways, RawBuilder } from "kysely";
import type { ClockKind, ClockState } from "../domain/clock.ts";
import type { Revision } from "../domain/conversation/revisions.ts";
import type { InquiryState } from "../domain/inquiry.ts";
import type { Instant } from "../domain/time.ts";
import type { FactKind } from "../domain/timeline.ts";
import type { AuditTables } from "./tables-audit.ts";
import type { ConflictTables } from "./tables-conflicts.ts";
import type { FirmTables, Id } from "./tables-firm.ts";
import type { KeepingTables } from "./tables-keeping.ts";

export interface Tables extends AuditTables, ConflictTables, FirmTables, KeepingTables, WorkTables {}

/** What was asked and answered, what is owed, said and reported. An instant is written through `stamp`, never as a bare number. */
interface WorkTables {
  platform_notes: { platform: string; key: string; note: string };
  installations: {
    platform: string;
    workspace: string;
    details: ColumnType<unknown, string, string>;
    /** Sealed. */
    tokens: Uint8Array | null;
    /** As an older program left them, until they are sealed. */
    plain_tokens: Generated<string | null>;
    expires_at: Instant | null;
    installed_at: Instant;
    refreshed_at: Instant | null;
    tried_at: Instant | null;
    trouble: string | null;
    trouble_since: Instant | null;
    removed_at: Instant | null;
  };
  inquiries: {
    id: Id;
    channel_id: number | null;
    client_id: number | null;
    matter_id: number | null;
    contact_id: number | null;
    group_id: number | null;
    owner_id: number | null;
    via: Generated<"chat" | "phone" | "e-mail" | "letter" | "in person">;
    state: InquiryState;
    unsure: Generated<boolean>;
    asked_at: Instant;
    waiting_since: Instant | null;
    closed_at: Instant | null;
    due_at: Instant | null;
    paused_until: Instant | null;
    snoozed_until: Instant | null;
    merged_into: number | null;
    last_fact_at: Instant;
  };
  messages: {
    id: Id;
    channel_id: number;
    external_id: string;
    thread_external_id: string | null;
    at: Instant;
    revised_at: Instant;
    deleted_at: Instant | null;
    account_id: number | null;
    side: "client" | "firm" | "none" | null;
    broadcast: Generated<boolean>;
    files: Generated<number>;
    /** Sealed. */
    body: Uint8Array | null;
    /** As an older program left it, until it is sealed. */
    plain_body: Generated<string | null>;
    body_key: GeneratedAlways<string | null>;
    verdict: "inquiry" | "unsure" | "not" | null;
    verdict_why: string | null;
    ruled: "inquiry" | "not" | null;
    ruled_by: number | null;
    grade: "acknowledgement" | "holding" | "substantive" | null;
    promised_for: Instant | null;
    revisions: ColumnType<readonly Revision[], string | RawBuilder<string> | undefined, RawBuilder<string>>;
    answers_message_id: number | null;
    inquiry_id: number | null;
  };
  facts: {
    inquiry_id: number;
    key: string;
    kind: FactKind;
    at: Instant;
    message_id: number | null;
    person_id: number | null;
    contact_id: number | null;
    to_person_id: number | null;
    until_at: Instant | null;
    /** Sealed where somebody typed it; else a word of ours. */
    reason: string | null;
    reason_key: GeneratedAlways<string | null>;
  };
  clocks: {
    id: Id;
    inquiry_id: number;
    kind: ClockKind;
    started_at: Instant;
    due_at: Instant | null;
    stopped_at: Instant | null;
    state: ClockState;
    breached_at: Instant | null;
    standard_id: number | null;
    source: string | null;
    target_minutes: number | null;
    calendar_version: number | null;
    minutes: number | null;
    version: Generated<number>;
    group_id: number | null;
    client_id: number | null;
    owner_id: number | null;
    judged_at: GeneratedAlways<Instant | null>;
  };
  nudges: {
    id: Id;
    clock_id: number;
    version: number;
    step: number;
    inquiry_id: number;
    due_at: Instant;
    audience: string[];
    done_at: Instant | null;
    outcome: "sent" | "moot" | "passed" | "nobody" | null;
  };
  deliveries: {
    id: Id;
    mark: Generated<string>;
    purpose: "nudge" | "ask" | "notice" | "digest";
    key: string;
    person_id: number;
    card: ColumnType<unknown, string | null, string | null>;
    picture: Uint8Array | null;
    state: Generated<"pending" | "sending" | "sent" | "unknown" | "failed" | "superseded">;
    not_before: Instant;
    attempts: Generated<number>;
    lease_until: Instant | null;
    reason: string | null;
    created_at: Instant;
    settled_at: Instant | null;
    retired_at: Instant | null;
    doubtful: Generated<boolean>;
    due_at: Generated<Instant | null>;
    lane: Generated<string | null>;
    tried_at: Generated<Instant | null>;
    sent_platform: string | null;
    sent_workspace: string | null;
    sent_conversation: string | null;
    sent_external_id: string | null;
  };
  delivery_inquiries: {
    delivery_id: number;
    inquiry_id: number;
    nudge_id: number | null;
    withdrawn_at: Generated<Instant | null>;
  };
  digests: {
    reader_id: number;
    week: string;
    delivery_id: number | null;
    posted_at: Instant;
    walled_clients: Generated<number[]>;
    walled_matters: Generated<number[]>;
  };
  inbox: {
    id: Id;
    platform: string;
    identity: string;
    /** Sealed. */
    body: Uint8Array | null;
    plain_body: Generated<string | null>;
    received_at: Instant;
    attempts: Generated<number>;
    lease_until: Instant | null;
    done_at: Instant | null;
    failed: string | null;
  };
  handled: { key: string; at: Instant };
  turns: { flow: string; taken_at: Instant };
  presence: { platform: string; alive_at: Instant };
  troubles: { job: string; tries: number; again_at: Instant | null; reason: string; since: Instant };
}
