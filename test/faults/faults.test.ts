import { expect, test } from "vitest";
import { postgresUrl } from "../database.ts";
import { suite } from "./suite.ts";

test("whatever goes wrong, nothing is lost, nothing said twice, and the store holds what is right", async () => {
  const said: string[] = [];
  const figures = await suite({ rounds: 2, seed: 20_260_112, url: await postgresUrl() }, (line) => said.push(line));
  expect(said).toEqual([]);
  expect(figures).toMatchObject({ rounds: 2, lost: 0, doubled: 0, broken: 0 });
  expect(figures.brought).toBeGreaterThan(10);
}, 240_000);
