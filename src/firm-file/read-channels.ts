import type { PlannedChannel, PlannedClient } from "../domain/firm-plan.ts";
import type { ChannelRef } from "../domain/message.ts";
import { nearest } from "../domain/nearest.ts";
import type { Tell } from "./read-calendar.ts";
import { didYouMean } from "./read-people.ts";
import type { Path } from "./said.ts";
import type { FirmFile } from "./shape.ts";

type Written = NonNullable<FirmFile["channels"]>[number];

/** The channels that a file speaks of; `platforms`: those there are. Others stay what they are. */
export function readChannels(
  { channels: written = [] }: FirmFile,
  known: readonly PlannedChannel[],
  clients: readonly PlannedClient[],
  platforms: readonly string[],
  tell: Tell,
): { channels: PlannedChannel[]; stay: PlannedChannel[] } {
  const seen: ChannelRef[] = [];
  const channels = written.flatMap((one, i): PlannedChannel[] => {
    const path = ["channels", i];
    const name = one.channel.replace(/^#/, "");
    const before = one.id === undefined ? byName(name, known, path, tell) : byId(one.id, known, platforms, path, tell);
    const ref = before && ("ref" in before ? before.ref : before);
    if (!before || !ref) return [];
    if (seen.some((other) => sameRef(other, ref))) tell(path, `#${name} is in the list twice. Keep one of the two.`);
    seen.push(ref);
    const facts = "ref" in before ? { name: before.name, shared: before.shared } : { name };
    return [{ ...facts, ref, botIn: false, ...forWhom(one, path, clients, facts.shared, tell) }];
  });
  const stay = known.filter(({ ref, kind }) => kind !== "other" && !seen.some((other) => sameRef(other, ref)));
  return { channels, stay: written.length > 0 ? stay : [] };
}

function forWhom(
  { channel, client: said, matter: saidMatter, kind = "shared" }: Written,
  path: Path,
  clients: readonly PlannedClient[],
  shared: boolean | undefined,
  tell: Tell,
): Pick<PlannedChannel, "kind" | "client" | "matter"> {
  if (kind === "other") {
    if (said !== undefined)
      tell(
        [...path, "kind"],
        `Nothing is read in a channel of kind other, so it is no client's. Take the client away, or the kind.`,
      );
    return { kind };
  }
  if (kind === "internal" && shared)
    tell([...path, "kind"], `Outsiders can read ${channel}, so it cannot be internal. Take the kind away.`);
  if (said === undefined) {
    tell(path, `Which client is ${channel} for? Add client: and its name; or kind: other, and nothing in it is read.`);
    return { kind };
  }
  const client = clients.find((c) => c.name.toLowerCase() === said.toLowerCase());
  if (!client) {
    tell(
      [...path, "client"],
      `No client is called "${said}". ${didYouMean(said, clients) ?? "Add it under clients, or correct the name."}`,
    );
    return { kind };
  }
  const matters = client.matters ?? [];
  const matter = matters.find((m) => m.name.toLowerCase() === saidMatter?.toLowerCase());
  if (saidMatter !== undefined && !matter)
    tell(
      [...path, "matter"],
      `${client.name} has no matter "${saidMatter}". ${didYouMean(saidMatter, matters) ?? "Add it under its matters, or correct the name."}`,
    );
  return { kind, client: client.name, matter: matter?.name };
}

function byName(name: string, known: readonly PlannedChannel[], path: Path, tell: Tell): PlannedChannel | undefined {
  const found = known.filter((ch) => ch.name.toLowerCase() === name.toLowerCase());
  if (found.length === 1) return found[0];
  const like = nearest(
    name,
    known.map((ch) => ch.name),
  );
  const fix = like
    ? `Did you mean ${like}?`
    : "Invite the bot there first; or add its id, like id: platform/workspace/channel.";
  tell(
    [...path, "channel"],
    found.length > 1
      ? `${found.length} channels are called ${name}. Add the id of the one you mean: ${found.map((ch) => idWritten(ch.ref)).join(" or ")}.`
      : `No channel "${name}" is known yet. ${fix}`,
  );
  return undefined;
}

function byId(
  id: string,
  known: readonly PlannedChannel[],
  platforms: readonly string[],
  path: Path,
  tell: Tell,
): PlannedChannel | ChannelRef | undefined {
  const [, platform, workspace, channel] = /^([^/\s]+)\/([^/\s]+)\/(\S+)$/.exec(id) ?? [];
  if (!platform || !workspace || !channel || !platforms.includes(platform)) {
    tell(
      [...path, "id"],
      `"${id}" is no id of a channel. Write it like ${platforms[0]}/workspace/channel; the platforms are ${platforms.join(" and ")}.`,
    );
    return undefined;
  }
  const ref = { platform, workspace, id: channel };
  return known.find((ch) => sameRef(ch.ref, ref)) ?? ref;
}

export const idWritten = ({ platform, workspace, id }: ChannelRef): string => `${platform}/${workspace}/${id}`;

const sameRef = (a: ChannelRef, b: ChannelRef) =>
  a.platform === b.platform && a.workspace === b.workspace && a.id === b.id;
