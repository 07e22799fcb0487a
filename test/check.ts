import { spawnSync } from "node:child_process";

const HELP = `npm run check

Types, lint and format, unused code: each in turn, and the first that complains ends it
with 1. Changes nothing; npm run fix puts right what a machine can.

  --help   this`;

const checks = [
  ["tsc", "--noEmit"],
  // The sandbox's page runs in a browser: other globals, and JSX.
  ["tsc", "--noEmit", "-p", "src/sandbox/page/web"],
  ["biome", "ci", "."],
  ["knip", "--no-config-hints"],
];

if (process.argv.slice(2).some((word) => word === "--help" || word === "-h")) console.log(HELP);
else
  for (const [program, ...words] of checks) {
    console.log(`${program} ${words.join(" ")}`);
    const { status } = spawnSync("npx", ["--no-install", program!, ...words], { stdio: "inherit" });
    if (status !== 0) process.exit(1);
  }
