import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { heartbeat } from "../../src/ops/heartbeat.ts";

async function address(status: number) {
  let asked = 0;
  const server = createServer((_request, response) => {
    asked++;
    response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, asked: () => asked };
}

test("the address outside is asked once a minute, however many rounds there are", async () => {
  const { url, asked } = await address(200);
  let elapsed = 0;
  const beat = heartbeat(url, () => elapsed);
  for (; elapsed <= 130_000; elapsed += 10_000) await beat();
  expect(asked()).toBe(3);
});

test("an address that refuses is told by its status, and asked again a minute later", async () => {
  const { url, asked } = await address(503);
  let elapsed = 0;
  const beat = heartbeat(url, () => elapsed);
  await expect(beat()).rejects.toMatchObject({ code: "HTTP 503" });
  elapsed = 10_000;
  await beat();
  elapsed = 60_000;
  await expect(beat()).rejects.toMatchObject({ code: "HTTP 503" });
  expect(asked()).toBe(2);
});
