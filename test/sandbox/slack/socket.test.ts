import { SocketModeReceiver } from "@slack/bolt";
import { afterEach, expect, test } from "vitest";
import { alone, type Stage, stage } from "./workspace.ts";

let on: Stage | undefined;
afterEach(async () => {
  await on?.close();
  on = undefined;
});

test("hello, envelopes and acknowledgements", async () => {
  const heard: string[] = [];
  on = await stage((bolt) => bolt.message(async ({ message }) => void heard.push(message.ts)), { mode: "socket" });
  expect(on.sandbox.sockets.count()).toBe(1);
  const { ts, delivery } = await on.sandbox.post("UANA", "CINT", "x".repeat(70_000));
  expect(delivery).toMatchObject({ acknowledged: true, attempts: [{ way: "socket", status: 200, retry: 0 }] });
  expect(heard).toEqual([ts]);
});

test("an app whose socket is gone gets the event by retry once it is back", async () => {
  const heard: number[] = [];
  on = await stage((bolt) => bolt.message(async ({ context }) => void heard.push(context.retryNum ?? 0)), {
    mode: "socket",
  });
  const { sandbox, bolt, clock } = on;
  await bolt.stop();
  await sandbox.until(() => sandbox.sockets.count() === 0);
  const { delivery } = await sandbox.post("UANA", "CINT", "Hello");
  expect(delivery?.attempts.map(({ way, failure }) => [way, failure])).toEqual([
    ["none", "connection_failed"],
    ["none", "connection_failed"],
  ]);
  await bolt.start();
  await clock.advance(1);
  expect(delivery?.acknowledged).toBe(true);
  expect(heard).toEqual([2]);
});

test("asked to refresh, the app connects again", async () => {
  const { sandbox, close } = await alone();
  const receiver = new SocketModeReceiver({
    appToken: sandbox.app.appToken,
    clientPingTimeout: 10,
    installerOptions: { clientOptions: { slackApiUrl: sandbox.apiUrl } },
  });
  await receiver.start();
  const again = new Promise((resolve) => receiver.client.once("connected", resolve));
  sandbox.sockets.refresh();
  await sandbox.until(() => sandbox.sockets.count() === 0);
  await again;
  expect(sandbox.sockets.count()).toBe(1);
  await receiver.stop();
  await sandbox.until(() => sandbox.sockets.count() === 0);
  await close();
});
