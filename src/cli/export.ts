import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { machineClock } from "../config.ts";
import { byTerminal } from "../domain/audit.ts";
import type { Instant } from "../domain/time.ts";
import type { Db } from "../store/db.ts";
import { noteExport, noteReview } from "../store/exports.ts";
import { theFirm } from "../store/firm.ts";
import { heldAbout } from "../store/held-about.ts";
import { people } from "../store/people.ts";
import type { Vault } from "../store/vault.ts";
import { heldPage } from "../views/held.ts";
import { Refusal, storeCommand } from "./store-command.ts";
import { clientCalled, withKeys } from "./with-keys.ts";

const HELP = `npm run export -- client <name> [--into <folder>]
npm run export -- reviewed <folder> --by <risk officer>

Writes out everything that is held about a client, for a request by whom it concerns:
held.json for programs and held.md to read, words opened. It is marked as to be reviewed
by the risk officer before it leaves; that they did is noted, for these very files, by
the second command, with their name. Both stand in the audit log.

  --into <folder>  a new folder; export-<client>-<today> if unset
  --help           this
`;

const options = { into: { type: "string" }, by: { type: "string" } } as const;
const FILES = ["held.json", "held.md"] as const;

/** @returns what to say of it */
export async function writeOut(
  db: Db,
  vault: Vault,
  name: string,
  into: string | undefined,
  now: Instant,
): Promise<string> {
  const client = await clientCalled(db, name);
  const day = new Date(now).toISOString().slice(0, 10);
  const folder = into ?? `export-${client.name.toLowerCase().replace(/[^a-z0-9]+/g, "-")}-${day}`;
  const held = await heldAbout(db, vault, client.id, now);
  const files = [
    JSON.stringify({ review: "To be reviewed by the risk officer before it leaves the firm.", day, ...held }, null, 2),
    heldPage(held, (await theFirm(db)).name, day),
  ];
  await mkdir(folder, { mode: 0o700 }).catch((fault: NodeJS.ErrnoException) => {
    throw new Refusal(
      `${folder} ${fault.code === "EEXIST" ? "is there already" : `cannot be made (${fault.code})`}: name another with --into.`,
    );
  });
  for (const [i, file] of FILES.entries()) await writeFile(join(folder, file), files[i]!, { mode: 0o600, flag: "wx" });
  const id = await noteExport(db, client.id, digest(files), byTerminal(now));
  return `Export ${id}: ${folder} holds everything about ${client.name}, words opened. Only you can read it. The risk officer is to review it before it leaves; then npm run export -- reviewed ${folder} --by <who>`;
}

/** @returns what to say of it. @throws Refusal where it is nobody's to review, or no longer what was written out */
export async function reviewed(db: Db, folder: string, by: string, now: Instant): Promise<string> {
  const all = [...(await people(db)).values()];
  const who = all.find((one) => one.name.toLowerCase() === by.trim().toLowerCase());
  if (!who?.isRiskOfficer) throw new Refusal(`${who?.name ?? `"${by}"`} is no risk officer of the firm.`);
  const read = FILES.map((file) =>
    readFile(join(folder, file), "utf8").catch(() => {
      throw new Refusal(`${folder} holds no ${file}.`);
    }),
  );
  const done = await noteReview(db, digest(await Promise.all(read)), who.id, byTerminal(now));
  if (done === "unknown")
    throw new Refusal(`${folder} is not what was written out: it was changed since. Export again.`);
  if (done === "reviewed already") return "That was noted already.";
  return `Noted in the audit log: ${who.name} reviewed export ${done.reviewed}.`;
}

const digest = (files: readonly string[]): Buffer => {
  const hash = createHash("sha256");
  for (const file of files) hash.update(createHash("sha256").update(file).digest());
  return hash.digest();
};

if (import.meta.main)
  await storeCommand({ name: "npm run export", help: HELP, options, words: 20 }, async (_, { into, by }, said) => {
    const [what, ...name] = said;
    const now = machineClock.now();
    if (what === "client" && name.length > 0)
      return withKeys("export", (db, vault) => writeOut(db, vault, name.join(" "), into as string | undefined, now));
    if (what === "reviewed" && name.length === 1 && typeof by === "string")
      return withKeys("export", (db) => reviewed(db, name[0]!, by, now));
    throw new Refusal("Name the client: npm run export -- client Acme");
  });
