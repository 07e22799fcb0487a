import { PastError } from "../../domain/past.ts";

/** The files of an export, wherever they lie. `read` throws an Error in a few words where it cannot. */
export interface Files {
  readonly name: string;
  readonly files: readonly { readonly path: string; readonly bytes: number }[];
  read(path: string): Promise<string>;
}

/** Lists of conversations, by file: whether they are between named people alone. */
export const LISTS: Readonly<Record<string, boolean>> = {
  "channels.json": false,
  "groups.json": false,
  "mpims.json": true,
  "dms.json": true,
};

/** Some unpack an export and pack it again with its folder around it. */
export function rootOf({ name, files }: Files): string {
  const users = files.filter(({ path }) => /(^|\/)users\.json$/.test(path) && !path.startsWith("__MACOSX/"));
  const root = users.map(({ path }) => path.slice(0, -"users.json".length)).sort((a, b) => a.length - b.length)[0];
  const hasList = Object.keys(LISTS).some((list) => files.some(({ path }) => path === `${root}${list}`));
  if (root !== undefined && hasList) return root;
  if (files.length === 0) throw new PastError(`${name} has nothing in it. Export the workspace again.`);
  const missing = root === undefined ? "users.json" : "channels.json";
  throw new PastError(`${name} is not a Slack export: it has no ${missing}. Give it as Slack offered it for download.`);
}

const DAY = /^([^/]+)\/\d{4}-\d{2}-\d{2}\.json$/;

/** The days of each folder, by date. */
export function daysByFolder(paths: ReadonlyMap<string, { path: string; bytes: number }>) {
  const days = new Map<string, { path: string; bytes: number }[]>();
  for (const [path, file] of paths) {
    const folder = DAY.exec(path)?.[1];
    if (folder === undefined) continue;
    const known = days.get(folder);
    if (known) known.push(file);
    else days.set(folder, [file]);
  }
  for (const files of days.values()) files.sort((a, b) => (a.path < b.path ? -1 : 1));
  return days;
}

// Canvases, lists and logs of integrations lie beside the conversations in today's exports; none of them is a message.
const BESIDE = /^(?:[^/]+\.json|__MACOSX\/.*|(?:.*\/)?\.DS_Store|FC:[^/]*\/.*|(?:attachments|canvases|lists)\/.*)$/;

/** What belongs to no conversation of the lists. */
export function strangers(
  paths: ReadonlyMap<string, unknown>,
  days: ReadonlyMap<string, readonly unknown[]>,
  claimed: ReadonlySet<string>,
) {
  const folders = [...days].filter(([folder]) => !claimed.has(folder) && !BESIDE.test(`${folder}/`));
  const files = [...paths.keys()].filter((path) => !DAY.test(path) && !BESIDE.test(path));
  return [
    ...folders.map(([folder, { length }]) => ({
      where: `${folder}/ (${length} ${length === 1 ? "day" : "days"})`,
      why: "a conversation that no list names",
    })),
    ...files.map((where) => ({ where, why: "not part of an export" })),
  ];
}
