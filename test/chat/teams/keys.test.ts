import { expect, onTestFinished, test } from "vitest";
import { LEASE, stage } from "./stage.ts";

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
