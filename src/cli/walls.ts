import { parseArgs } from "node:util";
import { ConfigError, machineClock, readConfig, storeToRead } from "../config.ts";
import { type WallByLog, wallByLog } from "../domain/audit/wall-log.ts";
import { byTerminal } from "../domain/audit.ts";
import type { Instant } from "../domain/time.ts";
import { record } from "../store/audit.ts";
import { verifyChain } from "../store/audit-chain.ts";
import { everyonesNames, inquiriesOfClient, inquiriesOfMatter, logged } from "../store/audit-log.ts";
import { subjectsNamed } from "../store/clients.ts";
import { type Db, openStore } from "../store/db.ts";
import { StoreError } from "../store/errors.ts";
import { theFirm } from "../store/firm.ts";
import { behindWall, outsideOf } from "../store/wall-evidence.ts";
import { allWalls, type KnownWall, outsideNow } from "../store/walls.ts";
import { verdictSaid } from "../views/audit-verdict.ts";
import { plain } from "../views/plain.ts";
import { evidence } from "../views/wall-evidence.ts";
import { wallList } from "../views/walls.ts";
import { type CheckpointsAsked, checkpointOptions, checkpointsGiven } from "./checkpoints-given.ts";
import { Refusal } from "./store-command.ts";
import { subjectCalled } from "./with-keys.ts";

const HELP = `npm run walls -- prove <matter> | list

The ethical walls, for whoever must show that a screen was timely.

  prove <matter>   for each wall that ever stood around a matter or its client: who is
                   outside, since when, what they had been told before and that it was
                   withdrawn, and that nothing was told to them since; and the same by
                   the audit log: by which entry it was made, what each of them saw or
                   was told before and since, and whether the log is as it was written.
                   <matter> is a matter or a client by name, or "Client, matter"
    --checkpoints <file>         what AUDIT_CHECKPOINTS wrote, kept outside
    --checkpoint <entry>:<hash>  one, as it was sent to a risk officer
  list             every wall there ever was
  --help           this

Ends with 1 where somebody outside was told of it while the wall stood, by the store or
by the log, and where the log does not say that the wall was made, or is not as it was
written. The output names the matter: keep it behind the wall. Walls are made and lifted
in chat, by a risk officer. The embedded database has room for one program at a time: stop the bot first.
`;

/** Does what is asked: what to print, and whether every wall held. @throws Refusal in a sentence */
export async function walls(
  db: Db,
  verb: string | undefined,
  named: string,
  now: Instant,
  asked: CheckpointsAsked = {},
): Promise<{ say: string; held: boolean }> {
  const { zone } = await theFirm(db);
  const all = await allWalls(db);
  if (verb === "list") return { say: plain(wallList(all, true, zone, now)), held: true };
  if (verb !== "prove") throw new Refusal(`"${verb ?? ""}" is nothing I can do here: prove <matter>, or list.`);
  if (named === "") throw new Refusal("Which matter? Write npm run walls -- prove <matter>");
  const { clientId, matterId, name } = subjectCalled(await subjectsNamed(db), named);
  const around = all.filter(
    (w) => w.clientId === clientId && (w.matterId === null || matterId === null || w.matterId === matterId),
  );
  if (around.length === 0) throw new Refusal(`No wall ever stood around ${name}.`);
  const names = await everyonesNames(db);
  const said: string[] = [];
  let held = true;
  for (const wall of around) {
    const outside = await outsideOf(db, wall);
    const by = await byLog(db, wall);
    held &&= outside.every((one) => one.since.length === 0 && (wall.liftedAt !== null || one.shown === 0));
    held &&= by.same && by.raised?.at === wall.since && by.screened.every((one) => one.within.length === 0);
    said.push(evidence(wall, await behindWall(db, wall), outside, { by, names }, zone, now));
    await record(db, { ...byTerminal(now), act: "wall proved", subject: { kind: "wall", id: wall.id } });
  }
  const known = checkpointsGiven(asked);
  const verdict = await verifyChain(db, known);
  return { say: [...said, verdictSaid(verdict, known.length)].join("\n\n"), held: held && !verdict.broken };
}

async function byLog(db: Db, wall: KnownWall): Promise<WallByLog> {
  const { id, kind, clientId, matterId, groupIds } = wall;
  const behind = await logged(db, matterId === null ? { clientId } : { matterId });
  const own = await logged(db, { subject: { kind: "wall", ids: [id] } });
  const groups = groupIds.length === 0 ? [] : await logged(db, { subject: { kind: "group", ids: groupIds } });
  const inquiries = await (matterId === null ? inquiriesOfClient(db, clientId) : inquiriesOfMatter(db, matterId));
  const outside = (await outsideNow(db, { id, kind }, true)).map((one) => one.id);
  return wallByLog(wall, { wall: own, behind, groups }, new Set(inquiries), outside);
}

if (import.meta.main) {
  try {
    const { values, positionals } = parseArgs({
      options: { ...checkpointOptions, help: { type: "boolean", short: "h" } },
      allowPositionals: true,
    });
    if (values.help) process.stdout.write(HELP);
    else {
      const store = await openStore({ ...storeToRead(readConfig()), applicationName: "rejoinder walls" });
      try {
        const [verb, ...rest] = positionals;
        const { say, held } = await walls(store.db, verb, rest.join(" "), machineClock.now(), values);
        process.stdout.write(`${say}\n`);
        if (!held) process.exitCode = 1;
      } finally {
        await store.close();
      }
    }
  } catch (thrown) {
    const ours = thrown instanceof ConfigError || thrown instanceof StoreError || thrown instanceof Refusal;
    process.stderr.write(
      `${ours || thrown instanceof TypeError ? thrown.message : "That failed, by a fault of Rejoinder's own."}\n`,
    );
    process.exitCode = 1;
  }
}
