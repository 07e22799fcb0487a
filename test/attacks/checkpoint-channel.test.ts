import { describe, expect, test } from "vitest";
import { audit } from "../../src/cli/audit.ts";
import { logged } from "../../src/store/audit-log.ts";
import { platforms } from "../story/stage.ts";
import { type World, world } from "../story/world.ts";

const CHECKPOINT = /Checkpoint of the audit log/;

describe.each(platforms)("a checkpoint to a channel of the firm's own, in %s", (on) => {
  const firm = (checkpointsTo: string) => world("2026-01-13T10:00-05:00", { on, checkpointsTo });
  /** Those that stand in channels, with who reads them there. */
  const sent = (w: World) => w.written().filter(({ said, direct }) => !direct && CHECKPOINT.test(JSON.stringify(said)));
  const days = async (w: World, ...isos: string[]) => {
    for (const iso of isos) await w.until(`2026-01-${iso}T10:05-05:00`);
  };

  test("is said there once a day, to the firm's people alone; and the log can be proved by it", async () => {
    const w = await firm("general");
    await w.until("2026-01-13T10:05-05:00");
    expect(sent(w)).toHaveLength(1);
    await w.until("2026-01-13T20:00-05:00");
    expect(sent(w)).toHaveLength(1);
    await days(w, "14", "15");
    expect(sent(w)).toHaveLength(3);
    expect(
      sent(w)
        .flatMap(({ readers }) => readers)
        .filter((one) => !w.ofTheFirm(one)),
    ).toEqual([]);
    const [, checkpoint] = /(\d+:[0-9a-f]{64})/.exec(JSON.stringify(sent(w).at(-1)!.said))!;
    expect(await audit(w.db, "verify", undefined, { checkpoint: [checkpoint!] }, w.now())).toMatchObject({
      ok: true,
      say: expect.stringContaining("The checkpoint fits."),
    });
    expect((await logged(w.db, {})).filter(({ act }) => act === "checkpoint sent")).toHaveLength(3);
  });

  test("a guest in it, of whom nobody told: nothing is said there, and an admin hears that, and why", async () => {
    const w = await firm("general");
    await w.becomesGuest("UBEN");
    await w.until("2026-01-13T10:05-05:00");
    expect(sent(w)).toEqual([]);
    expect(w.got("UASH").join("\n")).toMatch(
      /No checkpoint of the audit log was sent to its channel\*{0,2}\s+A guest, or somebody/,
    );
    await w.becomesGuest("UBEN", false);
    await days(w, "14");
    expect(sent(w)).toHaveLength(1);
  });

  test("an outsider who was let in: nothing is said there from then on", async () => {
    const w = await firm("general");
    await w.letsIn("UASH", "UEVE", "CGENERAL");
    await days(w, "13", "14", "15");
    expect(sent(w)).toEqual([]);
    expect(w.got("UASH").join("\n")).toContain("No checkpoint of the audit log was sent");
  });

  test("a channel that a client reads is never one of the firm's own", async () => {
    const w = await firm("acme-counsel");
    await days(w, "13", "14");
    expect(sent(w)).toEqual([]);
    expect(w.got("UASH").join("\n")).toContain("No checkpoint of the audit log was sent");
  });
});
