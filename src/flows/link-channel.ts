import type { Reply } from "../chat/platform.ts";
import { byPerson } from "../domain/audit.ts";
import { findByName } from "../domain/nearest.ts";
import type { Instant } from "../domain/time.ts";
import { record } from "../store/audit.ts";
import { channelNumbered, lockChannel, linkChannel as save } from "../store/channels.ts";
import { clientFor, matterFor } from "../store/clients.ts";
import type { Db } from "../store/db.ts";
import { theFirm } from "../store/firm.ts";
import { aboutChannel } from "../store/rights.ts";
import { setStandard } from "../store/standards.ts";
import { asViewer } from "../store/viewer.ts";
import type { Filled } from "../views/card.ts";
import { linkChannelForm, readLinkChannel } from "../views/forms.ts";
import { channelName } from "../views/owed.ts";
import { outdated } from "../views/refusals.ts";
import { channelLinked } from "../views/replies.ts";
import type { Actor } from "./actor.ts";
import { refusedTo } from "./authorise.ts";
import { clientsFor } from "./clients-for.ts";
import type { Deps } from "./deps.ts";
import { saw } from "./saw.ts";

/** `within`: travels with the form, after the channel's number. */
export async function channelForm(
  deps: Deps,
  who: Actor,
  channelId: number,
  now: Instant,
  within = "",
): Promise<Reply> {
  const channel = await asViewer(deps.db, who.id, (view) => channelNumbered(view, channelId));
  if (!channel) return { card: outdated("button") };
  const refusal = await refusedTo(deps, who, "say whose channel", await aboutChannel(deps.db, channelId), now);
  if (refusal) return { card: refusal };
  return { form: linkChannelForm(channel.name, await clientOptions(deps, who, now), `${channelId} ${within}`.trim()) };
}

/** Whose channel it is, as someone of the firm says: from now on what is asked there is tracked, or nothing is read at all. */
export async function linkChannel(deps: Deps, who: Actor, { context, answers }: Filled, now: Instant): Promise<Reply> {
  const { db } = deps;
  const channel = await asViewer(db, who.id, (view) => channelNumbered(view, Number(context)));
  if (!channel) return { card: outdated("form") };
  const refusal = await refusedTo(deps, who, "say whose channel", await aboutChannel(db, channel.id), now);
  if (refusal) return { card: refusal };
  const read = readLinkChannel(answers);
  if ("errors" in read) return read;
  const name = channelName(channel.name);
  const by = byPerson(who.id, now);
  if (read.kind === "other") {
    await save(db, channel.id, { kind: "other", clientId: null, matterId: null }, by);
    return { card: channelLinked(name, undefined) };
  }
  return db.transaction().execute(async (tx) => {
    await lockChannel(tx, channel.id);
    const client = await clientOf(tx, who, read.client, now);
    if ("errors" in client) return client;
    const matterId = read.matter ? await matterFor(tx, who.id, client.id, read.matter, by) : null;
    // Where outsiders can read, they are who asks, whatever was chosen.
    const kind = read.kind === "internal" && !channel.shared ? "internal" : "shared";
    await save(tx, channel.id, { kind, clientId: client.id, matterId }, by);
    if (read.standard) {
      const { calendarId } = await theFirm(tx);
      const scope =
        matterId === null ? ({ of: "client", id: client.id } as const) : ({ of: "matter", id: matterId } as const);
      const minutes = read.standard.hours * 60;
      const targets = { answer: minutes, "next answer": minutes };
      await setStandard(tx, { scope, targets, source: read.standard.source, calendarId }, now);
      const details = { scope: scope.of, of: scope.id };
      await record(tx, { ...by, act: "standard set", subject: { kind: "standard" }, details });
    }
    return { card: channelLinked(name, client.name, read.matter) };
  });
}

/** An id out of the menu, or a name as typed; a new name is a new client, unless it looks like a slip. */
export async function clientOf(tx: Db, who: Actor, typed: string, now: Instant) {
  const known = await clientsFor({ db: tx }, who, "name client", now);
  const chosen = known.find((c) => String(c.id) === typed);
  if (chosen) return chosen;
  const found = findByName(typed, known);
  if ("found" in found) return found.found;
  const near = "several" in found ? found.several : found.nearest;
  const names = near.map((c) => c.name).join(" or ");
  if (near.length > 0) return { errors: { client: `Do you mean ${names}? Please write the name in full.` } };
  return { id: await clientFor(tx, who.id, typed, byPerson(who.id, now)), name: typed };
}

/** Whose names a form offers. */
export async function clientOptions(deps: Deps, who: Actor, now: Instant) {
  const offered = await clientsFor(deps, who, "name client", now);
  const details = { clients: offered.map(({ id }) => id) };
  await saw(deps, who, "saw choices", { subject: { kind: "client" }, details }, now);
  return offered.map((c) => ({ label: c.name, value: String(c.id) }));
}
