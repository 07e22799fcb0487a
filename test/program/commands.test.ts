import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createDatabase } from "../database.ts";
import { surroundings } from "../surroundings.ts";
import { FIXTURE_KEY } from "../vault.ts";
import { freshFolder } from "./program.ts";

const CLI = join(import.meta.dirname, "../../src/cli");

const FIRM = `firm: Fixture LLP
zone: America/New_York
hours: { mon-fri: 09:00-17:30 }
people:
  - { name: Ash Fixture, email: ash@fixture.example, admin: true, risk officer: true }
clients:
  Acme:
    matters:
      Acme v. Beta:
  Globex:
`;

test("what is done at the terminal works as it is typed there, and says what is wrong without a stack", async () => {
  const cwd = freshFolder();
  const env = { ...surroundings, DATABASE_URL: await createDatabase("house"), SEALING_KEY: FIXTURE_KEY };
  const run = (name: string, ...words: string[]) =>
    new Promise<{ code: unknown; said: string }>((resolve) =>
      execFile(process.execPath, [join(CLI, `${name}.ts`), ...words], { cwd, env }, (fault, out, err) =>
        resolve({ code: fault?.code ?? 0, said: `${out}${err}`.trim() }),
      ),
    );
  const says = async (words: RegExp, ...typed: [string, ...string[]]) =>
    expect([typed, await run(...typed)]).toEqual([typed, { code: 0, said: expect.stringMatching(words) }]);
  const refuses = async (words: RegExp, ...typed: [string, ...string[]]) => {
    const { code, said } = await run(...typed);
    expect([typed, code, said]).toEqual([typed, 1, expect.stringMatching(words)]);
    expect(said).not.toMatch(/\n\s+at |node:internal/);
  };
  writeFileSync(join(cwd, "firm.yaml"), FIRM);
  await says(/./, "firm", "apply", "firm.yaml");

  writeFileSync(join(cwd, "names.csv"), 'kind,name,for\nadverse,Hooli,"Acme, Acme v. Beta"\nhostile,Beta,\n');
  await says(/^No name is listed\.$/, "conflicts");
  await refuses(
    /^names\.csv:3: “hostile” is no kind of name.*\nNothing was listed\.$/,
    "conflicts",
    "import",
    "names.csv",
  );
  writeFileSync(join(cwd, "names.csv"), 'kind,name,for\nadverse,Hooli,"Acme, Acme v. Beta"\nprospective,Vandelay,\n');
  await says(/^2 names listed\./, "conflicts", "import", "names.csv");
  await says(/^1 {2}Hooli: adverse for Acme in Acme v\. Beta.*\n2 {2}Vandelay: prospective/, "conflicts");
  await says(/^1 {2}Hooli/, "conflicts", "check", "hooli", "ltd");

  await says(/hold 1/i, "holds", "place", "Acme", "--because", "it is in court");
  await says(/^1 {2}.*Acme/, "holds");
  await refuses(/Acme.*hold/s, "erase", "client", "Acme", "--yes");
  await says(/^Export 1: out holds everything about Acme/, "export", "client", "Acme", "--into", "out");
  expect(readFileSync(join(cwd, "out/held.md"), "utf8")).toContain("Hooli");
  await says(/Ash Fixture/, "export", "reviewed", "out", "--by", "Ash Fixture");
  await says(/^Hold 1 is lifted/, "holds", "lift", "1");
  await says(/^Acme is erased/, "erase", "client", "Acme", "--yes");

  await says(/./, "keeping");
  await says(/./, "keys");
  await says(/^Nothing is set aside\.$/, "retry");
  await says(/^The log is whole/, "audit", "verify");
  await says(/names listed/, "audit", "list");
  await says(/wall/i, "walls", "list");
}, 120_000);
