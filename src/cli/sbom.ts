import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Refusal, storeCommand } from "./store-command.ts";

const HELP = `npm run sbom [-- <file>] [--production]

Writes a bill of materials: every package that Rejoinder is installed with, by name,
version, licence and checksum, in CycloneDX 1.5 as JSON. It is read from the
lockfile, and so tells what npm ci installs; asks nobody.

  <file>        where to; printed if unset
  --production  without what only building and testing need
  --help        this
`;

const ROOT = join(import.meta.dirname, "../..");

/** npm's own bill, under the program's name. @throws Refusal where npm cannot make one */
export function billOfMaterials(production = false): string {
  const words = ["sbom", "--sbom-format", "cyclonedx", "--package-lock-only", ...(production ? ["--omit", "dev"] : [])];
  const { status, stdout } = spawnSync("npm", words, {
    cwd: ROOT,
    encoding: "utf8",
    maxBuffer: 100_000_000,
    shell: process.platform === "win32",
  });
  if (status !== 0) throw new Refusal("npm could not make the bill. It needs npm 10 or newer, and package-lock.json.");
  const bill = JSON.parse(stdout) as { metadata: { component: { name: string } } };
  // By its folder, npm would call it after wherever it lies.
  bill.metadata.component.name = "rejoinder";
  return JSON.stringify(bill, undefined, 2);
}

if (import.meta.main)
  await storeCommand(
    { name: "npm run sbom", help: HELP, options: { production: { type: "boolean" } } },
    async (file, { production }) => {
      const bill = billOfMaterials(production === true);
      if (file === undefined) return bill;
      writeFileSync(file, `${bill}\n`);
      return `${file} is written.`;
    },
  );
