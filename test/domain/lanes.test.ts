import { describe, expect, test } from "vitest";
import { fitting, fullLanes, type Paces, type Recent, type Waiting } from "../../src/domain/lanes.ts";
import { at } from "../../src/domain/time.ts";

const now = at("2026-01-12T09:00-05:00");
const paces: Paces = {
  workspace: { most: 3, withinMs: 60_000 },
  conversation: { most: 2, withinMs: 5_000 },
  atOnce: 2,
};
const paceOf = () => paces;

/** `ago`: seconds. */
const said = (personId: number, ago: number, lane = "here"): Recent => ({
  ...{ lane, personId, at: now - ago * 1000, underWay: false },
});
const hangs = (personId: number, lane = "here"): Recent => ({ ...said(personId, 90, lane), underWay: true });
const waits = (id: number, personId = id, lane = "here"): Waiting => ({
  ...{ id, personId, lane, isDigest: false },
});
const digest = (id: number, personId = id): Waiting => ({ ...waits(id, personId), isDigest: true });
const leaving = (waiting: readonly Waiting[], recent: readonly Recent[] = []) =>
  fitting(waiting, recent, paceOf, now).map(({ id }) => id);

describe("a workspace's pace", () => {
  test("no more leave than the minute before has room for, the foremost first", () =>
    expect(leaving([waits(1), waits(2), waits(3)], [said(8, 10), said(9, 59)])).toEqual([1]));

  test("what was said a minute ago counts no more", () =>
    expect(leaving([waits(1), waits(2), waits(3)], [said(7, 60), said(8, 60), said(9, 10)])).toEqual([1, 2]));

  test("no more are under way at a time than agreed", () =>
    expect(leaving([waits(1), waits(2)], [hangs(8)])).toEqual([1]));

  test("one that is full, or hangs, holds up no other", () => {
    const recent = [hangs(8), hangs(9), said(7, 1, "full"), said(6, 1, "full"), said(5, 1, "full")];
    expect(fullLanes(recent, paceOf, now)).toEqual(["here", "full"]);
    expect(leaving([waits(1), waits(2, 2, "full"), waits(3, 3, "free")], recent)).toEqual([3]);
  });

  test("what goes nowhere is not held up", () =>
    expect(leaving([{ ...waits(1), lane: undefined }], [hangs(8), hangs(9)])).toEqual([1]));
});

describe("a person's pace", () => {
  test("one at a time; the next in line goes instead", () =>
    expect(leaving([waits(1, 7), waits(2, 7), waits(3)])).toEqual([1, 3]));

  test("nobody hears more within five seconds than the conversation has room for", () => {
    expect(leaving([waits(1, 7)], [said(7, 1), said(7, 4)])).toEqual([]);
    expect(leaving([waits(1, 7)], [said(7, 1), said(7, 5)])).toEqual([1]);
  });

  test("whoever is being written to is not written to beside it", () =>
    expect(leaving([waits(1, 7), waits(2)], [hangs(7)])).toEqual([2]));
});

describe("digests", () => {
  test("wait while anything else of their workspace does, even where that cannot leave", () =>
    expect(leaving([waits(1, 7), digest(2)], [hangs(7)])).toEqual([]));

  test("leave once nothing else waits there", () => {
    expect(leaving([digest(1), digest(2)])).toEqual([1, 2]);
    expect(leaving([waits(1, 1, "elsewhere"), digest(2)])).toEqual([1, 2]);
  });
});
