// What travels between the server and the page, as JSON. Types only: the page's own code imports nothing else from here.

/** Someone one can be, in the switcher. */
export interface Role {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly outside: boolean;
}

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly outside: boolean;
  readonly bot: boolean;
}

export interface Conversation {
  readonly id: string;
  /** Without #; of a direct conversation, the name of who is at the other end. */
  readonly name: string;
  readonly kind: "channel" | "direct";
  readonly shared: boolean;
  readonly private: boolean;
  readonly topic: string;
  readonly members: readonly string[];
  /** How many messages others wrote since it was last read. */
  readonly unread: number;
  /** `ts` of the last message that was read, or "0". */
  readonly lastRead: string;
  readonly writable: boolean;
}

export interface CommandHint {
  /** As one types it, `/inquiries show`. */
  readonly typed: string;
  readonly takes: string;
  readonly does: string;
  readonly example: string;
}

export interface Shortcut {
  readonly id: string;
  readonly name: string;
  readonly description: string;
}

/** The workspace as one person sees it; what they may not see is not in it. */
export interface View {
  readonly team: string;
  readonly me: Person;
  /** Milliseconds since 1970, by the sandbox's clock. */
  readonly now: number;
  readonly zone: string;
  readonly people: readonly Person[];
  readonly conversations: readonly Conversation[];
  /** The bot's user id and name, for whoever has its page and its commands, and whether one can write to it. */
  readonly app?: { readonly id: string; readonly name: string; readonly writable: boolean };
  readonly commands: readonly CommandHint[];
  readonly onMessage: readonly Shortcut[];
  readonly anywhere: readonly Shortcut[];
  readonly modal?: OpenView;
}

export type Block = Readonly<Record<string, unknown>> & { readonly type: string };

export interface OpenView {
  readonly id: string;
  readonly hash: string;
  readonly blocks: readonly Block[];
  readonly title: string;
  readonly submit?: string;
  readonly close?: string;
}

export interface ShownFile {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly mimetype: string;
  readonly size: number;
  readonly alt: string;
}

export interface ShownMessage {
  readonly channel: string;
  readonly ts: string;
  readonly author: string;
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly files: readonly ShownFile[];
  readonly reactions: readonly { readonly name: string; readonly users: readonly string[] }[];
  readonly edited: boolean;
  /** Only the reader sees it. */
  readonly ephemeral: boolean;
  /** A line of the workspace's own, such as "joined the channel". */
  readonly notice: boolean;
  readonly deleted: boolean;
  /** `ts` of the message it answers. */
  readonly thread?: string;
  readonly replies: number;
  readonly repliers: readonly string[];
  readonly lastReply?: string;
}

export interface MessagesPage {
  readonly channel: string;
  readonly messages: readonly ShownMessage[];
  /** Whether there are older ones. */
  readonly more: boolean;
}

/** What came of something done: a sentence where it was refused. */
export interface Done {
  readonly refused?: string;
  readonly errors?: Readonly<Record<string, string>>;
  readonly ts?: string;
}

export interface Choice {
  readonly text: string;
  readonly value: string;
}
