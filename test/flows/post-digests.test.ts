import { describe, expect, test } from "vitest";
import { at, type Instant } from "../../src/domain/time.ts";
import { nextDigestAt, postDigests } from "../../src/flows/post-digests.ts";
import type { Db } from "../../src/store/db.ts";
import { stamp } from "../../src/store/db.ts";
import { plain } from "../../src/views/plain.ts";
import { databases } from "../database.ts";
import { fact, mon, thu, wed } from "../domain/timelines.ts";
import { emptyFirm, record } from "../store/past.ts";
import { unaudited } from "../unaudited.ts";

const monday = at("2026-11-23T08:30-05:00");
const asked = [{ facts: [fact("asked", mon("10:00")), fact("answered", mon("11:00"))] }];

const posted = (db: Db) =>
  db
    .selectFrom("deliveries")
    .select(["person_id", "key", "card", "picture", "purpose", "not_before"])
    .orderBy("id")
    .execute();
const tell = () => {};
const keys = async (db: Db) => (await posted(db)).map((row) => row.key);
const read = (card: unknown) => plain(card as never);

describe.each(databases)("on the %s database", (_kind, open) => {
  async function firm(more: Parameters<typeof emptyFirm>[1] = {}) {
    const { db } = await open();
    await emptyFirm(db, more);
    return db;
  }

  test("each partner has last week's digest on Monday at 08:30, not a second before, and only once", async () => {
    const db = await firm();
    await record(db, asked, monday);
    expect(await postDigests({ db, tell }, monday - 1000)).toBe(0);
    expect(await postDigests({ db, tell }, monday)).toBe(2);
    expect(await postDigests({ db, tell }, monday)).toBe(0);
    expect(await postDigests({ db, tell }, monday + 3_600_000)).toBe(0);
    expect(await keys(db)).toEqual(["digest:1:2026-W47", "digest:2:2026-W47"]);
    const digests = await db.selectFrom("digests").select(["reader_id", "week"]).orderBy("reader_id").execute();
    expect(digests).toEqual([
      { reader_id: 1, week: "2026-11-16" },
      { reader_id: 2, week: "2026-11-16" },
    ]);
  });

  test("two programs that post at the same moment post one digest for each reader", async () => {
    const db = await firm();
    await record(db, asked, monday);
    const both = await Promise.all([postDigests({ db, tell }, monday), postDigests({ db, tell }, monday)]);
    expect(both.reduce((a, b) => a + b)).toBe(2);
    expect(await keys(db)).toHaveLength(2);
  });

  test("Monday comes to each reader in their own zone, else the firm's, and the week is that zone's week", async () => {
    const db = await firm({ zones: ["Asia/Tokyo", null, null] });
    await record(db, asked, monday);
    const tokyo = at("2026-11-23T08:30+09:00");
    expect(await nextDigestAt(db, tokyo - 1)).toBe(tokyo);
    expect(await postDigests({ db, tell }, tokyo)).toBe(1);
    expect(await nextDigestAt(db, tokyo)).toBe(monday);
    expect(await postDigests({ db, tell }, monday)).toBe(1);
    expect(await keys(db)).toEqual(["digest:1:2026-W47", "digest:2:2026-W47"]);
  });

  test("in the week after the clocks went back, it is still 08:30 on the wall", async () => {
    const db = await firm();
    const early = at("2026-11-02T08:30-04:00"); // 07:30 by the clock on the wall.
    expect(await postDigests({ db, tell }, early)).toBe(0);
    expect(await nextDigestAt(db, early)).toBe(at("2026-11-02T08:30-05:00"));
    expect(await postDigests({ db, tell }, at("2026-11-02T08:30-05:00"))).toBe(2);
  });

  test("a Monday that was missed is made up for once within the week, and says which week it is for", async () => {
    const db = await firm();
    await record(db, asked, monday);
    const thursday = at("2026-11-26T15:00-05:00");
    expect(await postDigests({ db, tell }, thursday)).toBe(2);
    expect(await postDigests({ db, tell }, thursday + 1000)).toBe(0);
    const [first] = await posted(db);
    expect((first!.card as { summary: string }).summary).toBe(
      "Week 47, 16 to 22 November: A good week: the one answer due was given in time.",
    );
    expect(read(first!.card)).toContain("it comes late");
  });

  test("after two missed weeks only the last one is told", async () => {
    const db = await firm();
    await record(db, asked, monday);
    expect(await postDigests({ db, tell }, at("2026-12-07T09:00-05:00"))).toBe(2);
    expect(await keys(db)).toEqual(["digest:1:2026-W49", "digest:2:2026-W49"]);
  });

  test("a firm that begins in mid-week is not told about a week it was not there", async () => {
    const db = await firm();
    await record(db, asked, mon("12:00"));
    expect(await postDigests({ db, tell }, wed("12:00"))).toBe(0);
    expect(await postDigests({ db, tell }, monday)).toBe(2);
  });

  test("who is no partner, or has left, gets none", async () => {
    const db = await firm();
    await unaudited(db, (tx) =>
      tx
        .updateTable("people")
        .set({ left_at: stamp(thu("12:00")) })
        .where("id", "=", 2)
        .execute(),
    );
    await record(db, asked, monday);
    expect(await postDigests({ db, tell }, monday)).toBe(1);
    expect(await keys(db)).toEqual(["digest:1:2026-W47"]);
  });

  test("a week without inquiries is one line, on Monday, without a picture", async () => {
    const db = await firm();
    await postDigests({ db, tell }, monday);
    const [first] = await posted(db);
    expect(read(first!.card)).toBe("A quiet week: no inquiries, and no answer is owed. Week 47, 16 to 22 November.");
    expect(first!.picture).toBeNull();
  });

  test("the picture is a PNG beside the card, and the card keeps its words", async () => {
    const db = await firm();
    await record(db, asked, monday);
    await postDigests({ db, tell }, monday);
    const [first] = await posted(db);
    expect(Buffer.from(first!.picture!).subarray(1, 4).toString()).toBe("PNG");
    const part = (first!.card as { parts: { picture?: object }[] }).parts.find((p) => p.picture);
    expect(Object.keys(part!.picture!).sort()).toEqual(["alt", "bars", "title"]);
    expect(first).toMatchObject({ purpose: "digest", not_before: monday satisfies Instant });
  });
});
