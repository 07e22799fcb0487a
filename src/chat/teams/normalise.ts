import type { Happening } from "../../domain/message.ts";
import type { Instant } from "../../domain/time.ts";
import type { Installation } from "./installation.ts";
import { accountOf, messageOf, ref, type Where, whereOf } from "./messages.ts";
import { emojiName } from "./reactions.ts";
import { type Fields, fields, instantOf, list, word } from "./read.ts";

/**
 * What an activity of Teams means to us. Pure, and never throws, whatever the shape: what is not understood is `nothing`, with
 * the reason. `receivedAt` stands in where Teams names no time.
 */
export function normalise(body: unknown, here: Installation, receivedAt: Instant): Happening {
  const activity = fields(body);
  const at = instantOf(activity.timestamp) ?? receivedAt;
  const where = whereOf(activity, here);
  switch (activity.type) {
    case "message":
      return message(activity, where, here, receivedAt);
    case "messageUpdate":
      return changed(activity, where, here, receivedAt);
    case "messageDelete":
      return deleted(activity, where, at);
    case "messageReaction":
      return reaction(activity, where, here, at);
    case "conversationUpdate":
      return membership(activity, where, here, at);
    case "installationUpdate":
      return installation(activity, where, at);
    default:
      return nothing(`Rejoinder takes no note of "${word(activity.type) ?? "an activity without a type"}"`);
  }
}

const nothing = (because: string): Happening => ({ kind: "nothing", because });

function message(activity: Fields, where: Where | undefined, here: Installation, receivedAt: Instant): Happening {
  if (where?.kind === "personal") return nothing("it was said to the bot itself");
  const said = messageOf(activity, here, receivedAt);
  return said ? { kind: "message", message: said } : nothing("a message without a conversation or an id");
}

function changed(activity: Fields, where: Where | undefined, here: Installation, receivedAt: Instant): Happening {
  const event = eventOf(activity);
  if (event === "softDeleteMessage") return deleted(activity, where, instantOf(activity.timestamp) ?? receivedAt);
  if (event !== undefined && event !== "editMessage" && event !== "undeleteMessage")
    return nothing(`Rejoinder takes no note of "${event}"`);
  return message(activity, where, here, receivedAt);
}

function deleted(activity: Fields, where: Where | undefined, at: Instant): Happening {
  const id = word(activity.id);
  if (!where || id === undefined) return nothing("a deletion that names no message");
  if (where.kind === "personal") return nothing("it was said to the bot itself");
  return { kind: "deleted", channel: where.channel, id, at };
}

function reaction(activity: Fields, where: Where | undefined, here: Installation, at: Instant): Happening {
  const [added] = list(activity.reactionsAdded).map((each) => word(fields(each).type));
  const [id, by] = [word(activity.replyToId), accountOf(activity.from, here)];
  if (!where || id === undefined || !by) return nothing("a reaction that names no message or nobody");
  if (added === undefined) return nothing("a reaction was taken back");
  return { kind: "reaction", channel: where.channel, id, emoji: emojiName(added), by, at };
}

const CHANGES_A_CHANNEL =
  /^(?:channel(?:Renamed|Deleted|Restored|Shared|Unshared|UnShared|MemberAdded|MemberRemoved|Archived|Unarchived)|team(?:Renamed|Archived|Unarchived|Deleted|HardDeleted|Restored|Updated)|teamMember(?:Added|Removed))$/;

function membership(activity: Fields, where: Where | undefined, here: Installation, at: Instant): Happening {
  const event = eventOf(activity);
  const channel = ref(here, word(fields(fields(activity.channelData).channel).id) ?? where?.channel.id ?? "");
  if (!where || channel.id === "") return nothing("a change that names no conversation");
  if (where.kind === "personal") return nothing("it is about the bot's own conversation with someone");
  const by = accountOf(activity.from, here);
  if (event === "channelCreated") return { kind: "bot joined", channel, by, at };
  if (has(activity.membersAdded, activity, here)) return { kind: "bot joined", channel, by, at };
  if (has(activity.membersRemoved, activity, here)) return { kind: "bot left", channel, at };
  const people = list(activity.membersAdded).length + list(activity.membersRemoved).length > 0;
  const renamed = word(activity.topicName) !== undefined;
  if (people || renamed || CHANGES_A_CHANNEL.test(event ?? "")) return { kind: "channel changed", channel, at };
  return nothing(`Rejoinder takes no note of "${event ?? "a conversation without a change"}"`);
}

const has = (members: unknown, activity: Fields, here: Installation): boolean =>
  list(members)
    .map((member) => word(fields(member).id))
    .some((id) => id !== undefined && (id === here.botId || id === word(fields(activity.recipient).id)));

// That it was added, `conversationUpdate` tells as well, and of every conversation.
function installation(activity: Fields, where: Where | undefined, at: Instant): Happening {
  if (!where || where.kind === "personal" || !/^remove/.test(word(activity.action) ?? ""))
    return nothing("an installation that changes no channel");
  return { kind: "bot left", channel: where.channel, at };
}

/** What kind of update it is, in Teams' own words. */
export const eventOf = (activity: Fields): string | undefined => word(fields(activity.channelData).eventType);
