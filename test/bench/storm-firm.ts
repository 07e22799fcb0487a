import type { FirmPlan } from "../../src/domain/firm-plan.ts";
import { at } from "../../src/domain/time.ts";
import { fixtureFirm, fixtureWorkspace, TEAM } from "../../src/sandbox/firm.ts";
import type { WorkspaceSeed } from "../../src/sandbox/slack/seed.ts";

// A firm large enough for a storm: many lawyers, and as many channels of clients as are wanted, each client one person's.

const OUTSIDE = fixtureWorkspace.otherTeams![0]!.id;
const of = (id: string) => ({ platform: "slack", workspace: TEAM, id });
const many = <T>(count: number, make: (n: number) => T) => Array.from({ length: count }, (_, n) => make(n));

/** Monday, nine o'clock in New York. */
export const MONDAY = at("2026-01-12T09:00-05:00");
export const lawyerId = (n: number) => `ULAW${n}`;
export const clientId = (n: number) => `UCLI${n}`;
export const channelId = (n: number) => `CBEN${n}`;
const lawyer = (n: number) => `Lawyer ${n} Fixture`;

export function busyFirm(lawyers: number, channels: number): { plan: FirmPlan; workspace: WorkspaceSeed } {
  const owner = (n: number) => n % lawyers;
  const plan: FirmPlan = {
    ...fixtureFirm,
    people: [
      ...fixtureFirm.people,
      ...many(lawyers, (n) => ({
        ...{ name: lawyer(n), email: `lawyer${n}@fixture.example`, zone: "America/New_York" },
        accounts: [of(lawyerId(n))],
      })),
    ],
    clients: many(channels, (n) => ({ name: `Client ${n}`, group: "Litigation", responsible: lawyer(owner(n)) })),
    channels: many(channels, (n) => ({
      ...{ ref: of(channelId(n)), name: `channel-${n}`, kind: "shared" as const, client: `Client ${n}` },
    })),
  };
  const zone = "America/New_York";
  const workspace: WorkspaceSeed = {
    ...fixtureWorkspace,
    people: [
      ...fixtureWorkspace.people,
      ...many(lawyers, (n) => ({
        ...{ id: lawyerId(n), name: `lawyer${n}`, realName: lawyer(n), zone },
        email: `lawyer${n}@fixture.example`,
      })),
      ...many(channels, (n) => ({
        ...{ id: clientId(n), name: `client${n}`, realName: `Client ${n} Example`, zone, team: OUTSIDE },
      })),
    ],
    channels: [
      ...fixtureWorkspace.channels,
      ...many(channels, (n) => ({
        ...{ id: channelId(n), name: `channel-${n}`, sharedWith: [OUTSIDE] },
        members: [clientId(n), lawyerId(owner(n)), "UBOT"],
      })),
    ],
  };
  return { plan, workspace };
}
