import type { Reply } from "../chat/platform.ts";
import { findByName } from "../domain/nearest.ts";
import type { Instant } from "../domain/time.ts";
import { channelNumbered, lockChannel, linkChannel as save } from "../store/channels.ts";
import { clientFor, clients, matterFor } from "../store/clients.ts";
import type { Db } from "../store/db.ts";
import { theFirm } from "../store/firm.ts";
import { setStandard } from "../store/standards.ts";
import { asViewer } from "../store/viewer.ts";
import type { Filled } from "../views/card.ts";
import { linkChannelForm, readLinkChannel } from "../views/forms.ts";
import { channelName } from "../views/owed.ts";
import { outdated } from "../views/refusals.ts";
import { channelLinked } from "../views/replies.ts";
import type { Actor } from "./actor.ts";
import type { Deps } from "./deps.ts";

type Who = Pick<Actor, "id">;

/** `within`: travels with the form, after the channel's number. */
export async function channelForm(deps: Deps, who: Who, channelId: number, within = ""): Promise<Reply> {
  const channel = await asViewer(deps.db, who.id, (view) => channelNumbered(view, channelId));
  if (!channel) return { card: outdated("button") };
  return { form: linkChannelForm(channel.name, await clientOptions(deps, who), `${channelId} ${within}`.trim()) };
}

/** Whose channel it is, as someone of the firm says: from now on what is asked there is tracked, or nothing is read at all. */
export async function linkChannel(
  { db }: Deps,
  who: Actor,
  { context, answers }: Filled,
  now: Instant,
): Promise<Reply> {
  const read = readLinkChannel(answers);
  if ("errors" in read) return read;
  const channel = await asViewer(db, who.id, (view) => channelNumbered(view, Number(context)));
  if (!channel) return { card: outdated("form") };
  const name = channelName(channel.name);
  if (read.kind === "other") {
    await save(db, channel.id, { kind: "other", clientId: null, matterId: null });
    return { card: channelLinked(name, undefined) };
  }
  return db.transaction().execute(async (tx) => {
    await lockChannel(tx, channel.id);
    const client = await clientOf(tx, who.id, read.client);
    if ("errors" in client) return client;
    const matterId = read.matter ? await matterFor(tx, who.id, client.id, read.matter) : null;
    // Where outsiders can read, they are who asks, whatever was chosen.
    const kind = read.kind === "internal" && !channel.shared ? "internal" : "shared";
    await save(tx, channel.id, { kind, clientId: client.id, matterId });
    if (read.standard) {
      const { calendarId } = await theFirm(tx);
      const scope =
        matterId === null ? ({ of: "client", id: client.id } as const) : ({ of: "matter", id: matterId } as const);
      const minutes = read.standard.hours * 60;
      const targets = { answer: minutes, "next answer": minutes };
      await setStandard(tx, { scope, targets, source: read.standard.source, calendarId }, now);
    }
    return { card: channelLinked(name, client.name, read.matter) };
  });
}

/** An id out of the menu, or a name as typed; a new name is a new client, unless it looks like a slip. Of those they may know of. */
export async function clientOf(tx: Db, viewerId: number, typed: string) {
  const known = await asViewer(tx, viewerId, clients);
  const chosen = known.find((c) => String(c.id) === typed);
  if (chosen) return chosen;
  const found = findByName(typed, known);
  if ("found" in found) return found.found;
  const near = "several" in found ? found.several : found.nearest;
  const names = near.map((c) => c.name).join(" or ");
  if (near.length > 0) return { errors: { client: `Do you mean ${names}? Please write the name in full.` } };
  return { id: await clientFor(tx, viewerId, typed), name: typed };
}

export const clientOptions = async ({ db }: Deps, who: Who) =>
  (await asViewer(db, who.id, clients)).map((c) => ({ label: c.name, value: String(c.id) }));
