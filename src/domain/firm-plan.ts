import type { CalendarSpec } from "./calendar/spec.ts";
import type { AccountRef, ChannelRef } from "./message.ts";
import type { Standard } from "./standard.ts";

/** A firm as one writes it down: everyone and everything by name. */
export interface FirmPlan {
  readonly name: string;
  readonly calendar: CalendarSpec;
  /** Whose holidays are kept, as `US-NY`. */
  readonly jurisdiction?: string;
  readonly people: readonly {
    readonly name: string;
    readonly email: string;
    readonly zone?: string;
    readonly partner?: boolean;
    readonly admin?: boolean;
    readonly accounts?: readonly AccountRef[];
  }[];
  readonly groups: readonly { readonly name: string; readonly lead?: string; readonly members: readonly string[] }[];
  readonly clients: readonly {
    readonly name: string;
    readonly group?: string;
    readonly responsible?: string;
    readonly matters?: readonly { readonly name: string; readonly responsible?: string }[];
    /** The client's own standard, where the engagement letter has one. */
    readonly standard?: { readonly targets: Standard["targets"]; readonly source: string };
  }[];
  readonly channels: readonly {
    readonly ref: ChannelRef;
    readonly name: string;
    readonly kind: "shared" | "internal" | "other";
    /** Whether outsiders can read it; taken for granted of all but an internal one. */
    readonly shared?: boolean;
    readonly client?: string;
    readonly matter?: string;
  }[];
}
