import { expect, test } from "vitest";
import { logger, tellLog } from "../src/log.ts";

function lines(level: string) {
  const written: Record<string, unknown>[] = [];
  const log = logger(level, { write: (line) => void written.push(JSON.parse(line)) });
  const fields = () => written.map(({ time, ...rest }) => rest);
  return { log, tell: tellLog(log), fields };
}

test("only fields that are on the list get in, whoever passes others, and nothing nested", () => {
  const { log, fields } = lines("info");
  log.info({ inquiryId: 41, name: "Dana Example", text: "our lease", reason: { words: "our lease" }, kind: null }, "x");
  expect(fields()).toEqual([{ level: 30, inquiryId: 41, kind: null, said: "x" }]);
});

test("a token or an address's secrets in a library's sentence are cut out", () => {
  const { log, fields } = lines("info");
  log.warn(
    { reason: "refused xoxb-1-fixture-token" },
    "xapp-1-A0-fixture at wss://fixture.example/link?ticket=abc&app=1 for eyJhbGciOi.eyJpc3Mi",
  );
  expect(fields()).toEqual([{ level: 40, reason: "refused …", said: "… at wss://fixture.example/link?… for …" }]);
});

test("how long things took is told at the level of debug alone; what failed, as an error", () => {
  const told = [
    { what: "event kept", platform: "fixture", ms: 3 },
    { what: "sent", purpose: "nudge", deliveryId: 7 },
    { what: "flow failed", flow: "deliver", reason: "TypeError" },
  ] as const;
  const [info, debug] = [lines("info"), lines("debug")];
  for (const one of told) {
    info.tell(one);
    debug.tell(one);
  }
  expect(info.fields().map(({ level, said }) => [level, said])).toEqual([
    [30, "sent"],
    [50, "flow failed"],
  ]);
  expect(debug.fields()[0]).toEqual({ level: 20, ...told[0], said: "event kept" });
});
