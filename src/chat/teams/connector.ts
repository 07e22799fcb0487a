import type { Activity, ConversationParameters, ConversationReference, TurnContext } from "botbuilder";
import type { Line } from "./adapter.ts";
import { endpointsOf, type Installation, type TeamsConfig } from "./installation.ts";
import { type Fields, fields, list, word } from "./read.ts";
import type { Known } from "./shelf.ts";

/** What Teams is asked for, each by one request. All throw where the answer is no success; see `outcomeOf`. */
export interface Connector {
  /** Someone's own conversation with the bot: the same one each time. */
  open(person: string): Promise<string>;
  /** The id of the message. */
  say(conversation: string, activity: Partial<Activity>): Promise<string | undefined>;
  replace(conversation: string, id: string, activity: Partial<Activity>): Promise<void>;
  member(conversation: string, person: string): Promise<Fields>;
  /** Page by page. */
  members(conversation: string): AsyncIterable<Fields>;
  /** The channels of a team; its first has no name. */
  channels(team: string): Promise<Fields[]>;
  /** The team's name and its Microsoft 365 group. */
  team(id: string): Promise<Fields>;
}

const PAGE = 500;

export function connector(config: TeamsConfig, here: Installation, line: Line, known: Known): Connector {
  const { serviceUrl } = endpointsOf(config);
  const service = async () => (await known.get("service", here.workspace))?.url ?? serviceUrl;
  const client = async () => (await line.connector(await service())).conversations;
  const teams = async () => (await line.teams(await service())).teams;

  /** Writes go through the adapter, as a conversation that is continued. */
  async function continued<T>(conversation: string, work: (context: TurnContext) => Promise<T>): Promise<T> {
    let done: { value: T } | undefined;
    const reference = referenceTo(conversation, here, await service());
    await line.adapter.continueConversationAsync(here.appId, reference, async (context) => {
      // The library makes an activity up to continue from, and would have us reply to it.
      context.activity.id = undefined;
      done = { value: await work(context) };
    });
    return done!.value;
  }

  return {
    async open(person) {
      const parameters = {
        isGroup: false,
        bot: { id: here.botId, name: "Rejoinder" },
        members: [{ id: person, name: "" }],
        tenantId: here.workspace,
        channelData: { tenant: { id: here.workspace } },
      } as unknown as ConversationParameters;
      const { id } = await (await client()).createConversation(parameters);
      if (!id) throw new Error("Teams opens no conversation with this person.");
      return id;
    },
    say: (conversation, activity) =>
      continued(conversation, async (context) => word((await context.sendActivity(activity))?.id)),
    replace: (conversation, id, activity) =>
      continued(conversation, async (context) => {
        await context.updateActivity({ ...activity, id, conversation: { id: conversation } } as Partial<Activity>);
      }),
    member: async (conversation, person) => fields(await (await client()).getConversationMember(conversation, person)),
    async *members(conversation) {
      let token: string | undefined;
      do {
        const options = { pageSize: PAGE, continuationToken: token as string };
        const page: Fields = fields(await (await client()).getConversationPagedMembers(conversation, options));
        yield* list(page.members).map(fields);
        token = word(page.continuationToken);
      } while (token);
    },
    channels: async (team) => list((await (await teams()).fetchChannelList(team)).conversations).map(fields),
    team: async (team) => fields(await (await teams()).fetchTeamDetails(team)),
  };
}

const referenceTo = (conversation: string, here: Installation, serviceUrl: string): Partial<ConversationReference> => ({
  channelId: "msteams",
  serviceUrl,
  bot: { id: here.botId, name: "Rejoinder" },
  conversation: { id: conversation, tenantId: here.workspace } as ConversationReference["conversation"],
});
