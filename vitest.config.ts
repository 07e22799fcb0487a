import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // A zone nobody here lives in: a test that leans on the machine's own zone then fails everywhere, not only abroad.
    env: { TZ: "Pacific/Kiritimati" },
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
