import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";

/** A file of ours: its path from the project's root, with slashes, and what it says. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

const root = join(import.meta.dirname, "../..");

/** Every TypeScript file, JSX too, under a folder of the project. */
export function sources(folder: string): Source[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => ({
      path: posix.join(folder, file.replaceAll("\\", "/")),
      text: readFileSync(join(root, folder, file), "utf8"),
    }));
}

/** What a file imports, types too: files of ours as paths from the root, packages by name ("node:fs", "@slack/bolt"). */
export function importsOf({ path, text }: Source): { files: string[]; packages: string[] } {
  const named = /(?:^|[;\n])\s*(?:import|export)\b(?:[^"';]*?\bfrom)?\s*["']([^"'\n]+)["']/g;
  const called = /\bimport\(\s*["'`]([^"'`\n]+)["'`]/g;
  const all = [...codeOf(text).matchAll(named), ...codeOf(text).matchAll(called)].map((match) => match[1]!);
  const files = all.filter((name) => name.startsWith(".")).map((name) => posix.join(posix.dirname(path), name));
  const packages = all
    .filter((name) => !name.startsWith("."))
    .map((name) =>
      name
        .split("/")
        .slice(0, name.startsWith("@") ? 2 : 1)
        .join("/"),
    );
  return { files, packages };
}

/** The text without its comments, line by line. */
export function codeOf(text: string): string {
  return text.replaceAll(/^\s*\/\*[\s\S]*?\*\/|^\s*\/\/.*$|\s\/\/ .*$/gm, "");
}
