import { machineClock } from "../config.ts";
import { byTerminal } from "../domain/audit.ts";
import { type KeptKind, KINDS, readPeriod } from "../domain/keeping.ts";
import type { Instant } from "../domain/time.ts";
import { clients } from "../store/clients.ts";
import type { Db } from "../store/db.ts";
import { retentions, setRetention } from "../store/retentions.ts";
import { plural } from "../views/words.ts";
import { Refusal, storeCommand } from "./store-command.ts";
import { clientCalled, withKeys } from "./with-keys.ts";

const HELP = `npm run keeping [-- <kind> <how long> [client]]

How long what is kept. Alone it says how it is. What is old enough is forgotten by the
program, a few hundred a round; a legal hold (npm run holds) comes before it.

  <kind>      words    what people wrote in chat
              people   who of a client asked, and why something was dismissed
              sent     what the bot wrote to the firm's own people
  <how long>  such as 90 days, 18 months, 7 years, nothing; "for good" takes the rule
              away. Months and years are rounded up
  [client]    for one client alone, in place of the firm's rule
  --help      this

Figures are kept: they name nobody of a client and repeat no word. So is the audit log,
which holds numbers, times and fixed words. Backups are yours to delete.
`;

if (import.meta.main)
  await storeCommand({ name: "npm run keeping", help: HELP, words: 20 }, async (_, __, said) =>
    withKeys("keeping", (db) => keeping(db, said, machineClock.now())),
  );

/** Does what was said, and says how it is then. */
export async function keeping(db: Db, said: readonly string[], now: Instant): Promise<string> {
  const [kind, ...rest] = said.flatMap((part) => part.split(/\s+/)).filter(Boolean);
  if (kind === undefined) return rules(db);
  if (!KINDS.includes(kind as KeptKind))
    throw new Refusal(`"${kind}" is no kind of what is kept: words, people or sent. See npm run keeping -- --help`);
  for (const length of [2, 1]) {
    const days = readPeriod(rest.slice(0, length).join(" "));
    if (days === undefined || rest.length < length) continue;
    const name = rest.slice(length).join(" ");
    const clientId = name === "" ? undefined : (await clientCalled(db, name)).id;
    await setRetention(db, clientId, kind as KeptKind, days, byTerminal(now));
    return rules(db);
  }
  throw new Refusal(`How long? Write it like npm run keeping -- ${kind} 18 months`);
}

async function rules(db: Db): Promise<string> {
  const [all, names] = [await retentions(db), new Map((await clients(db)).map(({ id, name }) => [id, name]))];
  const period = (days: number | undefined) =>
    days === undefined ? "for good" : days === 0 ? "not at all" : plural(days, "day");
  const firm = KINDS.map((kind) => {
    const rule = all.find((one) => one.clientId === undefined && one.kind === kind);
    return `${kind}: ${period(rule?.days)}`;
  });
  const own = all
    .filter((one) => one.clientId !== undefined)
    .map(({ clientId, kind, days }) => `${kind} of ${names.get(clientId!)}: ${period(days)}`);
  return [...firm, ...own].join("\n");
}
