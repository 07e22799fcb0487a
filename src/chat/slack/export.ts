import {
  type Past,
  type PastAccount,
  type PastChannel,
  type PastDay,
  PastError,
  type Skipped,
} from "../../domain/past.ts";
import { accountOf } from "./accounts.ts";
import { parsed, readDay } from "./export-day.ts";
import { daysByFolder, type Files, LISTS, rootOf, strangers } from "./export-files.ts";
import type { Installation } from "./installation.ts";
import { type Fields, fields, list, word } from "./read.ts";

/**
 * A workspace export as Slack writes it: users.json and channels.json (groups.json, dms.json and mpims.json too where private
 * conversations are in it), and for each conversation a folder with one file a day. Reactions carry no time there and are
 * left out. Source: slack.com/help, "How to read Slack data exports".
 * @throws PastError where it is not one.
 */
export async function slackExport(from: Files): Promise<Past> {
  const root = rootOf(from);
  const paths = new Map(from.files.filter((f) => f.path.startsWith(root)).map((f) => [f.path.slice(root.length), f]));
  const skipped: Skipped[] = [];
  const users = (await listed(from, paths, "users.json", skipped)).filter((user) => word(user.id));
  const here = installation(users);
  const accounts = users.map((user) => account(user, here));
  const names = new Map(accounts.map(({ ref, name }) => [ref.id, name]));
  const days = daysByFolder(paths);
  const channels: PastChannel[] = [];
  const folderOf = new Map<PastChannel, string>();
  const claimed = new Set<string>();
  for (const kind of Object.keys(LISTS)) {
    for (const entry of await listed(from, paths, kind, skipped)) {
      const folder = word(entry.name) ?? word(entry.id);
      if (folder === undefined || claimed.has(folder)) continue;
      claimed.add(folder);
      const bytes = (days.get(folder) ?? []).reduce((sum, day) => sum + day.bytes, 0);
      const channel = channelOf(entry, kind, folder, bytes, here, names);
      channels.push(channel);
      folderOf.set(channel, folder);
    }
  }
  skipped.push(...strangers(paths, days, claimed));
  return {
    platform: here.platform,
    workspace: here.workspace,
    accounts,
    channels,
    skipped,
    async *days(channel): AsyncIterable<PastDay> {
      for (const { path, bytes } of days.get(folderOf.get(channel) ?? "") ?? [])
        yield readDay(() => from.read(path), { path: path.slice(root.length), bytes }, channel.ref.id, here);
    },
  };
}

/** Objects of one of the lists. Without the users nobody could be told apart; a list of channels may be missed. */
async function listed(from: Files, paths: ReadonlyMap<string, { path: string }>, file: string, skipped: Skipped[]) {
  const at = paths.get(file);
  if (!at) return [];
  try {
    const value = parsed(await from.read(at.path));
    if (!Array.isArray(value)) throw new Error("not a list");
    return value.map(fields);
  } catch (fault) {
    const why = (fault as Error).message;
    if (file === "users.json")
      throw new PastError(
        `${from.name} cannot be imported: its users.json is ${why}, and without it nobody can be told apart.`,
      );
    skipped.push({ where: file, why });
    return [];
  }
}

function installation(users: readonly Fields[]): Installation {
  const teams = new Map<string, number>();
  for (const user of users) {
    const team = word(user.team_id);
    if (team) teams.set(team, (teams.get(team) ?? 0) + 1);
  }
  const [workspace = "export"] = [...teams].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([team]) => team);
  return { platform: "slack", workspace, teamId: workspace, botUserId: "", url: "https://slack.com/" };
}

function account(user: Fields, here: Installation): PastAccount {
  const ref = { platform: here.platform, workspace: here.workspace, id: word(user.id)! };
  const { outside: _, ...known } = accountOf(user, ref, here);
  return { ...known, runsIt: user.is_admin === true || user.is_owner === true };
}

function channelOf(
  entry: Fields,
  kind: string,
  folder: string,
  bytes: number,
  { platform, workspace }: Installation,
  names: ReadonlyMap<string, string>,
): PastChannel {
  const ref = { platform, workspace, id: word(entry.id) ?? folder };
  if (!LISTS[kind]) return { ref, name: folder, bytes };
  const between = list(entry.members).flatMap((member) => word(member) ?? []);
  const who = between.map((id) => names.get(id) ?? id);
  return { ref, name: who.length > 0 ? `direct: ${who.join(", ")}` : folder, between, bytes };
}
