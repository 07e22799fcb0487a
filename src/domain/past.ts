import type { AccountRef, ChannelRef, Happening } from "./message.ts";

/** The past of a workspace as an export of it holds it; days are read as they are asked for, never all at once. */
export interface Past {
  readonly platform: string;
  readonly workspace: string;
  readonly accounts: readonly PastAccount[];
  readonly channels: readonly PastChannel[];
  /** Files that no channel and no list claims, and lists that could not be read. */
  readonly skipped: readonly Skipped[];
  /** The days of one channel, oldest first. A day that cannot be read is one that holds nothing but what was skipped. */
  days(channel: PastChannel): AsyncIterable<PastDay>;
}

export interface PastAccount {
  readonly ref: AccountRef;
  readonly name: string;
  readonly email?: string;
  readonly zone?: string;
  readonly bot: boolean;
  readonly deactivated: boolean;
  /** An owner or admin of the workspace. */
  readonly runsIt: boolean;
}

export interface PastChannel {
  readonly ref: ChannelRef;
  readonly name: string;
  /** A direct conversation, between these alone. */
  readonly between?: readonly string[];
  /** How much there is to read, for showing how far it is. */
  readonly bytes: number;
}

export interface PastDay {
  readonly bytes: number;
  /** Everything in the file, understood or not. */
  readonly entries: number;
  readonly happenings: readonly Happening[];
  /** Names that came with the messages, by account id: of people whom the list of accounts may not know. */
  readonly names: ReadonlyMap<string, string>;
  readonly skipped: readonly Skipped[];
}

/** Something that was left out, and why, in words for whoever imports. */
export interface Skipped {
  readonly where: string;
  readonly why: string;
  /** Messages; absent where it is a whole file. */
  readonly messages?: number;
}

/** What an import found. */
export interface Imported {
  /** Everything that stood in the files that could be read. */
  readonly entries: number;
  /** Written by people, and taken in, now or at an earlier import. */
  readonly said: number;
  /** Of those, and of deletions, not known before. */
  readonly fresh: number;
  /** Posts of bots, and joins, topics and other notices of the platform: neither ask nor answer. */
  readonly notices: number;
  readonly channels: number;
  /** Direct conversations among the firm's own people: not read. */
  readonly internal: number;
  /** Writers whom the list of accounts does not know, by name or id. */
  readonly unknown: readonly string[];
  readonly skipped: readonly Skipped[];
}

/** What is wrong with a file that cannot be imported at all, and what to do: one sentence for whoever imports. */
export class PastError extends Error {
  override name = "PastError";
}
