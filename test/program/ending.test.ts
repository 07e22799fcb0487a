import { expect, onTestFinished, test } from "vitest";
import { fixtureWorkspace } from "../../src/sandbox/firm.ts";
import { startSlackSandbox } from "../../src/sandbox/slack/server.ts";
import { createDatabase } from "../database.ts";
import { start } from "./program.ts";

/** The program, serving; and Slack's place. */
async function serving(more: Record<string, string> = {}) {
  const sandbox = await startSlackSandbox({ clock: { now: () => Date.now() }, workspace: fixtureWorkspace });
  onTestFinished(() => sandbox.close());
  await sandbox.createChannel({ id: "CNEW", name: "umbrella-counsel", members: ["UPAT"] });
  const program = start({
    SLACK_BOT_TOKEN: sandbox.app.botToken,
    SLACK_APP_TOKEN: sandbox.app.appToken,
    SLACK_API_URL: sandbox.apiUrl,
    DATABASE_URL: await createDatabase("house"),
    FIRM_NAME: "Fixture & Partners LLP",
    FIRM_ZONE: "America/New_York",
    FIRM_HOLIDAYS: "US-NY",
    FIRM_ADMIN: "ash@fixture.example",
    ...more,
  });
  await program.says(/events come by Socket Mode/);
  return { sandbox, program };
}

// A fault of our own, made from outside on a signal.
const faulty = (how: string) =>
  `--import=data:text/javascript,${encodeURIComponent(`process.on("SIGUSR2", () => { ${how} })`)}`;

test.each([
  ["thrown where nobody catches", 'throw new TypeError("Dana Example: our lease")'],
  ["of a promise that nobody waits for", 'Promise.reject(new TypeError("Dana Example: our lease"))'],
])(
  "a fault %s is said by its kind alone, and the program stops in order, for its supervisor to start it again",
  async (_name, how) => {
    const { program } = await serving({ NODE_OPTIONS: faulty(how) });
    const end = await program.stop("SIGUSR2");
    expect(end).toMatchObject({ code: 1, signal: null });
    expect(end.after).toBeLessThan(10_000);
    expect(program.said()).toContain("Rejoinder stops: a fault of its own that nothing caught (TypeError).");
    expect(program.said()).not.toMatch(/Dana|lease|^\s+at /m);
  },
);

test("a Slack that never answers does not keep it from stopping within ten seconds", async () => {
  const { sandbox, program } = await serving();
  sandbox.faults.next("chat.postMessage", { kind: "silence" }, 99);
  await sandbox.invite("UPAT", "UBOT", "CNEW");
  await sandbox.until(() => sandbox.state.calls.some((call) => call.method === "chat.postMessage"), 30_000);
  const end = await program.stop();
  expect(end).toMatchObject({ code: 0, signal: null });
  expect(end.after).toBeLessThan(10_000);
  expect(program.said()).not.toMatch(/^\s+at /m);
});
