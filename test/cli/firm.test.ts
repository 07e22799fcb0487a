import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { firm } from "../../src/cli/firm.ts";
import { readConfig } from "../../src/config.ts";
import { at } from "../../src/domain/time.ts";
import { fixtureFirm } from "../../src/sandbox/firm.ts";
import { openStore } from "../../src/store/db.ts";
import { lockFolder } from "../../src/store/lock.ts";
import { setUpFirm } from "../../src/store/set-up.ts";
import { createDatabase } from "../database.ts";

const now = at("2026-03-02T12:00-05:00");

async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "rejoinder-firm-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** The command beside a database of its own; the file is called firm.yaml in all that it says. */
async function desk(template: "house" | "template1", { isSetUp = false } = {}) {
  const url = await createDatabase(template);
  const config = readConfig({ DATABASE_URL: url });
  const file = join(await freshFolder(), "firm.yaml");
  if (isSetUp) {
    const store = await openStore({ url });
    await setUpFirm(store.db, fixtureFirm, at("2026-01-01T12:00Z")).finally(store.close);
  }
  const plain = (said: string) => said.replaceAll(file, "firm.yaml");
  const does = (verb: string) =>
    firm(verb, file, config, now).then(plain, (fault: Error) => Promise.reject(new Error(plain(fault.message))));
  const edit = async (...changes: (readonly [was: string, is: string])[]) => {
    const before = await readFile(file, "utf8");
    await writeFile(
      file,
      changes.reduce((yaml, [was, is]) => yaml.replaceAll(was, is), before),
    );
  };
  return { config, file, does, edit };
}

test("exported, edited, checked, applied: each says what it does, and a second time there is nothing to do", async () => {
  const { file, does, edit } = await desk("house", { isSetUp: true });
  expect(await does("export")).toBe("firm.yaml is written.");
  expect(await does("check")).toBe("Nothing would change: Fixture & Partners LLP is set up just so.");
  await edit(
    ["fri: 09:00-16:00", "fri: 09:00-17:00 # as the client asked"],
    ["    2026-12-25: Christmas Day\n", ""],
    ["answer: 4 h", "answer: 3 h"],
    ["  Initech:", "  Initech Holdings:\n    formerly: Initech"],
    ["client: Initech", "client: Initech Holdings"],
    ["admin: true }", "admin: true }\n  - { name: Zoe Fixture, email: zoe@fixture.example, zone: Europe/London }"],
    ["responsible: Ana Fixture\n    standard", "responsible: Zoe Fixture\n    standard"],
    ["Ben Fixture, Lee", "Lee"],
    ["email: ben@fixture.example", "email: ben@fixture.example, left: 2026-02-27"],
  );
  const lines = `  Fri: hours 09:00-17:00 (was 09:00-16:00).
  2026-12-25 Christmas Day: no holiday any more.
  Initech Holdings: the new name of Initech, a client.
  Ben Fixture: left on 2026-02-27.
  Zoe Fixture: a new person; e-mail address zoe@fixture.example, zone Europe/London.
  Litigation: Ben Fixture does not belong to it any more.
  Acme: time to answer 3 h (was 4 h).
  Globex: responsible lawyer Zoe Fixture (was Ana Fixture).`;
  expect(await does("check")).toBe(`8 things would change in Fixture & Partners LLP:
${lines}
Nothing was changed. To make it so: npm run firm -- apply firm.yaml`);
  expect(await does("apply")).toBe(`8 things changed in Fixture & Partners LLP:\n${lines}`);
  expect(await does("apply")).toBe("Nothing would change: Fixture & Partners LLP is set up just so.");
  expect(await does("export")).toBe("firm.yaml is brought up to what is so; its comments stay.");
  const after = await readFile(file, "utf8");
  expect(after).toContain("fri: 09:00-17:00 # as the client asked");
  expect(after).not.toContain("formerly: Initech");
  expect(await does("export")).toBe("firm.yaml says what is so already.");
});

test("on an empty database a file sets the firm up; checking it leaves the database empty", async () => {
  const { file, does } = await desk("template1");
  await writeFile(
    file,
    `firm: Fixture & Partners LLP
zone: Europe/London
hours: { mon-fri: "09:00-12:30, 13:30-17:30" }
people:
  - { name: Pat Fixture, email: pat@fixture.example, partner: true, admin: true }
clients:
  Acme: { responsible: Pat Fixture }
`,
  );
  const sentence = (is: string) =>
    `Fixture & Partners LLP ${is} set up: Mon to Fri 09:00 to 12:30 and 13:30 to 17:30, London time.`;
  const lines = `  Pat Fixture: a new person; e-mail address pat@fixture.example, a partner, an admin.
  Acme: a new client; responsible lawyer Pat Fixture.`;
  const would = `${sentence("would be")}\n${lines}\nNothing was changed. To make it so: npm run firm -- apply firm.yaml`;
  expect(await does("check")).toBe(would);
  expect(await does("check")).toBe(would);
  expect(await does("apply")).toBe(`${sentence("is")}\n${lines}`);
  expect(await does("check")).toBe("Nothing would change: Fixture & Partners LLP is set up just so.");
});

test("who is not in the file stays, and is named", async () => {
  const { file, does } = await desk("house", { isSetUp: true });
  await writeFile(
    file,
    "firm: Fixture & Partners LLP\nzone: America/New_York\nclients:\n  Acme: { responsible: Ana Fixture }\n",
  );
  expect(await does("apply")).toBe(`3 things changed in Fixture & Partners LLP:
  Acme: no practice group any more (was Litigation).
  Acme: responsible lawyer Ana Fixture (was Kim Fixture).
  Acme: no own standard (acknowledge in 2 h, answer in 4 h, engagement letter, section 4) any more.
Not in the file, and left as it is:
  clients: Globex, Initech`);
});

test("what is wrong is told with file and line, and nothing is changed", async () => {
  const { file, does, edit } = await desk("house", { isSetUp: true });
  await does("export");
  await edit(["lead: Lee Fixture", "lead: Lea Fixture"], ["answer: 4 h", "answer: 4 parsecs"]);
  const lines = (await readFile(file, "utf8")).split("\n");
  const line = (words: string) => lines.findIndex((one) => one.includes(words)) + 1;
  await expect(
    does("apply"),
  ).rejects.toThrow(`firm.yaml:${line("Lea Fixture")}: Nobody is called "Lea Fixture". Did you mean Lee Fixture?
firm.yaml:${line("parsecs")}: "4 parsecs" is no length of business time. Write it like 30 min, 4 h, 1 h 30 min or 2 business days.
Nothing was changed.`);
  await expect(does("destroy")).rejects.toThrow('"destroy" is nothing that can be done with a firm\'s file');
});

test("a file that is not there, a firm that is not there, a database that the bot holds", async () => {
  const { config, does } = await desk("house");
  await expect(does("check")).rejects.toThrow(
    "firm.yaml cannot be read (ENOENT). npm run firm -- export firm.yaml writes one.",
  );
  await expect(firm("export", undefined, config, now)).rejects.toThrow("No firm is set up yet");
  await expect(firm("apply", undefined, config, now)).rejects.toThrow(
    "Which file? Write npm run firm -- apply firm.yaml",
  );
  const folder = await freshFolder();
  await mkdir(join(folder, "postgres"));
  const lock = await lockFolder(folder);
  const held = firm("export", undefined, readConfig({ DATA_FOLDER: folder }), now);
  await expect(held).rejects.toThrow(`The folder ${folder} is in use by process ${process.pid}. Stop that one first`);
  await lock.release();
});
