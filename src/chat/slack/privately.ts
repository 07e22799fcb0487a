import type { WebClient } from "@slack/web-api";
import type { AccountRef } from "../../domain/message.ts";
import type { Checked } from "../platform.ts";
import { accountOf, judged, privatelyTo } from "./accounts.ts";
import type { Installation } from "./installation.ts";
import { problemOf } from "./outcome.ts";
import { fields, list, word } from "./read.ts";

/** Slack lets the list be asked for 20 times a minute, and a single person 100 times: a page of it is worth as many as these. */
const A_PAGE = 10;
const PAGE = 1000;

/** See `Chat.privately`: few are asked for one by one, many are looked up in the list of the workspace's people. */
export async function privately(
  client: WebClient,
  here: Installation,
  to: readonly AccountRef[],
): Promise<readonly Checked[]> {
  const each = (some: Iterable<AccountRef>) =>
    Promise.all([...some].map(async (ref) => [ref.id, await privatelyTo(client, here, ref)] as const));
  const sought = new Map(to.map((ref) => [ref.id, ref]));
  // For a whole organisation Slack has no such list.
  if (sought.size < A_PAGE || here.workspace !== here.teamId) return answers(to, new Map(await each(sought.values())));
  const found = await listed(client, here, sought);
  const rest = [...sought.values()].filter(({ id }) => !found.has(id));
  return answers(to, new Map([...found, ...(await each(rest))]));
}

const answers = (to: readonly AccountRef[], found: ReadonlyMap<string, Checked>) => to.map(({ id }) => found.get(id)!);

/** Of those sought, whoever stands in the list, as far as it is worth reading. Where Slack breaks off, it is a no for the rest. */
async function listed(client: WebClient, here: Installation, sought: ReadonlyMap<string, AccountRef>) {
  const found = new Map<string, Checked>();
  let cursor: string | undefined;
  try {
    for (let pages = 0; pages < Math.floor(sought.size / A_PAGE) && found.size < sought.size; pages++) {
      const checkedAt = performance.now();
      const page = await client.users.list({ limit: PAGE, cursor });
      for (const user of list(page.members).map(fields)) {
        const ref = sought.get(word(user.id) ?? "");
        if (ref) found.set(ref.id, judged(accountOf(user, ref, here), checkedAt));
      }
      cursor = page.response_metadata?.next_cursor || undefined;
      if (!cursor) break;
    }
  } catch (error) {
    const refused = problemOf(error);
    for (const id of sought.keys()) if (!found.has(id)) found.set(id, { refused, forGood: false });
  }
  return found;
}
