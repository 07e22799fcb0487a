import { afterAll, expect } from "vitest";

/** Counts what was tried in a file of attacks, and holds what got through: told when the file ends, and nothing may have. */
export function tally(what: string) {
  let attempts = 0;
  const leaks: string[] = [];
  afterAll(() => {
    console.info(`${what}: ${attempts} attempts, ${leaks.length} leaks`);
    expect(attempts).toBeGreaterThan(0);
    expect(leaks).toEqual([]);
  });
  return {
    /** `leaked`: what got through, in words; undefined where nothing did. */
    tried(leaked?: string | false) {
      attempts++;
      if (leaked) leaks.push(leaked);
    },
  };
}
