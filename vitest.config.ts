import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/postgres-setup.ts"],
    // A process for each file would spend half of the whole run on loading the same again; a file leaves nothing behind.
    isolate: false,
    setupFiles: ["test/file-end.ts"],
    // An embedded database takes up to 600 MB, and two cores are what a newcomer's machine surely has.
    maxWorkers: 2,
    // A zone nobody here lives in: a test that leans on the machine's own zone then fails everywhere, not only abroad.
    env: { TZ: "Pacific/Kiritimati" },
    // The first test of a run to ask for a database waits until it is made.
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
