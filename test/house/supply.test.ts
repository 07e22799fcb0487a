import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { expect, test } from "vitest";
import { billOfMaterials } from "../../src/cli/sbom.ts";

const root = join(import.meta.dirname, "../..");
const read = (file: string) => JSON.parse(readFileSync(join(root, file), "utf8"));

interface Locked {
  readonly version: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly hasInstallScript?: boolean;
}

const made = read("package.json") as {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  allowScripts: Record<string, boolean>;
};
const { "": _self, ...packages } = (read("package-lock.json") as { packages: Record<string, Locked> }).packages;
/** "node_modules/a/node_modules/@b/c" is @b/c. */
const nameOf = (path: string) => path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
const locked = Object.entries(packages).map(([path, it]) => ({ ...it, path, name: nameOf(path) }));

test("every dependency is pinned to one version, and every package that comes with it to one content", () => {
  const loose = Object.entries({ ...made.dependencies, ...made.devDependencies }).filter(
    ([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version),
  );
  expect(loose).toEqual([]);
  const unproven = locked.filter(
    ({ integrity, resolved }) =>
      !/^sha512-[\w+/]{86}==$/.test(integrity ?? "") ||
      (resolved !== undefined && !resolved.startsWith("https://registry.npmjs.org/")),
  );
  expect(unproven.map(({ path }) => path)).toEqual([]);
  expect(locked.length).toBeGreaterThan(500);
});

test("no package runs a script as it is installed but those that are listed; their versions are the lockfile's", () => {
  const scripted = locked.filter(({ hasInstallScript }) => hasInstallScript);
  const unlisted = scripted.filter(({ name }) => !(name in made.allowScripts));
  expect(unlisted.map(({ name, version }) => `${name}@${version}`)).toEqual([]);
  const idle = Object.keys(made.allowScripts).filter((listed) => !scripted.some(({ name }) => listed === name));
  expect(idle).toEqual([]);
  // Without this npm would run what is not listed, with a notice.
  expect(readFileSync(join(root, ".npmrc"), "utf8")).toMatch(/^strict-allow-scripts=true$/m);
  // What was refused here has its script not run, and works all the same: these tests run on it.
  expect(made.allowScripts["botbuilder-dialogs"]).toBe(false);
  expect(existsSync(join(root, "node_modules/botbuilder-dialogs"))).toBe(true);
});

const component = {
  type: "object",
  required: ["type", "name", "version", "bom-ref", "purl"],
  properties: {
    type: { enum: ["library", "application"] },
    name: { type: "string", minLength: 1 },
    version: { type: "string", pattern: "^\\d+\\.\\d+\\.\\d+" },
    purl: { type: "string", pattern: "^pkg:npm/" },
    hashes: {
      type: "array",
      minItems: 1,
      items: {
        type: "object",
        required: ["alg", "content"],
        properties: { alg: { const: "SHA-512" }, content: { type: "string", pattern: "^[0-9a-f]{128}$" } },
      },
    },
  },
};

/** What CycloneDX 1.5 asks of a bill, as far as one of npm packages goes (cyclonedx.org/docs/1.5/json). */
const shape = {
  type: "object",
  required: ["bomFormat", "specVersion", "serialNumber", "version", "metadata", "components", "dependencies"],
  properties: {
    bomFormat: { const: "CycloneDX" },
    specVersion: { const: "1.5" },
    serialNumber: { type: "string", pattern: "^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$" },
    version: { const: 1 },
    metadata: {
      type: "object",
      required: ["timestamp", "component"],
      properties: {
        component: { ...component, properties: { ...component.properties, name: { const: "rejoinder" } } },
      },
    },
    components: { type: "array", items: { ...component, required: [...component.required, "hashes"] } },
    dependencies: {
      type: "array",
      items: { type: "object", required: ["ref"], properties: { dependsOn: { type: "array", uniqueItems: true } } },
    },
  },
};

interface Bill {
  readonly components: readonly { readonly name: string; readonly version: string; readonly "bom-ref": string }[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[];
}

test("the bill of materials has the form of one, and names every package of the lockfile once", () => {
  const bill = JSON.parse(billOfMaterials()) as Bill;
  const valid = new Ajv({ strict: false }).compile(shape);
  expect(valid(bill), JSON.stringify(valid.errors)).toBe(true);
  const said = bill.components.map(({ name, version }) => `${name}@${version}`);
  const there = [...new Set(locked.map(({ name, version }) => `${name}@${version}`))];
  expect([...new Set(said)].sort()).toEqual(there.sort());
  const refs = new Set(bill.components.map((one) => one["bom-ref"]));
  const dangling = bill.dependencies.flatMap(({ dependsOn = [] }) => dependsOn.filter((ref) => !refs.has(ref)));
  expect(dangling).toEqual([]);
  const production = JSON.parse(billOfMaterials(true)) as Bill;
  expect(production.components.map(({ name }) => name)).toContain("@slack/bolt");
  expect(production.components.map(({ name }) => name)).not.toContain("vitest");
});
