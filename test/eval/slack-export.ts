import { basename } from "node:path";
import { slackExport } from "../../src/chat/slack/export.ts";
import type { CalendarSpec } from "../../src/domain/calendar.ts";
import { importPast } from "../../src/flows/import-past.ts";
import { preparePast } from "../../src/flows/prepare-past.ts";
import { tellPast } from "../../src/flows/tell-past.ts";
import { type Folder, openZip } from "../../src/import/zip.ts";
import { type Db, openStore } from "../../src/store/db.ts";
import { migrate } from "../../src/store/migrate.ts";
import { pastLines } from "../../src/views/past.ts";
import type { Report } from "./report.ts";

const day = [["09:00", "17:30"]] as const;
const office: CalendarSpec = { zone: "UTC", weekly: { mon: day, tue: day, wed: day, thu: day, fri: day } };

/**
 * Imports a whole export into a store in memory, twice. Those who run the workspace answer, everybody else asks. Must pass: every
 * message that can be read is, the second time changes nothing, and nothing is left to be sent. What cannot be read is told.
 */
export async function scoreSlackExport(zipPath: string, now = Date.now()): Promise<Report> {
  const folder = await openZip(zipPath);
  const store = await openStore({});
  try {
    const past = await slackExport(folder);
    const firm = new Set(past.accounts.filter((one) => one.runsIt && !one.bot).map((one) => one.ref.id));
    const isFirm = (id: string) => firm.has(id);
    await migrate(store.db);
    await preparePast(store.db, past, isFirm, office);
    const once = performance.now();
    const first = await importPast(store.db, past, isFirm, now);
    const seconds = (performance.now() - once) / 1000;
    const report = await tellPast(store.db, first);
    const before = await rowsIn(store.db);
    const second = await importPast(store.db, past, isFirm, now);
    const checks: [id: string, expected: unknown, got: unknown][] = [
      ["every message is read", await messagesIn(folder, isFirm), first.entries],
      ["the second time finds nothing new", 0, second.fresh],
      ["the second time changes nothing", before, await rowsIn(store.db)],
      ["nothing is left to be sent", 0, before.unsent],
    ];
    const failures = checks
      .filter(([, expected, got]) => JSON.stringify(expected) !== JSON.stringify(got))
      .map(([id, expected, got]) => ({ id, source: basename(zipPath), expected, got }));
    const rate = `${seconds.toFixed(1)} s, ${Math.round(first.entries / seconds)} messages a second`;
    const lines = pastLines(report, folder.name, 0).filter((line) => line !== "");
    return { name: "slack export", rows: first.entries, mustPass: checks.length, failures, lines: [rate, ...lines] };
  } finally {
    folder.close();
    await store.close();
  }
}

/** Counted apart from the importer: every entry of every day that can be read, in each folder that a list names. */
async function messagesIn(folder: Folder, isFirm: (id: string) => boolean): Promise<number> {
  const read = async (path: string) => JSON.parse(await folder.read(path).catch(() => "null")) ?? [];
  const named = new Set<string>();
  for (const { path } of folder.files)
    if (/(^|\/)(channels|groups|mpims|dms)\.json$/.test(path))
      for (const { name, id, members } of await read(path))
        if (!/(mpims|dms)\.json$/.test(path) || !members?.length || !members.every(isFirm)) named.add(name ?? id);
  let messages = 0;
  for (const { path } of folder.files) {
    const [, inside] = /([^/]+)\/\d{4}-\d\d-\d\d\.json$/.exec(path) ?? [];
    const day = inside !== undefined && named.has(inside) ? await read(path).catch(() => []) : [];
    messages += Array.isArray(day) ? day.length : 0;
  }
  return messages;
}

async function rowsIn(db: Db) {
  const count = async (table: "messages" | "inquiries" | "facts" | "clocks" | "nudges" | "deliveries") =>
    (
      await db
        .selectFrom(table)
        .select((eb) => eb.fn.countAll<number>().as("n"))
        .executeTakeFirstOrThrow()
    ).n;
  const waiting = await db.selectFrom("nudges").select("id").where("done_at", "is", null).execute();
  const [messages, inquiries, facts, clocks] = [
    await count("messages"),
    await count("inquiries"),
    await count("facts"),
    await count("clocks"),
  ];
  return { messages, inquiries, facts, clocks, unsent: waiting.length + (await count("deliveries")) };
}
