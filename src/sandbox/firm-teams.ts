import { firmPeople, fixtureFirm, outsiders } from "./firm.ts";
import { guidOf, type WorkspaceSeed } from "./teams/seed.ts";

/** The fixture firm of firm.ts, in Microsoft Teams: the same people, clients and channels, by ids as Teams makes them. */
export const TENANT = guidOf("fixture tenant");
const OUTSIDE = guidOf("tenant of the fixture's clients");
const ZONE = "America/New_York";

/** `29:…` of someone by their id in firm.ts (`UKIM`): for doings in the sandbox. */
export const teamsPerson = (id: string): string => `29:${id}`;

/** The Entra object id of someone by their id in firm.ts: what accounts are known by. */
export const teamsAccount = (id: string): string => guidOf(`fixture ${id}`);

/** A channel's id in Teams by its id in firm.ts (`CACME`). */
export const teamsChannel = (id: string): string => `19:${id}@thread.tacv2`;

/** Everyone's General channel; its id is the team's. */
const TEAM = teamsChannel("CGENERAL");

export const fixtureTenant: WorkspaceSeed = {
  tenant: { id: TENANT, name: "Fixture & Partners", domain: "fixture.example" },
  people: [
    ...firmPeople.map(({ id, name }) => ({ ...named(id, name), email: `${first(name)}@fixture.example` })),
    ...outsiders.map(({ id, name }) => ({
      ...named(id, name),
      email: `${first(name)}@clients.example`,
      tenant: OUTSIDE,
    })),
  ],
  teams: [{ id: TEAM, name: "Fixture & Partners", members: firmPeople.map(({ id }) => teamsPerson(id)) }],
  channels: [
    // Clients come in by shared channels, from a tenant of their own.
    channel("CACME", "acme-counsel", "shared", ["UDANA", "UEVE", "UKIM", "ULEE", "UPAT"]),
    channel("CGLOBEX", "globex-lease", "shared", ["USAM", "UANA", "UPAT"]),
    channel("CINITECH", "initech-share-plan", "private", ["UANA", "UBEN", "UPAT"]),
    channel("CALDER", "initech-alder", "private", ["UANA", "UPAT"]),
    channel("CGENERAL", "general", "standard", []),
  ],
  app: { permissions: ["ChannelMessage.Read.Group", "ChatMessage.Read.Chat"] },
};

function channel(id: string, name: string, membership: "standard" | "private" | "shared", members: string[]) {
  return { id: teamsChannel(id), name, team: TEAM, membership, members: members.map(teamsPerson) };
}

function named(id: string, name: string) {
  return { id: teamsPerson(id), aadObjectId: teamsAccount(id), name, zone: ZONE };
}

function first(name: string): string {
  return name.split(" ")[0]!.toLowerCase();
}

const inTeams = ({ id }: { id: string }) => ({ platform: "teams", workspace: TENANT, id: teamsAccount(id) });

/** The same firm as its store is set up when Teams is where it lives. */
export const fixtureTeamsFirm = {
  ...fixtureFirm,
  people: fixtureFirm.people.map((person) => ({ ...person, accounts: person.accounts.map(inTeams) })),
  channels: fixtureFirm.channels.map((one) => ({
    ...one,
    ref: { platform: "teams", workspace: TENANT, id: teamsChannel(one.ref.id) },
  })),
};
