import { join } from "node:path";
import { defineConfig } from "vitest/config";

// Programs that tests start find compiled what those before them have compiled.
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, "node_modules/.cache/rejoinder/compiled");

const every = {
  globalSetup: ["test/postgres-setup.ts"],
  setupFiles: ["test/file-end.ts"],
  // A zone nobody here lives in: a test that leans on the machine's own zone then fails everywhere, not only abroad.
  env: { TZ: "Pacific/Kiritimati" },
  // The first test of a run to ask for a database waits until it is made.
  testTimeout: 60_000,
  hookTimeout: 120_000,
};

// What Microsoft's libraries know of a tenant they know for good, and what a migration left is there for whoever comes next.
const apart = [
  "test/**/teams/**/*.test.ts",
  "test/eval/**/*.test.ts",
  "test/store/{migrate,archive,view-role}.test.ts",
];

export default defineConfig({
  test: {
    // An embedded database takes up to 600 MB, and two cores are what a newcomer's machine surely has.
    maxWorkers: 2,
    projects: [
      { test: { ...every, name: "apart", include: apart } },
      {
        test: {
          ...every,
          name: "together",
          include: ["test/**/*.test.ts"],
          exclude: [...apart, "**/node_modules/**"],
          // A process for each file would spend half of the whole run on loading the same again; a file leaves nothing behind.
          isolate: false,
        },
      },
    ],
  },
});
