import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { byItself } from "../../src/domain/audit.ts";
import type { ChannelRef, Message } from "../../src/domain/message.ts";
import { at, MINUTE } from "../../src/domain/time.ts";
import { turnKeys } from "../../src/flows/turn-keys.ts";
import type { FirmKey, Keyring } from "../../src/seal/firm-key.ts";
import { newKey, readKey } from "../../src/seal/local-key.ts";
import { renumberChannel } from "../../src/store/channel-moves.ts";
import { addChannel, channelOf, linkChannel } from "../../src/store/channels.ts";
import { clientNamed } from "../../src/store/clients.ts";
import { allKeys, dropRetired, retireKey } from "../../src/store/data-keys.ts";
import type { Db } from "../../src/store/db.ts";
import { firmKeysOf, startSealing } from "../../src/store/firm-keys.ts";
import { installationsOf } from "../../src/store/installations.ts";
import { deleteMessage, saveMessage } from "../../src/store/messages.ts";
import { type Vault, vaultWith } from "../../src/store/vault.ts";
import { bodyOf, penFor } from "../../src/store/words.ts";
import { databases } from "../database.ts";

const NOW = at("2026-01-09T09:00Z");
const ref = (id: string): ChannelRef => ({ platform: "slack", workspace: "T1", id });

/** A ring whose keys a test changes while programs use it; `asked` counts unwrappings. */
function ring() {
  const keys: FirmKey[] = [];
  const asked = { unwrap: 0 };
  const add = () => {
    const key = readKey(newKey())!;
    keys.unshift({
      ...key,
      unwrap(...it) {
        asked.unwrap++;
        return key.unwrap(...it);
      },
    });
    return key.id;
  };
  add();
  const all: Keyring = {
    where: "the test",
    current: async () => keys[0]!,
    find: async (id) => keys.find((key) => key.id === id),
  };
  const drop = (id: string) =>
    keys.splice(
      keys.findIndex((key) => key.id === id),
      1,
    );
  return { all, add, drop, asked };
}

const flows = (db: Db, vault: Vault) => ({ db, vault, chats: new Map(), tell: () => {} });

async function channelIn(db: Db, id: string, client?: string) {
  await addChannel(db, { ref: ref(id), name: id, shared: true, botIn: true });
  const clientId = client === undefined ? null : await clientNamed(db, client, byItself(NOW));
  if (clientId !== null)
    await linkChannel(
      db,
      (await channelOf(db, ref(id)))!.id,
      { kind: "shared", clientId, matterId: null },
      byItself(NOW),
    );
  return (await channelOf(db, ref(id)))!;
}

async function says(
  db: Db,
  vault: Vault,
  channel: { id: number; clientId: number | null; ref: ChannelRef },
  text: string,
  now = NOW,
) {
  const id = randomUUID();
  const author = { platform: "slack", workspace: "T1", id: "U1" };
  const m: Message = {
    channel: channel.ref,
    id,
    at: now,
    revisedAt: now,
    broadcast: false,
    author,
    by: "person",
    text,
    files: 0,
    mentions: [],
  };
  await saveMessage(db, channel.id, m, { accountId: null, side: "client" }, await penFor(vault, db, channel, now), now);
  return id;
}

async function reads(db: Db, vault: Vault, channelId: number, id: string, now = NOW) {
  const { body } = await db
    .selectFrom("messages")
    .select("body")
    .where("external_id", "=", id)
    .executeTakeFirstOrThrow();
  return vault.open(db, body!, bodyOf(channelId, id), now);
}

const owners = async (db: Db) => {
  const rows = await db
    .selectFrom("messages")
    .innerJoin("data_keys as k", "k.id", "body_key")
    .select("k.owner")
    .distinct()
    .orderBy("owner")
    .execute();
  return rows.map(({ owner }) => owner);
};

