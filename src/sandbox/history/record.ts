import { chmod, rm, writeFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { dump } from "../../store/archive/dump.ts";
import { writeArchive } from "../../store/archive/file.ts";
import { openStore } from "../../store/db.ts";
import { migrate } from "../../store/migrate.ts";
import { live } from "./live.ts";
import { ENDS } from "./plan.ts";
import { SEED, storeFile, workspaceFile } from "./prepared.ts";

const HELP = `npm run sandbox:history

Lives through the sandbox's twelve weeks again, by the program's rules as they are now:
the fixture firm's people write, press and ask in the workspace, the bot does its work,
the clock is moved. What comes of it is kept beside this script, and is what npm start
begins with. To be run when a test says that the prepared past is no longer what the
program makes of it; takes some minutes, and the same seed gives the same past.
`;

if (process.argv.includes("--help")) {
  console.log(HELP);
  process.exit();
}
console.log("Twelve weeks pass in the fixture firm; that takes some minutes.");
const store = await openStore({});
try {
  await migrate(store.db);
  const faults: string[] = [];
  const snapshot = await live(store, SEED, ENDS, (told) => {
    if ("reason" in told) faults.push(`${told.what}: ${told.reason}`);
  });
  if (faults.length > 0) throw new Error(`Not all of it went well, so nothing was kept:\n${faults.join("\n")}`);
  await rm(storeFile, { force: true });
  await writeArchive(storeFile, dump(store.db, ENDS));
  // No confidences of anyone's: whoever runs the sandbox may read it.
  await chmod(storeFile, 0o644);
  await writeFile(workspaceFile, gzipSync(JSON.stringify(snapshot), { level: 9 }));
  const messages = snapshot.channels.reduce((sum, { messages }) => sum + messages.length, 0);
  const inquiries = await store.db
    .selectFrom("inquiries")
    .select((eb) => eb.fn.countAll().as("n"))
    .executeTakeFirst();
  console.log(`${messages} messages, ${inquiries?.n} inquiries. Kept in ${storeFile} and ${workspaceFile}.`);
} finally {
  await store.close();
}
