import type { CalendarSpec } from "./calendar/spec.ts";
import type { KeptKind } from "./keeping.ts";
import type { AccountRef, ChannelRef } from "./message.ts";
import type { Ladder } from "./nudge.ts";
import type { Standard } from "./standard.ts";
import type { WallKind } from "./walls.ts";

/**
 * A firm as one writes it down: everyone and everything by name. A person is named by their name, or by their e-mail address
 * where two have the same name. Dates are local to the firm, `YYYY-MM-DD`.
 */
export interface FirmPlan {
  readonly name: string;
  readonly calendar: CalendarSpec;
  /** Whose holidays are kept, as `US-NY`. */
  readonly jurisdiction?: string;
  /** The last year whose holidays somebody of the firm has looked at. */
  readonly reviewedFor?: number;
  readonly settings?: PlannedSettings;
  /** The firm's own; where absent, what every firm starts with. */
  readonly standard?: PlannedStandard;
  readonly retention?: PlannedRetention;
  readonly people: readonly PlannedPerson[];
  readonly groups: readonly PlannedGroup[];
  readonly clients: readonly PlannedClient[];
  readonly channels: readonly PlannedChannel[];
}

export interface PlannedSettings {
  readonly mergeMinutes?: number;
  readonly trackEmoji?: string;
  readonly resolveEmoji?: string;
  readonly mostAtOnce?: number;
}

export interface PlannedStandard {
  readonly targets: Standard["targets"];
  readonly source: string;
  /** Where absent, the ladder of the house. */
  readonly ladder?: Ladder;
}

/** How many days what is kept; of a kind that is not in it, there is no rule. */
export type PlannedRetention = Partial<Readonly<Record<KeptKind, number>>>;

/** An ethical wall that stands. */
export interface PlannedWall {
  readonly kind: WallKind;
  readonly people: readonly string[];
  readonly groups: readonly string[];
  readonly why: string;
}

/** Whether whoever reads the file may change these; what they may not change may stand in it as it is. */
export interface MayKeep {
  readonly walls: boolean;
  readonly holds: boolean;
  readonly retention: boolean;
}

/** What is kept from whom, and for how long. Each that is absent stays as it is: nobody who does not know of it takes it away. */
interface PlannedKeeping {
  /** Those that are to stand, and no other. */
  readonly walls?: readonly PlannedWall[];
  /** Why it is under legal hold; `false`: it is not. */
  readonly hold?: string | false;
}

export interface PlannedPerson {
  readonly name: string;
  /** What they are known by; by the name, where there is none. */
  readonly email?: string;
  /** The e-mail address they were known by until now. */
  readonly formerly?: string;
  /** Where absent, it stays what it is. */
  readonly zone?: string;
  readonly partner?: boolean;
  readonly admin?: boolean;
  readonly riskOfficer?: boolean;
  /** Where absent, from 19:00 to 08:00. */
  readonly quiet?: { readonly from: string; readonly to: string };
  /** The day they left; `false`: they are here. Where absent, it stays what it is. */
  readonly left?: string | false;
  readonly accounts?: readonly AccountRef[];
}

export interface PlannedGroup {
  readonly name: string;
  /** What it was called until now. */
  readonly formerly?: string;
  readonly lead?: string;
  readonly members: readonly string[];
  /** Of this group, where they are none of the firm. */
  readonly partners?: readonly string[];
  readonly standard?: PlannedStandard;
}

export interface PlannedClient extends PlannedKeeping {
  readonly name: string;
  readonly formerly?: string;
  readonly group?: string;
  readonly responsible?: string;
  /** The client's own standard, where the engagement letter has one. */
  readonly standard?: PlannedStandard;
  readonly retention?: PlannedRetention;
  readonly matters?: readonly PlannedMatter[];
}

export interface PlannedMatter extends PlannedKeeping {
  readonly name: string;
  readonly formerly?: string;
  readonly group?: string;
  readonly responsible?: string;
  /** The day it was closed. */
  readonly closed?: string;
  readonly standard?: PlannedStandard;
}

export interface PlannedChannel {
  readonly ref: ChannelRef;
  readonly name: string;
  readonly kind: "shared" | "internal" | "other";
  /** Whether outsiders can read it; taken for granted of all but an internal one. */
  readonly shared?: boolean;
  /** Whether the bot is in it; taken for granted. */
  readonly botIn?: boolean;
  readonly client?: string;
  readonly matter?: string;
}

/** What a person has where nothing else is said. */
export const usualQuiet = { from: "19:00", to: "08:00" } as const;

/** What a firm has where nothing else is said. */
export const usualSettings = {
  mergeMinutes: 10,
  trackEmoji: "pushpin",
  resolveEmoji: "white_check_mark",
  mostAtOnce: 500,
} as const;

/** Whom a name or an e-mail address means, whatever its case; undefined where nobody, or several. */
export function personMeant<P extends { readonly name: string; readonly email?: string | null }>(
  said: string,
  people: readonly P[],
): P | undefined {
  const typed = said.toLowerCase();
  const byMail = people.find((p) => p.email?.toLowerCase() === typed);
  const named = people.filter((p) => p.name.toLowerCase() === typed);
  return byMail ?? (named.length === 1 ? named[0] : undefined);
}

/** What to call someone by, so that nobody else is meant. */
export function referenceTo(
  person: { readonly name: string; readonly email?: string | null },
  people: readonly { readonly name: string; readonly email?: string | null }[],
): string {
  return personMeant(person.name, people) === person ? person.name : (person.email ?? person.name);
}

/** Who of those there are a planned person is: by the e-mail address, the former one, or the name of someone without one. */
export function samePerson<P extends { readonly name: string; readonly email?: string | null }>(
  planned: PlannedPerson,
  people: readonly P[],
): P | undefined {
  const byMail = (email: string | undefined) =>
    email === undefined ? undefined : people.find((p) => p.email?.toLowerCase() === email.toLowerCase());
  const nameless = people.filter((p) => p.name.toLowerCase() === planned.name.toLowerCase());
  const byName = planned.email === undefined ? nameless : nameless.filter((p) => !p.email);
  return byMail(planned.email) ?? byMail(planned.formerly) ?? (byName.length === 1 ? byName[0] : undefined);
}

/** What of this name there is, or what was called so until now. */
export function sameThing<T extends { readonly name: string }>(
  planned: { readonly name: string; readonly formerly?: string },
  known: readonly T[],
): T | undefined {
  return known.find((one) => one.name === planned.name) ?? known.find((one) => one.name === planned.formerly);
}
