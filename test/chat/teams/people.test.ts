import { expect, test } from "vitest";
import { infoOf } from "../../../src/chat/teams/people.ts";

const TENANT = "11111111-1111-4111-8111-111111111111";
const here = { platform: "teams", workspace: TENANT, appId: "app", botId: "28:app" } as const;
const ref = { platform: "teams", workspace: TENANT, id: "ana" };
const ana = { name: "Ana", tenantId: TENANT, userRole: "user", userPrincipalName: "ana@fixture.example" };
const isOutside = (member: object) => infoOf({ ...ana, ...member }, ref, here).outside;

test.each([
  ["a colleague", {}, false],
  ["a colleague who owns the team", { userRole: "owner" }, false],
  ["a colleague, however the tenant is spelt", { tenantId: TENANT.toUpperCase() }, false],
  ["a guest", { userRole: "guest" }, true],
  ["a guest who is called a user", { userPrincipalName: "dana_acme.example#EXT#@fixture.example" }, true],
  ["someone of another tenant", { tenantId: "other" }, true],
  ["someone of another tenant who owns the channel", { tenantId: "other", userRole: "owner" }, true],
  ["someone without a name at all", { userRole: "anonymous" }, true],
  ["someone whose tenant is not told", { tenantId: undefined }, true],
  ["someone whose role is not told", { userRole: undefined }, true],
  ["someone in a role nobody knows", { userRole: "federated" }, true],
])("%s", (_, member, outside) => expect(isOutside(member)).toBe(outside));

test("an address is only what the roster calls an e-mail address", () => {
  expect(infoOf(ana, ref, here).email).toBeUndefined();
  expect(infoOf({ ...ana, email: "ana@fixture.example" }, ref, here, "Europe/Oslo")).toMatchObject({
    name: "Ana",
    email: "ana@fixture.example",
    zone: "Europe/Oslo",
    bot: false,
  });
});
