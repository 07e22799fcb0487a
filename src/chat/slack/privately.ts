import type { AccountRef } from "../../domain/message.ts";
import type { Checked } from "../platform.ts";
import { accountOf, type HomeOf, judged, privatelyTo } from "./accounts.ts";
import { problemOf } from "./outcome.ts";
import { fields, list, word } from "./read.ts";
import type { Place, Workspaces } from "./workspaces.ts";

/** Slack lets the list be asked for 20 times a minute, and a single person 100 times: a page of it is worth as many as these. */
const A_PAGE = 10;
const PAGE = 1000;

/** See `Chat.privately`: few are asked for one by one, many are looked up in the list of their workspace's people. */
export async function privately(
  { at, ofTeam }: Pick<Workspaces, "at" | "ofTeam">,
  to: readonly AccountRef[],
): Promise<readonly Checked[]> {
  const found = new Map<string, ReadonlyMap<string, Checked>>();
  await Promise.all(
    [...Map.groupBy(to, (ref) => ref.workspace)].map(async ([workspace, some]) => {
      const sought = new Map(some.map((ref) => [ref.id, ref]));
      const place = await at(workspace).catch((error: Error) => error);
      found.set(workspace, place instanceof Error ? no(sought, place.message) : await inPlace(place, sought, ofTeam));
    }),
  );
  return to.map(({ workspace, id }) => found.get(workspace)!.get(id)!);
}

type Sought = ReadonlyMap<string, AccountRef>;

const no = (sought: Sought, refused: string) =>
  new Map<string, Checked>([...sought.keys()].map((id) => [id, { refused, forGood: false }]));

async function inPlace(place: Place, sought: Sought, homeOf: HomeOf): Promise<ReadonlyMap<string, Checked>> {
  // For a whole organisation Slack has no such list.
  const hasList = place.here.workspace === place.here.teamId;
  const found = hasList && sought.size >= A_PAGE ? await listed(place, sought, homeOf) : new Map<string, Checked>();
  const rest = [...sought.values()].filter(({ id }) => !found.has(id));
  const asked = rest.map(async (ref) => [ref.id, await privatelyTo(place, ref, homeOf)] as const);
  return new Map([...found, ...(await Promise.all(asked))]);
}

/**
 * Of those sought, whoever stands in the list, as far as it is worth reading. Where Slack breaks off, it is a no for the rest. Who
 * belongs to another workspace of the firm's own is left to be asked for there.
 */
async function listed({ client, here }: Place, sought: Sought, homeOf: HomeOf): Promise<Map<string, Checked>> {
  const found = new Map<string, Checked>();
  let cursor: string | undefined;
  try {
    for (let pages = 0; pages < Math.floor(sought.size / A_PAGE) && found.size < sought.size; pages++) {
      const checkedAt = performance.now();
      const page = await client.users.list({ limit: PAGE, cursor });
      for (const user of list(page.members).map(fields)) {
        const ref = sought.get(word(user.id) ?? "");
        const home = homeOf(word(user.team_id));
        if (!ref || (home && home.here.workspace !== here.workspace)) continue;
        found.set(ref.id, judged(accountOf(user, ref, here), here, checkedAt));
      }
      cursor = page.response_metadata?.next_cursor || undefined;
      if (!cursor) break;
    }
  } catch (error) {
    return new Map([...no(sought, problemOf(error)), ...found]);
  }
  return found;
}
