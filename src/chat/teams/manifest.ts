import type { Verb } from "../../domain/command/verbs.ts";
import { commandWords } from "../../domain/command/words.ts";
import { about } from "../../views/about.ts";

/**
 * What Rejoinder asks of a team or chat it is put into (resource-specific consent), each with its reason: the one source of the
 * app manifest. What is not here is not granted. What the bot is given without asking: its own chats, messages that mention it,
 * names and members of where it is, and the right to write to someone who has the app.
 * Source: learn.microsoft.com, "Grant RSC permissions to your app", and "Receive all conversation messages with RSC".
 */
export const permissions: Readonly<Record<string, string>> = {
  "ChannelMessage.Read.Group": "to notice what clients ask in channels without mentioning the bot",
  "ChatMessage.Read.Chat": "the same in group chats the bot was added to",
  "ChannelMember.Read.Group":
    "to know at once when an outsider joins a private or shared channel, and who of its members is of the firm",
};

/** Each permission with its reason. */
export const reasons = (): Map<string, string[]> =>
  new Map(Object.entries(permissions).map(([name, why]) => [name, [why]]));

/** Teams lists at most twelve; the others are understood as well, and `help` tells of them. */
const LISTED: readonly Verb[] = [
  "mine",
  "team",
  "overdue",
  "today",
  "client",
  "lawyer",
  "show",
  "why",
  "take",
  "snooze",
  "leave",
  "help",
];

const commands = LISTED.map((verb) => {
  const { does, takes, example } = commandWords[verb];
  return { title: verb, description: takes ? `${does} For example: ${example}` : does };
});

/** Ids by which the commands of the message menu and the compose box come back. */
const extensions = [
  { id: "track", context: ["message"], ...about.onMessage.track },
  { id: "dismiss", context: ["message"], ...about.onMessage.dismiss },
  { id: "logContact", context: ["compose", "commandBox"], triggers: ["slash"], ...about.logContact },
  {
    id: "myInquiries",
    context: ["compose", "commandBox"],
    triggers: ["slash"],
    name: "My inquiries",
    description: "What you owe clients, in the order it is due",
  },
] as const;

/** How to use it, for whoever writes the manifest. */
export const howTo = `Upload the package at admin.teams.microsoft.com → Teams apps →
Manage apps → Upload, and set the bot's messaging endpoint at portal.azure.com →
your Azure Bot → Configuration to https://<address>/api/messages.`;

/** Stands in for the app id until there is one. */
const NOBODY = "00000000-0000-0000-0000-000000000000";
const SOMEWHERE = "https://rejoinder.example.com";

/** The app manifest. `origin`: the address that stands for whoever runs the bot; `appId`: the bot's Microsoft app id. */
export function manifest(origin: string = SOMEWHERE, appId: string = NOBODY) {
  return {
    $schema: "https://developer.microsoft.com/json-schemas/teams/v1.29/MicrosoftTeams.schema.json",
    manifestVersion: "1.29",
    version: "1.0.0",
    id: appId,
    developer: { name: about.name, websiteUrl: origin, privacyUrl: origin, termsOfUseUrl: origin },
    name: { short: about.name, full: about.name },
    description: { short: "Keeps the clock on every answer a client is owed", full: `${about.description}.` },
    icons: { color: "color.png", outline: "outline.png" },
    accentColor: about.color,
    bots: [
      {
        botId: appId,
        scopes: ["personal", "team", "groupChat"],
        supportsTargetedMessages: true,
        isNotificationOnly: false,
        supportsFiles: false,
        commandLists: [
          { scopes: ["personal"], commands },
          { scopes: ["team", "groupChat"], triggers: ["mention", "slash"], commands },
        ],
      },
    ],
    composeExtensions: [
      {
        botId: appId,
        commands: extensions.map(({ name, ...command }) => ({
          ...command,
          title: name,
          type: "action",
          fetchTask: true,
        })),
      },
    ],
    defaultInstallScope: "personal",
    defaultGroupCapability: { team: "bot", groupchat: "bot" },
    // Private and shared channels too.
    supportsChannelFeatures: "tier1",
    validDomains: [],
    // Resource-specific consent wants an address here, and uses it for nothing.
    webApplicationInfo: { id: appId, resource: "https://RscBasedStoreApp" },
    authorization: {
      permissions: {
        resourceSpecific: Object.keys(permissions).map((name) => ({ name, type: "Application" })),
      },
    },
  };
}

/** The package to upload, a zip: the manifest and its two icons. */
export async function pack(made: object): Promise<Uint8Array> {
  const [{ ZipFile }, { buffer }, { icons }] = await Promise.all([
    import("yazl"),
    import("node:stream/consumers"),
    import("./icons.ts"),
  ]);
  const { color, outline } = await icons();
  const zip = new ZipFile();
  // Always the same package for the same manifest.
  const options = { mtime: new Date("2026-01-01T00:00:00Z"), mode: 0o100644 };
  zip.addBuffer(Buffer.from(`${JSON.stringify(made, null, 2)}\n`), "manifest.json", options);
  zip.addBuffer(Buffer.from(color), "color.png", options);
  zip.addBuffer(Buffer.from(outline), "outline.png", options);
  zip.end();
  return buffer(zip.outputStream);
}
