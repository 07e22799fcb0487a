import { afterEach, expect, test } from "vitest";
import { at } from "../../../src/domain/time.ts";
import { sandboxClock } from "../../../src/sandbox/clock.ts";
import { fixtureWorkspace } from "../../../src/sandbox/firm.ts";
import {
  fixtureTeamsFirm,
  fixtureTenant,
  TENANT,
  teamsAccount,
  teamsChannel,
  teamsPerson,
} from "../../../src/sandbox/firm-teams.ts";
import type { TeamsSandbox } from "../../../src/sandbox/teams/server.ts";
import { fixtureTeamsSandbox } from "../../../src/sandbox/workspace-teams.ts";

let sandbox: TeamsSandbox | undefined;
afterEach(async () => {
  await sandbox?.close();
  sandbox = undefined;
});

test("the fixture firm has the same people in the same channels on both platforms", async () => {
  ({ sandbox } = await fixtureTeamsSandbox(sandboxClock(at("2026-01-23T15:30-05:00"))));
  for (const channel of fixtureWorkspace.channels)
    for (const { id } of fixtureWorkspace.people) {
      const told = sandbox.post(teamsPerson(id), teamsChannel(channel.id), "Good morning.");
      if (channel.members.includes(id)) expect(await told).toMatchObject({ conversation: teamsChannel(channel.id) });
      else await expect(told).rejects.toThrow("not in");
    }
});

test("every account and channel of the firm's plan is there in the tenant, and clients' people are of another one", () => {
  const accounts = fixtureTeamsFirm.people.flatMap((person) => person.accounts.map(({ id }) => id));
  expect(accounts[0]).toBe(teamsAccount("UKIM"));
  expect(fixtureTeamsFirm.channels.every(({ ref }) => ref.workspace === TENANT)).toBe(true);
  const own = fixtureTenant.people.filter(({ tenant }) => tenant === undefined).map(({ aadObjectId }) => aadObjectId);
  expect(accounts).toEqual(own);
  expect(fixtureTeamsFirm.channels.map(({ ref }) => ref.id)).toEqual(fixtureTenant.channels.map(({ id }) => id));
  expect(fixtureTenant.people.filter(({ tenant }) => tenant).map(({ name }) => name)).toEqual([
    "Dana Example",
    "Eve Example",
    "Sam Example",
  ]);
});
