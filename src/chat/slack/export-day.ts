import type { Happening } from "../../domain/message.ts";
import type { PastDay, Skipped } from "../../domain/past.ts";
import type { Installation } from "./installation.ts";
import { normalise } from "./normalise.ts";
import { type Fields, fields, instantOf, word } from "./read.ts";

/** One file of an export: what happened in one conversation on one day, each message as an event would have brought it. */
export async function readDay(
  read: () => Promise<string>,
  file: { path: string; bytes: number },
  channel: string,
  here: Installation,
): Promise<PastDay> {
  const day = { bytes: file.bytes, entries: 0, happenings: [], names: new Map<string, string>() };
  let entries: unknown;
  try {
    entries = parsed(await read());
  } catch (fault) {
    return { ...day, skipped: [{ where: file.path, why: (fault as Error).message }] };
  }
  if (!Array.isArray(entries)) return { ...day, skipped: [{ where: file.path, why: "not a list of messages" }] };
  const happenings: Happening[] = [];
  const odd = new Map<string, number>();
  for (const entry of entries.map(fields)) {
    const why = oddity(entry);
    if (why) odd.set(why, (odd.get(why) ?? 0) + 1);
    else happenings.push(normalise({ event: { ...entry, type: "message", channel } }, here, instantOf(entry.ts)!));
    nameIn(entry, day.names);
  }
  const skipped: Skipped[] = [...odd].map(([why, messages]) => ({ where: file.path, why, messages }));
  return { ...day, entries: entries.length, happenings, skipped };
}

/** @throws Error "not JSON". No text of ours may hold a NUL, so it goes before anything is read. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text.includes("\\u0000") ? text.replace(/(?<!\\)((?:\\\\)*)\\u0000/g, "$1") : text);
  } catch {
    throw new Error("not JSON");
  }
}

function oddity(entry: Fields): string | undefined {
  if (entry.type !== undefined && entry.type !== "message") return "not a message";
  if (instantOf(entry.ts) === undefined) return "without a time";
  if (entry.subtype === undefined || KNOWN.has(entry.subtype)) return undefined;
  return `of a kind not known here (${String(entry.subtype).slice(0, 40)})`;
}

function nameIn(entry: Fields, names: Map<string, string>) {
  const profile = fields(entry.user_profile);
  const [id, name] = [word(entry.user), word(profile.display_name) ?? word(profile.real_name) ?? word(profile.name)];
  if (id !== undefined && name !== undefined) names.set(id, name);
}

// Source: docs.slack.dev, "message event", its list of subtypes; and what exports have beside them.
const KNOWN: ReadonlySet<unknown> = new Set(
  `assistant_app_thread bot_add bot_disable bot_enable bot_message bot_remove channel_archive channel_canvas_updated
  channel_convert_to_private channel_convert_to_public channel_join channel_leave channel_name channel_posting_permissions
  channel_purpose channel_topic channel_unarchive document_mention ekm_access_denied file_comment file_mention file_share
  group_archive group_join group_leave group_name group_purpose group_topic group_unarchive huddle_thread
  joiner_notification joiner_notification_for_inviter list_record_comment me_message message_changed message_deleted
  message_replied pinned_item reminder_add reminder_delete reply_broadcast sh_room_created sh_room_shared
  slackbot_response tasks_document thread_broadcast tombstone unpinned_item`.split(/\s+/),
);
