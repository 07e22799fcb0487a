import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { BenchResult } from "./result.ts";
import { bench } from "./run.ts";

const fast: BenchResult = { name: "adding", value: 43.21, unit: "ns", ratio: 0.5, target: "≤ 60 ns", met: true };
const slow: BenchResult = { name: "counting", value: 1234, unit: "ns", target: "≤ 60 ns", met: false, note: "a; b" };

async function run(argv: string[], all: Record<string, (size: "small" | "full") => Promise<BenchResult[]>>) {
  const lines: string[] = [];
  const code = await bench(argv, (line) => lines.push(line), all);
  return { code, said: lines.join("\n") };
}

test("each result is told with its ratio, its target and whether it was met", async () => {
  const { code, said } = await run([], { time: async () => [fast] });
  expect(said).toBe("time\n  ✓ adding\n      43.21 ns, ratio 0.5 (target: ≤ 60 ns)\n\n✓ All 1 targets are met.");
  expect(code).toBe(0);
});

test("a missed target is counted, and the exit says so", async () => {
  const { code, said } = await run([], { time: async () => [fast, slow] });
  expect(said).toContain("  ✗ counting\n      1,234 ns (target: ≤ 60 ns)\n      a\n      b");
  expect(said).toMatch(/✗ 1 of 2 targets are missed\.$/);
  expect(code).toBe(1);
});

test("what cannot be measured is missed with its reason, and the rest is measured", async () => {
  const broken = async () => {
    throw new Error("no room");
  };
  const { code, said } = await run([], { broken, time: async () => [fast] });
  expect(said).toContain("could not be measured: no room");
  expect(said).toContain("✓ adding");
  expect(code).toBe(1);
});

test("one is measured alone, in the size that is asked for", async () => {
  const sizes: string[] = [];
  const noting = (name: string) => async (size: string) => {
    sizes.push(`${name} ${size}`);
    return [fast];
  };
  await run(["--only", "b", "--size", "full"], { a: noting("a"), b: noting("b") });
  expect(sizes).toEqual(["b full"]);
});

test("a size or a bench that there is not is refused, with those that there are", async () => {
  await expect(run(["--size", "huge"], {})).rejects.toThrow('There is no size "huge": small or full.');
  await expect(run(["--only", "x"], { a: async () => [] })).rejects.toThrow('There is no bench "x": a.');
});

test("the results are written as JSON", async () => {
  const folder = await mkdtemp(join(tmpdir(), "rejoinder-bench-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, "bench.json");
  await run(["--json", file], { time: async () => [fast] });
  expect(JSON.parse(await readFile(file, "utf8"))).toEqual({ size: "small", results: [{ bench: "time", ...fast }] });
});

test("help fits a screen", async () => {
  const { said } = await run(["--help"], {});
  expect(said.split("\n").length).toBeLessThanOrEqual(24);
});