describe.each(databases)("on the %s database", (_kind, open) => {
  test("each client's words have a key of their own; a key is asked for once, until nobody needed it for a while", async () => {
    const { db } = await open();
    const { all, asked } = ring();
    const [acme, globex] = [await channelIn(db, "C1", "Acme"), await channelIn(db, "C2", "Globex")];
    const writing = vaultWith(all);
    const ids = await Promise.all([
      says(db, writing, acme, "one"),
      says(db, writing, globex, "two"),
      says(db, writing, acme, "three"),
    ]);
    expect(await owners(db)).toEqual([`client:${acme.clientId}`, `client:${globex.clientId}`]);
    expect(asked.unwrap).toBe(0);

    const reading = vaultWith(all);
    expect(await reads(db, reading, acme.id, ids[0]!)).toBe("one");
    expect(await reads(db, reading, acme.id, ids[2]!)).toBe("three");
    await says(db, reading, acme, "four");
    expect(asked.unwrap).toBe(1);
    reading.wipe(NOW + 9 * MINUTE);
    expect(await reads(db, reading, acme.id, ids[0]!, NOW + 9 * MINUTE)).toBe("one");
    expect(asked.unwrap).toBe(1);
    reading.wipe(NOW + 30 * MINUTE);
    expect(await reads(db, reading, acme.id, ids[0]!, NOW + 30 * MINUTE)).toBe("one");
    expect(asked.unwrap).toBe(2);
  });

  test("a client's key rotates under two programs: both go on, all is sealed anew, and the old key can be forgotten", async () => {
    const { db } = await open();
    const { all } = ring();
    const [one, other] = [vaultWith(all), vaultWith(all)];
    const acme = await channelIn(db, "C1", "Acme");
    const before = await says(db, one, acme, "before");
    await says(db, other, acme, "also before");
    const old = (await allKeys(db)).find((key) => key.owner !== "firm")!;
    await retireKey(db, old.owner, byItself(NOW + 1));
    expect(await dropRetired(db, byItself(NOW + MINUTE))).toBe(0);
    // This one has not noticed yet, and seals with the old key for a minute more.
    const late = await says(db, other, acme, "late", NOW + 2);
    await turnKeys(flows(db, one), NOW + 2 * MINUTE);
    const keys = await db.selectFrom("messages").select("body_key").distinct().execute();
    expect(keys.map((row) => row.body_key)).not.toContain(old.id);
    expect(await dropRetired(db, byItself(NOW + 3 * MINUTE))).toBe(1);
    for (const vault of [one, other, vaultWith(all)]) {
      expect(await reads(db, vault, acme.id, before, NOW + 3 * MINUTE)).toBe("before");
      expect(await reads(db, vault, acme.id, late, NOW + 3 * MINUTE)).toBe("late");
    }
  });

  test("the firm's key rotates under two programs; once everything is wrapped with the new one, the old one can go", async () => {
    const { db } = await open();
    const keys = ring();
    const [one, other] = [vaultWith(keys.all), vaultWith(keys.all)];
    await startSealing(db, one, NOW);
    const [old] = await firmKeysOf(db);
    const acme = await channelIn(db, "C1", "Acme");
    const id = await says(db, one, acme, "Confidential");
    expect(await reads(db, other, acme.id, id)).toBe("Confidential");
    const next = keys.add();
    const globex = await channelIn(db, "C2", "Globex");
    const meanwhile = await says(db, other, globex, "Meanwhile");
    await turnKeys(flows(db, one), NOW + MINUTE);
    expect(await firmKeysOf(db)).toEqual([next]);
    keys.drop(old!);
    for (const vault of [one, other, vaultWith(keys.all)]) {
      await startSealing(db, vault, NOW + MINUTE);
      expect(await reads(db, vault, acme.id, id, NOW + MINUTE)).toBe("Confidential");
      expect(await reads(db, vault, globex.id, meanwhile, NOW + MINUTE)).toBe("Meanwhile");
    }
  });

  test("a start with another key than the firm's is refused, and both are named", async () => {
    const { db } = await open();
    const [right, wrong] = [ring(), ring()];
    await startSealing(db, vaultWith(right.all), NOW);
    const [needed] = await firmKeysOf(db);
    const given = (await wrong.all.current()).id;
    await expect(startSealing(db, vaultWith(wrong.all), NOW)).rejects.toThrow(
      `This database is sealed with the firm's key ${needed}; the test holds ${given}. Put ${needed} back`,
    );
    expect(await firmKeysOf(db)).toEqual([needed]);
  });

  test("what was said before a channel had its client is sealed with the client's key once it has one; another client's later is not", async () => {
    const { db } = await open();
    const vault = vaultWith(ring().all);
    const channel = await channelIn(db, "C1");
    const id = await says(db, vault, channel, "Whose?");
    expect(await owners(db)).toEqual([`channel:${channel.id}`]);
    const [acme, globex] = [
      await clientNamed(db, "Acme", byItself(NOW)),
      await clientNamed(db, "Globex", byItself(NOW)),
    ];
    await linkChannel(db, channel.id, { kind: "shared", clientId: acme, matterId: null }, byItself(NOW));
    await turnKeys(flows(db, vault), NOW + MINUTE);
    expect(await owners(db)).toEqual([`client:${acme}`]);
    await linkChannel(db, channel.id, { kind: "shared", clientId: globex, matterId: null }, byItself(NOW));
    await retireKey(db, `client:${acme}`, byItself(NOW + MINUTE));
    await turnKeys(flows(db, vault), NOW + 2 * MINUTE);
    expect(await owners(db)).toEqual([`client:${acme}`]);
    expect(await reads(db, vault, channel.id, id, NOW + 2 * MINUTE)).toBe("Whose?");
  });

  test("a channel that turns out to be another takes its words along", async () => {
    const { db } = await open();
    const vault = vaultWith(ring().all);
    const [old, early] = [await channelIn(db, "G1", "Acme"), await channelIn(db, "C1")];
    const id = await says(db, vault, early, "Before anyone knew");
    await db.transaction().execute((tx) => renumberChannel(tx, vault, ref("G1"), ref("C1"), NOW));
    expect(await owners(db)).toEqual([`client:${old.clientId}`]);
    expect(await reads(db, vault, old.id, id)).toBe("Before anyone knew");
  });

  test("a key that was made in a transaction that came to nothing is not used after it", async () => {
    const { db } = await open();
    const vault = vaultWith(ring().all);
    const acme = await channelIn(db, "C1", "Acme");
    const failed = db.transaction().execute(async (tx) => {
      await says(tx, vault, acme, "lost");
      await says(tx, vault, acme, "lost too");
      throw new RangeError("came to nothing");
    });
    await expect(failed).rejects.toThrow("came to nothing");
    const id = await says(db, vault, acme, "kept");
    expect(await reads(db, vaultWith(vault.ring), acme.id, id)).toBe("kept");
  });

  test("what an older program left in the open is sealed; words that are not to be kept are not", async () => {
    const { db } = await open();
    const keys = ring();
    const acme = await channelIn(db, "C1", "Acme");
    const leave = async (id: string) => {
      await deleteMessage(db, acme.id, id, NOW, NOW);
      await db.updateTable("messages").set({ plain_body: "Confidential" }).where("external_id", "=", id).execute();
    };
    await leave("m1");
    await db
      .insertInto("inbox")
      .values({ platform: "slack", identity: "Ev1", plain_body: "Confidential", received_at: "2026-01-09" as never })
      .execute();
    await db
      .insertInto("installations")
      .values({
        platform: "slack",
        workspace: "T1",
        details: "{}",
        plain_tokens: "xoxb-fixture",
        installed_at: "2026-01-09" as never,
      })
      .execute();
    const vault = vaultWith(keys.all);
    await startSealing(db, vault, NOW);
    expect(await installationsOf(db, vault, "slack", () => NOW).all()).toMatchObject([{ tokens: "xoxb-fixture" }]);
    await turnKeys(flows(db, vault), NOW);
    expect(await reads(db, vault, acme.id, "m1")).toBe("Confidential");
    await leave("m2");
    await turnKeys(flows(db, vaultWith(keys.all, { keepsText: false })), NOW);
    expect(await db.selectFrom("messages").select("body").where("external_id", "=", "m2").executeTakeFirst()).toEqual({
      body: null,
    });
    for (const [table, column] of [
      ["messages", "plain_body"],
      ["inbox", "plain_body"],
      ["installations", "plain_tokens"],
    ] as const)
      expect(
        await db
          .selectFrom(table)
          .select(column as never)
          .where(column as never, "is not", null)
          .execute(),
      ).toEqual([]);
  });
});
