import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { everything } from "../views/everything.ts";
import { literals } from "./literals.ts";
import { unspoken } from "./sentences-page.ts";

const root = join(import.meta.dirname, "../..");
const node = (file: string, ...words: string[]) =>
  promisify(execFile)(process.execPath, [join(root, file), ...words], { cwd: root }).then(
    ({ stdout }) => stdout,
    (failed: { stderr: string }) => failed.stderr,
  );
const pages = ["README.md", ...readdirSync(join(root, "docs")).map((page) => `docs/${page}`)];
const read = (page: string) => readFileSync(join(root, page), "utf8");

test("the pages of docs/ and .env.example say what the sources say now", async () => {
  expect(await node("test/docs/run.ts", "--check")).toBe("");
}, 120_000);

test("the gallery takes every branch of every view: no sentence of theirs is missing from the docs", async () => {
  expect(JSON.parse(await node("test/docs/unsaid.ts"))).toEqual([]);
}, 60_000);

test("whatever is wrong with a command is in the gallery, with an example", () => {
  const commands = read("docs/commands.md");
  const missing = unspoken([...Object.values(everything), commands]).filter(({ path }) =>
    path.startsWith("src/domain/command"),
  );
  expect(missing).toEqual([]);
});

describe("the words of a source", () => {
  const found = (text: string) => literals({ path: "src/some.ts", text }).map(({ words }) => words);

  test("are its strings and templates of three words or more, with … for what is put in", () =>
    expect(found('const a = "one two"; say("one two three", `is $' + "{a} of them all`);")).toEqual([
      "one two three",
      "is … of them all",
    ]));

  test("are no types, imports, SQL or remarks", () =>
    expect(
      found('import "a b c"; type T = "one two three"; sql`select this from that`; // one two three\n/x y z abc/;'),
    ).toEqual([]));
});

test.each(pages)("%s names only commands that there are", (page) => {
  const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
  const named = [...read(page).matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name!);
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});

test.each(pages)("%s links only to files and headings that there are", (page) => {
  const links = [...read(page).matchAll(/\]\(((?!\w+:)[^)\s]+)\)/g)].map(([, to]) => to!);
  const broken = links.filter((to) => {
    const [path = "", heading] = to.split("#");
    const file = path === "" ? page : join(dirname(page), path);
    return !existsSync(join(root, file)) || (heading !== undefined && !headings(read(file)).includes(heading));
  });
  expect(broken).toEqual([]);
});

/** As GitHub names them. */
const headings = (text: string): string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, words]) =>
    words!
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
      .replaceAll(" ", "-"),
  );
