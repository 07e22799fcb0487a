import type { ColumnType, Generated, GeneratedAlways } from "kysely";
import type { CalendarSpec } from "../domain/calendar/spec.ts";
import type { ClockKind } from "../domain/clock.ts";
import type { Ladder } from "../domain/nudge.ts";
import type { Instant } from "../domain/time.ts";
import type { WallKind } from "../domain/walls.ts";

export type Id = GeneratedAlways<number>;
type Json<T> = ColumnType<T, string, string>;

/** Who the firm is, whom it acts for, where they talk and what was agreed. An instant is written through `stamp`, never as a bare number. */
export interface FirmTables {
  calendars: { id: Id; name: string };
  calendar_versions: { id: Id; calendar_id: number; spec: Json<CalendarSpec>; from_at: Instant };
  firm: {
    id: Generated<number>;
    name: string;
    zone: string;
    jurisdiction: string | null;
    holidays_reviewed_for: number | null;
    calendar_id: number;
    merge_minutes: Generated<number>;
    track_emoji: Generated<string>;
    resolve_emoji: Generated<string>;
    most_at_once: Generated<number>;
    held_back_at: Generated<Instant | null>;
    let_go_at: Generated<Instant | null>;
  };
  people: {
    id: Id;
    name: string;
    email: string | null;
    zone: string | null;
    is_partner: Generated<boolean>;
    is_admin: Generated<boolean>;
    is_risk_officer: Generated<boolean>;
    quiet_from: Generated<string>;
    quiet_to: Generated<string>;
    left_at: Instant | null;
  };
  practice_groups: { id: Id; name: string; lead_id: number | null };
  group_members: { group_id: number; person_id: number };
  group_partners: { group_id: number; person_id: number };
  clients: {
    id: Id;
    name: string;
    twin: Generated<number>;
    group_id: number | null;
    responsible_id: number | null;
    erased_at: Generated<Instant | null>;
  };
  matters: {
    id: Id;
    client_id: number;
    name: string;
    twin: Generated<number>;
    group_id: number | null;
    responsible_id: number | null;
    closed_at: Instant | null;
  };
  contacts: { id: Id; client_id: number; name: string };
  accounts: {
    id: Id;
    platform: string;
    workspace: string;
    external_id: string;
    name: string;
    email: string | null;
    zone: string | null;
    outside: boolean;
    bot: Generated<boolean>;
    deactivated: Generated<boolean>;
    person_id: number | null;
    contact_id: number | null;
    looked_up_at: Instant | null;
    active_at: Instant | null;
  };
  channels: {
    id: Id;
    platform: string;
    workspace: string;
    external_id: string;
    name: string;
    kind: Generated<"shared" | "internal" | "other">;
    client_id: number | null;
    matter_id: number | null;
    shared: Generated<boolean>;
    archived: Generated<boolean>;
    bot_in: Generated<boolean>;
    looked_up_at: Instant | null;
    heard_until: Generated<Instant | null>;
    gap_from: Generated<Instant | null>;
    gap_noticed_at: Generated<Instant | null>;
    gap_lease_until: Generated<Instant | null>;
    gap_tries: Generated<number>;
    gap_failed: Generated<string | null>;
  };
  standards: {
    id: Id;
    scope: "firm" | "group" | "client" | "matter" | "inquiry";
    scope_id: number | null;
    targets: Json<Partial<Record<ClockKind, number>>>;
    source: string;
    calendar_id: number;
    ladder: Json<Ladder> | null;
    from_at: Instant;
    until_at: Instant | null;
  };
  set_up_steps: { step: string; skipped: Generated<boolean>; person_id: number | null; at: Instant };
  walls: {
    id: Id;
    kind: WallKind;
    client_id: number;
    matter_id: number | null;
    since: Instant;
    made_by: number | null;
    reason: string;
    lifted_at: Instant | null;
    lifted_by: number | null;
  };
  wall_people: { wall_id: number; person_id: number };
  wall_groups: { wall_id: number; group_id: number };
  leaves: { id: Id; person_id: number; delegate_id: number | null; from_at: Instant; to_at: Instant };
}
