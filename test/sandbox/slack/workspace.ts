import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { App, HTTPReceiver, LogLevel } from "@slack/bolt";
import { WebClient } from "@slack/web-api";
import { at } from "../../../src/domain/time.ts";
import { type SandboxClock, sandboxClock } from "../../../src/sandbox/clock.ts";
import type { WorkspaceSeed } from "../../../src/sandbox/slack/seed.ts";
import { type SandboxOptions, type SlackSandbox, startSlackSandbox } from "../../../src/sandbox/slack/server.ts";

// Bolt's own receiver refuses requests five minutes older than the machine's clock, so the stage is set far ahead of it.
export const START = at("2099-03-06T09:00Z");

export const FIXTURE: WorkspaceSeed = {
  team: { id: "TFIRM", name: "Fixture & Partners LLP", domain: "fixture" },
  otherTeams: [{ id: "TACME", name: "Acme", domain: "acme" }],
  people: [
    {
      id: "UANA",
      name: "ana",
      realName: "Ana Fixture",
      email: "ana@fixture.example",
      zone: "America/New_York",
      role: "owner",
    },
    { id: "UBEN", name: "ben", realName: "Ben Fixture", email: "ben@fixture.example", zone: "Europe/London" },
    { id: "UGUEST", name: "gil", realName: "Gil Guest", role: "single-channel guest" },
    {
      id: "UDANA",
      name: "dana",
      realName: "Dana Reed",
      email: "dana@acme.example",
      team: "TACME",
      zone: "Asia/Kolkata",
    },
    { id: "UGONE", name: "gone", realName: "Gone Fixture", deactivated: true },
    { id: "UOTHERBOT", name: "otherbot", realName: "Other Bot", role: "bot" },
  ],
  channels: [
    { id: "CACME", name: "acme-counsel", members: ["UANA", "UBEN", "UDANA", "UBOT"], sharedWith: ["TACME"] },
    { id: "CINT", name: "litigation", members: ["UANA", "UBEN", "UBOT"] },
    { id: "CNOBOT", name: "lounge", members: ["UANA"] },
    { id: "CPRIV", name: "partners", kind: "private", members: ["UANA"] },
    { id: "COLD", name: "closed-matter", members: ["UANA", "UBOT"], archived: true },
  ],
};

export interface Stage {
  clock: SandboxClock;
  sandbox: SlackSandbox;
  bolt: App;
  close(): Promise<void>;
}

/** A sandbox with a real Bolt app before it, over HTTP or Socket Mode; `wire` adds the app's listeners. */
export async function stage(
  wire: (bolt: App) => void,
  options: Partial<SandboxOptions> & { mode?: "http" | "socket" } = {},
): Promise<Stage> {
  const clock = sandboxClock(START);
  const sandbox = await startSlackSandbox({ clock, workspace: FIXTURE, ...options });
  const common = {
    token: sandbox.app.botToken,
    clientOptions: { slackApiUrl: sandbox.apiUrl, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true },
    logLevel: LogLevel.ERROR,
    logger: SILENT,
  };
  if (options.mode === "socket") {
    const bolt = new App({ ...common, socketMode: true, appToken: sandbox.app.appToken });
    wire(bolt);
    await bolt.start();
    return { clock, sandbox, bolt, close: () => end(bolt, sandbox) };
  }
  const receiver = new HTTPReceiver({ signingSecret: sandbox.app.signingSecret, logger: SILENT, port: 0 });
  const bolt = new App({ ...common, receiver });
  wire(bolt);
  const server = (await bolt.start({ port: 0, host: "127.0.0.1" })) as Server;
  sandbox.connectEvents(`http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`);
  return { clock, sandbox, bolt, close: () => end(bolt, sandbox) };
}

async function end(bolt: App, sandbox: SlackSandbox): Promise<void> {
  // Bolt asks who it is as soon as it is made; ending before it knows would be a rejection nobody handles.
  await bolt.client.auth.test().catch(() => {});
  await bolt.stop();
  await sandbox.until(() => sandbox.sockets.count() === 0);
  await sandbox.settled();
  await sandbox.close();
}

const quiet = () => {};
const SILENT = {
  debug: quiet,
  info: quiet,
  warn: quiet,
  error: quiet,
  setLevel: quiet,
  getLevel: () => LogLevel.ERROR,
  setName: quiet,
};

/** A sandbox alone, with a plain client before it. */
export async function alone(options: Partial<SandboxOptions> = {}) {
  const clock = sandboxClock(START);
  const sandbox = await startSlackSandbox({ clock, workspace: FIXTURE, ...options });
  return { clock, sandbox, client: clientOf(sandbox), close: () => sandbox.close() };
}

export const clientOf = (sandbox: SlackSandbox, token = sandbox.app.botToken, timeout = 0) =>
  new WebClient(token, {
    slackApiUrl: sandbox.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: SILENT,
    timeout,
  });

/** What the call was refused with. */
export async function refusal(call: Promise<unknown>): Promise<Record<string, unknown> & { error: string }> {
  const outcome = await call.then(
    () => ({ error: "nothing: it was taken" }),
    (error: { data?: { error: string } }) => error.data ?? { error: String(error) },
  );
  return outcome;
}
