import { readFile } from "node:fs/promises";
import { Ajv } from "ajv";
import { expect, test } from "vitest";
import { parse } from "yaml";
import type { FirmPlan } from "../../src/domain/firm-plan.ts";
import { defaultSource } from "../../src/domain/standard.ts";
import { at } from "../../src/domain/time.ts";
import { readFirmFile } from "../../src/firm-file/read.ts";
import { firmSchema } from "../../src/firm-file/shape.ts";
import { newFirmFile, updatedFirmFile } from "../../src/firm-file/write.ts";
import { fixtureFirm } from "../../src/sandbox/firm.ts";

const against = { platforms: ["slack"], now: at("2026-03-02T12:00-05:00") };
const standard = { targets: { acknowledge: 240, answer: 510, "next answer": 510 }, source: defaultSource };
const firm: FirmPlan = { ...fixtureFirm, standard };
const SCHEMA = "manifests/firm/schema.json";

test("the fixture firm's file reads as its office administrator would have it", () =>
  expect(newFirmFile(firm, SCHEMA)).toMatchFileSnapshot("fixture-firm.yaml"));

test("the schema that editors are given is that of the program, and the fixture firm's file keeps it", async () => {
  const kept: object = JSON.parse(await readFile(new URL(`../../${SCHEMA}`, import.meta.url), "utf8"));
  expect(kept, "npm run firm -- schema > manifests/firm/schema.json").toEqual(JSON.parse(JSON.stringify(firmSchema())));
  const ajv = new Ajv({ strict: false, validateFormats: false });
  const valid = ajv.compile(kept);
  expect(valid(parse(newFirmFile(firm, SCHEMA))), ajv.errorsText(valid.errors)).toBe(true);
  expect(valid({ firm: "Fixture", zone: "UTC", clients: { Acme: { responsable: "Kim Fixture" } } })).toBe(false);
});

/** Somebody's own hand: an order, a margin, quotes and words of their own. */
const OWN = `# Our firm. Ask Ash before you change anything here.
zone: "America/New_York" # since the move
firm: Fixture & Partners LLP

people:
    # the associates
    - name: Kim Fixture
      email: KIM@fixture.example
      quiet: "19:00 - 08:00"   # as everyone
    - {name: Ana Fixture, email: ana@fixture.example, partner: false}
    - {name: Ben Fixture, email: ben@fixture.example}
    - {name: Lee Fixture, email: lee@fixture.example}
    # and the others
    - {name: Pat Fixture, email: pat@fixture.example, partner: true}
    - {name: Ash Fixture, email: ash@fixture.example, admin: true}

clients:
    Acme: # our first client
        responsible: Kim Fixture
        group: Litigation
        standard:
            answer: 240 min # we were asked for 3 h
            acknowledge: 120 minutes
            source: engagement letter, section 4
        matters:
            Acme v. Beta: # trial in May
                responsible: Kim Fixture
    Globex:
        group: Corporate
        responsible: Ana Fixture
        standard: {answer: 17 hours, source: 'retainer agreement, clause 7'}
        matters:
            lease: # second floor

    # a friend of Pat's
    Initech: {group: Corporate, responsible: Ana Fixture, matters: {share plan: {}, Project Alder: {}}}

hours: # as on the door
    mon-wed: 9:00-17:30
    thu: 09:00 to 17:30
    fri: 09:00-16:00
`;

test("a file that says what is so is left as it is, to the letter", () => {
  const whole = `${OWN}${newFirmFile(firm, SCHEMA).split(/^(?=holidays:|# Days on which)/m)[1]}`;
  const sections = whole.replace(/\n# Who answers[\s\S]*$/, "");
  expect("plan" in readFirmFile(sections, { ...against, known: firm })).toBe(true);
  expect(updatedFirmFile(sections, firm, against)).toBe(sections);
});

test("into somebody's own file, what has changed is written where it stands, and every comment stays", () => {
  const changed: FirmPlan = {
    ...firm,
    people: [
      ...firm.people.filter((p) => p.name !== "Ben Fixture"),
      { name: "Ben Fixture", email: "ben@fixture.example", left: "2026-02-27" },
      { name: "Zoe Fixture", email: "zoe@fixture.example" },
    ],
    clients: firm.clients.map((c) =>
      c.name === "Acme"
        ? {
            ...c,
            responsible: "Zoe Fixture",
            standard: { ...c.standard!, targets: { answer: 180, "next answer": 180 } },
          }
        : c,
    ),
  };
  const after = updatedFirmFile(OWN, changed, against)!;
  const comments = (yaml: string) => [...yaml.matchAll(/# .*/g)].map(([comment]) => comment);
  expect(comments(after)).toEqual(comments(OWN));
  expect(after).toContain("answer: 3 h # we were asked for 3 h");
  expect(after).not.toContain("acknowledge: 120");
  expect(after).toContain('quiet: "19:00 - 08:00" # as everyone');
  expect(after).toContain("email: KIM@fixture.example");
  expect(after).toMatch(/answer: 17 hours, source: 'retainer agreement, clause 7'/);
  expect(after).toMatch(/name: Ben Fixture, email: ben@fixture.example, left: 2026-02-27/);
  expect(after).toContain("{ name: Zoe Fixture, email: zoe@fixture.example }");
  expect(after.indexOf("zone:")).toBeLessThan(after.indexOf("firm:"));
  const read = readFirmFile(after, { ...against, known: changed });
  expect(read).toMatchObject({ stays: [] });
});

test("a file that cannot be read is not written over", () =>
  expect(updatedFirmFile("firm: [", firm, against)).toBeUndefined());
