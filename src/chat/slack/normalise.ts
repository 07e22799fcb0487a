import type { Happening } from "../../domain/message.ts";
import { type Instant, MINUTE } from "../../domain/time.ts";
import { HELD_BACK } from "./delivery.ts";
import type { Installation } from "./installation.ts";
import { markupOf, messageOf } from "./messages.ts";
import { type Fields, fields, idOf, instantOf, list, secondsOf, word } from "./read.ts";

/**
 * What an event of Slack's Events API means to us. Pure, and never throws, whatever the shape: what is not understood is
 * `nothing`, with the reason. `receivedAt` stands in where Slack names no time.
 */
export function normalise(body: unknown, here: Installation, receivedAt: Instant): Happening {
  const envelope = fields(body);
  const event = fields(envelope.event);
  const type = word(event.type);
  if (envelope.type === HELD_BACK) return heldBack(envelope, here, receivedAt);
  if (type === undefined) return nothing("it carries no event");
  const at = instantOf(event.event_ts) ?? secondsOf(envelope.event_time) ?? receivedAt;
  if (type === "message") return message(event, here, at);
  if (type === "reaction_added") return reaction(event, here, at);
  if (type === "member_joined_channel" || type === "member_left_channel") return membership(event, here, at);
  if (type === "channel_left" || type === "group_left")
    return about(event, here, (channel) => ({ kind: "bot left", channel, at }));
  if (type === "channel_id_changed") return newId(event, here, at);
  if (CHANGES_A_CHANNEL.test(type)) return about(event, here, (channel) => ({ kind: "channel changed", channel, at }));
  if (CHANGES_AN_ACCOUNT.has(type)) return account(event, here, at);
  return nothing(`Rejoinder takes no note of "${type}"`);
}

const CHANGES_A_CHANNEL =
  /^(?:channel|group)_(?:rename|archive|unarchive|deleted|shared|unshared|convert_to_private|convert_to_public)$|^shared_channel_invite_/;
const CHANGES_AN_ACCOUNT: ReadonlySet<string> = new Set(["user_change", "team_join", "user_profile_changed"]);

const nothing = (because: string): Happening => ({ kind: "nothing", because });

// Events of the rest of that minute are held back as well. Source: docs.slack.dev, `app_rate_limited`.
function heldBack(envelope: Fields, { platform, workspace }: Installation, receivedAt: Instant): Happening {
  const from = secondsOf(envelope.minute_rate_limited) ?? receivedAt - (receivedAt % MINUTE);
  return { kind: "missed", platform, workspace, from, until: from + MINUTE };
}

function message(event: Fields, here: Installation, at: Instant): Happening {
  if (event.channel_type === "im") return nothing("it was said to the bot itself");
  if (event.subtype === "message_changed") return changed(event, here, at);
  if (event.subtype === "message_deleted")
    return deleted(event, word(event.deleted_ts) ?? word(fields(event.previous_message).ts), here, at);
  if (event.subtype === "message_replied" || event.subtype === "tombstone")
    return nothing(`it only says "${event.subtype}"`);
  const said = messageOf(event, event.channel, here);
  return said ? { kind: "message", message: said } : nothing("a message without a channel or a time");
}

// Slack says "changed" also for an unfurled link, a new reply's count, and a deleted message that has replies.
function changed(event: Fields, here: Installation, at: Instant): Happening {
  const now = fields(event.message);
  const before = fields(event.previous_message);
  if (now.subtype === "tombstone") return deleted(event, word(now.ts), here, at);
  const known = word(before.ts) !== undefined;
  const same =
    markupOf(now) === markupOf(before) &&
    list(now.files).length === list(before.files).length &&
    now.subtype === before.subtype;
  if (known ? same : fields(now.edited).ts === undefined) return nothing("its words did not change");
  const said = messageOf(now, event.channel, here);
  if (!said) return nothing("an edit without a channel or a time");
  // The event's own time is finer than the whole second of `edited`: of two edits in one second the later one wins.
  return { kind: "message", message: { ...said, revisedAt: Math.max(said.revisedAt, at) } };
}

function deleted(event: Fields, id: string | undefined, here: Installation, at: Instant): Happening {
  if (id === undefined) return nothing("a deletion that names no message");
  return about(event, here, (channel) => ({ kind: "deleted", channel, id, at }));
}

function reaction(event: Fields, here: Installation, at: Instant): Happening {
  const item = fields(event.item);
  const [id, user, emoji] = [word(item.ts), word(event.user), word(event.reaction)];
  if (id === undefined || user === undefined || emoji === undefined)
    return nothing("a reaction to something that is no message");
  // A skin tone ("+1::skin-tone-2") is not another emoji.
  const name = emoji.split("::")[0]!;
  return about(item, here, (channel) => ({ kind: "reaction", channel, id, emoji: name, by: person(here, user), at }));
}

function membership(event: Fields, here: Installation, at: Instant): Happening {
  const inviter = word(event.inviter);
  return about(event, here, (channel) => {
    if (event.user !== here.botUserId) return { kind: "channel changed", channel, at };
    if (event.type === "member_left_channel") return { kind: "bot left", channel, at };
    return { kind: "bot joined", channel, by: inviter ? person(here, inviter) : undefined, at };
  });
}

// Sharing can turn a `G…` channel into a `C…` one: the same channel under another id.
function newId(event: Fields, here: Installation, at: Instant): Happening {
  const was = word(event.old_channel_id);
  return about({ channel: event.new_channel_id }, here, (channel) => ({ kind: "channel changed", channel, was, at }));
}

function account(event: Fields, here: Installation, at: Instant): Happening {
  const id = idOf(event.user);
  return id ? { kind: "account changed", account: person(here, id), at } : nothing("a change of nobody in particular");
}

const person = ({ platform, workspace }: Installation, id: string) => ({ platform, workspace, id });

function about(event: Fields, { platform, workspace }: Installation, say: (channel: Ref) => Happening): Happening {
  const id = idOf(event.channel) ?? word(event.channel_id);
  return id ? say({ platform, workspace, id }) : nothing(`"${word(event.type) ?? "an event"}" that names no channel`);
}

type Ref = { readonly platform: string; readonly workspace: string; readonly id: string };
