import { machineClock } from "../config.ts";
import { byTerminal } from "../domain/audit.ts";
import { writeKeyList } from "../seal/key-list.ts";
import type { Db } from "../store/db.ts";
import { eraseClient, holdsOn } from "../store/erase.ts";
import { listKeys } from "../store/listed-keys.ts";
import { list } from "../views/words.ts";
import { Refusal, storeCommand } from "./store-command.ts";
import { clientCalled, withKeys } from "./with-keys.ts";

const HELP = `npm run erase -- client <name> [--yes]

Erases a client for good. Its keys are destroyed, so that no copy of what was sealed with
them, in a backup neither, is ever opened again. Words, contacts and names go; figures
stay, under a number. Its channels are no longer listened to. A legal hold prevents it.
Without --yes it only says what it would do.

  --yes    does it
  --help   this

Take the client out of the file of the firm first, if you keep one, or it comes back by
name. Copies of the list of keys (KEY_LIST_FILE) that you made elsewhere still hold its
key: delete them, or rotate the firm's key and drop the old one (npm run keys), which
makes them worthless.
`;

const options = { yes: { type: "boolean" } } as const;

const onHold = (name: string, held: readonly number[]) =>
  `${name} is on legal hold (${list(held.map(String))}), which comes before erasure. npm run holds says why.`;

async function wouldErase(db: Db, { id, name }: { readonly id: number; readonly name: string }): Promise<string> {
  const count = async (table: "inquiries" | "contacts" | "channels") =>
    (await db.selectFrom(table).select("id").where("client_id", "=", id).execute()).length;
  return `Would erase ${name}: ${await count("inquiries")} inquiries lose their words, ${await count("contacts")} contacts go, ${await count("channels")} channels are no longer listened to. It cannot be undone. To do it: npm run erase -- client ${name} --yes`;
}

if (import.meta.main)
  await storeCommand({ name: "npm run erase", help: HELP, options, words: 20 }, async (_, { yes }, [what, ...name]) => {
    if (what !== "client" || name.length === 0) throw new Refusal("Name the client: npm run erase -- client Acme");
    return withKeys("erase", async (db, _, { sealing }) => {
      const client = await clientCalled(db, name.join(" "));
      const held = await holdsOn(db, client.id);
      if (held.length > 0) throw new Refusal(onHold(client.name, held));
      if (yes !== true) return wouldErase(db, client);
      if (!(await eraseClient(db, client.id, byTerminal(machineClock.now()))))
        throw new Refusal(onHold(client.name, await holdsOn(db, client.id)));
      await writeKeyList(sealing.list, await listKeys(db));
      return `${client.name} is erased, and is "Client ${client.id}" in figures. Its keys are destroyed here and in ${sealing.list}: backups hold nothing of its words that anybody can open.`;
    });
  });
