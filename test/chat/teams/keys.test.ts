import { expect, onTestFinished, test } from "vitest";
import { LEASE, START, stage } from "./stage.ts";

test("where the keys to check a signature with cannot be had, Teams is asked to send it again, and nothing is lost", async () => {
  const { sandbox, clock, desk, close } = await stage();
  onTestFinished(close);
  sandbox.faults.next("keys", { kind: "http", status: 503 });
  sandbox.faults.next("keys", { kind: "reset-before" });
  const { delivery } = await sandbox.post("29:ana", LEASE, "The notice went out.");
  expect(delivery?.attempts.map(({ status }) => status)).toEqual([503, 503]);
  await clock.advance(1);
  await sandbox.settled();
  expect(delivery).toMatchObject({ acknowledged: true });
  expect(desk.told).toContainEqual(expect.objectContaining({ kind: "message" }));
});

test("what Teams gives up while the keys cannot be had is written down as missed, to be looked for once it no longer tries", async () => {
  const { sandbox, clock, desk, close } = await stage();
  onTestFinished(close);
  for (let n = 0; n < 3; n++) sandbox.faults.next("keys", { kind: "http", status: 503 });
  const { delivery } = await sandbox.post("29:ana", LEASE, "The notice went out.");
  await clock.advance(1);
  await sandbox.settled();
  expect(delivery?.attempts.map(({ status }) => status)).toEqual([503, 503, 503]);
  expect(delivery).toMatchObject({ acknowledged: false });
  const missed = desk.told.flatMap((what) => (what.kind === "missed" ? [what] : []));
  expect(missed).toHaveLength(2);
  for (const { platform, from, until } of missed) {
    expect(platform).toBe("teams");
    expect(from).toBeLessThan(START);
    expect(until).toBeGreaterThan(clock.now());
  }
});

test("what cannot be stored just now is written down as missed, once a minute at most", async () => {
  const { sandbox, desk, close } = await stage();
  onTestFinished(close);
  desk.keep = () => Promise.reject(new Error("The database is away."));
  await sandbox.post("29:ana", LEASE, "The notice went out.");
  expect(desk.told.filter(({ kind }) => kind === "missed")).toHaveLength(1);
});
