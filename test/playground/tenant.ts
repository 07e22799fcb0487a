import { fixtureTeamsFirm, fixtureTenant, TENANT, teamsAccount, teamsChannel } from "../../src/sandbox/firm-teams.ts";
import { guidOf, planted } from "../../src/sandbox/teams/seed.ts";

/** As the sandbox's tenant has it installed. */
export const BOT = { id: planted(fixtureTenant).app.botId, name: "Rejoinder" };

/** The person whose page the Playground shows: it has one person's only. */
const READER = teamsAccount("UKIM");

/** A partner too, so that one page shows both the nudge and the digest. */
export const playgroundFirm = {
  ...fixtureTeamsFirm,
  people: fixtureTeamsFirm.people.map((person) => ({
    ...person,
    partner: person.partner || person.name === "Kim Fixture",
  })),
};

/** In the Playground everyone is of one tenant; who is not, by the tenant they are of. */
export const elsewhere: ReadonlyMap<string, string> = new Map(
  fixtureTenant.people.flatMap(({ aadObjectId, tenant }) => (aadObjectId && tenant ? [[aadObjectId, tenant]] : [])),
);

// The Playground has exactly five people beside the one whose page it shows.
const THERE = ["UKIM", "UBEN", "ULEE", "UPAT", "UDANA", "UEVE"].map(teamsAccount);

/** Who is there, by the first name in lower case. It looks people up by `id` alone, so that is their Entra id here. */
export const playgroundPeople = new Map(
  fixtureTenant.people
    .filter(({ aadObjectId }) => THERE.includes(aadObjectId!))
    .map(({ aadObjectId, name, email }) => [
      name.split(" ")[0]!.toLowerCase(),
      {
        id: aadObjectId!,
        name,
        userPrincipleName: email!,
        aadObjectId: aadObjectId!,
        givenName: name.split(" ")[0]!,
        surname: name.split(" ")[1]!,
        email: email!,
      },
    ]),
);

export const ACME = teamsChannel("CACME");
const TEAM = teamsChannel("CGENERAL");

/** What stands in the Playground's settings file, `.m365agentsplayground.yml`; JSON is YAML. */
export function playgroundSettings(): string {
  const people = [...playgroundPeople.values()];
  return JSON.stringify({
    version: "0.1.1",
    tenantId: TENANT,
    bot: BOT,
    currentUser: people.find(({ id }) => id === READER),
    users: people.filter(({ id }) => id !== READER),
    personalChat: { id: "a:kim-and-rejoinder" },
    groupChat: { id: "19:lunch@thread.v2", name: "Lunch" },
    team: {
      id: TEAM,
      name: "Fixture & Partners",
      aadGroupId: guidOf(TEAM),
      channels: [{ id: ACME, name: "acme-counsel" }],
    },
  });
}

/** A message as Teams tells of it to a bot that may read a channel. The Playground itself sends only its one person's. */
export function posted(who: string, text: string, id: string) {
  const { name, id: person } = playgroundPeople.get(who) ?? nobody(who);
  return {
    type: "message",
    id,
    text,
    textFormat: "plain",
    from: { id: person, name, aadObjectId: person },
    conversation: { isGroup: true, conversationType: "channel", tenantId: TENANT, id: `${ACME};messageid=${id}` },
    channelData: {
      teamsChannelId: ACME,
      teamsTeamId: TEAM,
      tenant: { id: TENANT },
      team: { id: TEAM },
      channel: { id: ACME },
    },
  };
}

function nobody(who: string): never {
  throw new Error(`There is no ${who}; there are ${[...playgroundPeople.keys()].join(", ")}.`);
}
