import { describe, expect, test } from "vitest";
import { notesOf } from "../../src/store/notes.ts";
import { databases } from "../database.ts";

describe.each(databases)("on the %s database", (_kind, open) => {
  test("what one platform noted is there again, the latest of it, and is not another's", async () => {
    const { db } = await open();
    const [one, other] = [notesOf(db, "one"), notesOf(db, "other")];
    await one.put("service", "a");
    await one.put("service", "b");
    await other.put("service", "c");
    expect(await notesOf(db, "one").get("service")).toBe("b");
    expect(await other.get("service")).toBe("c");
    expect(await one.get("nothing")).toBeUndefined();
  });
});
