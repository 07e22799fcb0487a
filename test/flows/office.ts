import type { Chat, Checked, InternalDestination, Sent, SentRef } from "../../src/chat/platform.ts";
import type { AccountRef, ChannelRef, Happening, Message } from "../../src/domain/message.ts";
import { at, type Instant } from "../../src/domain/time.ts";
import { type Deps, isMeasured, type Told } from "../../src/flows/deps.ts";
import { happened } from "../../src/flows/happened.ts";
import { firmPeople, fixtureFirm, outsiders, TEAM } from "../../src/sandbox/firm.ts";
import type { Db, Store } from "../../src/store/db.ts";
import { setUpFirm } from "../../src/store/set-up.ts";
import type { Card } from "../../src/views/card.ts";
import { plain } from "../../src/views/plain.ts";
import { governed } from "../database.ts";
import { testVault } from "../vault.ts";

/** The fixture firm on a real store, with a chat platform that does as it is told: for what needs no workspace. */
export interface Office {
  readonly db: Db;
  readonly deps: Deps;
  readonly told: Told[];
  /** Everything sent, oldest first. */
  readonly sent: { readonly to: string; readonly words: string }[];
  /** What the platform answers to the next sendings; then it takes them. */
  readonly answers: (Exclude<Sent, { sent: unknown }> | "refuses")[];
  /** What the channels' history holds, oldest first. */
  readonly past: Message[];
  hears(what: Happening, now: Instant): Promise<void>;
}

/** `blind`: the platform shows a bot nothing of what it said. */
export async function office(
  open: () => Promise<Store>,
  start: Instant,
  blind = false,
  vault = testVault(),
): Promise<Office> {
  const { db } = await open();
  await governed(db);
  await setUpFirm(db, fixtureFirm, start);
  const told: Told[] = [];
  const sent: Office["sent"] = [];
  const answers: Office["answers"] = [];
  const past: Message[] = [];
  const deps: Deps = {
    db,
    vault,
    tell: (one) => void (isMeasured(one) || told.push(one)),
    chats: new Map([["slack", platform(sent, answers, past, blind)]]),
  };
  return { db, deps, told, sent, answers, past, hears: (what, now) => happened(deps, what, now) };
}

export const person = (id: string): AccountRef => ({ platform: "slack", workspace: TEAM, id });
export const place = (id: string): ChannelRef => ({ platform: "slack", workspace: TEAM, id });

/** A post; its id is its time, as Slack has it. */
export const post = (
  channel: string,
  author: string,
  when: string | Instant,
  text: string,
  thread?: string,
): Message => {
  const posted = typeof when === "string" ? at(when) : when;
  return {
    channel: place(channel),
    id: (posted / 1000).toFixed(6),
    at: posted,
    revisedAt: posted,
    thread,
    broadcast: false,
    author: person(author),
    by: "person",
    text,
    files: 0,
    mentions: [],
  };
};

export const said = (message: Message): Happening => ({ kind: "message", message });
export const edited = (message: Message, text: string, when: Instant): Happening =>
  said({ ...message, text, revisedAt: when });
export const deleted = (message: Message, when: Instant): Happening => ({
  kind: "deleted",
  channel: message.channel,
  id: message.id,
  at: when,
});

function platform(sent: Office["sent"], answers: Office["answers"], past: readonly Message[], blind: boolean): Chat {
  let last = 0;
  const there = new Map<string, SentRef>();
  const known = (ref: AccountRef) => ({ ref, zone: "America/New_York", bot: false, deactivated: false });
  return {
    platform: "slack",
    start: async () => "here",
    stop: async () => {},
    take: async () => {},
    async account(ref) {
      const colleague = firmPeople.find((p) => p.id === ref.id);
      const outsider = outsiders.find((p) => p.id === ref.id);
      if (colleague) return { ...known(ref), name: colleague.name, outside: false };
      return outsider && { ...known(ref), name: outsider.name, outside: true };
    },
    channel: async (ref) => ({ ref, name: ref.id.toLowerCase(), shared: true, direct: false, archived: false }),
    internally: async () => ({ refused: "There is no such channel.", forGood: false }),
    async privately(to) {
      const checkedAt = performance.now();
      return to.map((account): Checked => {
        if (answers[0] !== "refuses")
          return { account, conversation: `D${account.id}`, checkedAt } as InternalDestination;
        answers.shift();
        return { refused: "Deactivated.", forGood: true };
      });
    },
    paces: {
      workspace: { most: 300, withinMs: 60_000 },
      conversation: { most: 4, withinMs: 5_000 },
      atOnce: 16,
    },
    async send(to, card: Card, mark) {
      const answer = answers.shift();
      if (answer && answer !== "refuses") return answer;
      sent.push({ to: to.account.id, words: plain(card) });
      const ref = { platform: "slack", workspace: TEAM, conversation: to.conversation, id: String(++last) };
      there.set(mark, ref);
      return { sent: ref };
    },
    ...(blind ? {} : { find: async (_to, mark) => there.get(mark) ?? "not there" }),
    update: async (_to, ref) => ({ sent: ref }),
    withdraw: async (ref) => ({ sent: ref }),
    link: (channel, message) => `https://example.invalid/${channel.id}/${message}`,
    async *history({ id }, since) {
      for (const message of past.filter((m) => m.channel.id === id && m.revisedAt >= since)) {
        if (message.text === "breaks off") throw new TypeError("a client's word");
        yield { kind: "message", message };
      }
    },
    home: async () => {},
  };
}
