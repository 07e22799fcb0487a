import { describe, expect, test } from "vitest";
import { hours, MINUTE } from "../../src/domain/time.ts";
import { databases } from "../database.ts";
import { type AtWork, firmAtWork } from "./at-work.ts";

const QUESTION = "When is our reply brief due?";
const messageAt = (firm: AtWork, ms: number, text: string) => ({
  type: "message",
  channel: "CACME",
  user: "UDANA",
  text,
  ts: `${Math.floor((firm.clock.now() + ms) / 1000)}.000100`,
});

test("a message of 40,000 characters is read to its end and kept whole", async () => {
  const firm = await firmAtWork();
  const long = `${"We went over the papers of last year again, all of them. ".repeat(700)}${QUESTION}`;
  await firm.says("UDANA", long);
  expect(await firm.messages()).toMatchObject([{ body: long, verdict: "inquiry" }]);
  expect(await firm.inquiries()).toHaveLength(1);
  for (const nasty of [
    "a".repeat(40_000),
    "?".repeat(40_000),
    "<".repeat(40_000),
    "(".repeat(40_000),
    "\n ".repeat(20_000),
    "1 by ".repeat(8_000),
  ]) {
    const began = performance.now();
    await firm.says("USAM", nasty, "CGLOBEX");
    await firm.says("UANA", nasty, "CGLOBEX");
    expect(performance.now() - began, nasty.slice(0, 5)).toBeLessThan(3_000);
  }
  expect(await firm.lost()).toEqual([]);
});

test("emoji alone ask nothing, and a thumbs-up of the firm answers nothing", async () => {
  const firm = await firmAtWork();
  for (const text of [":thumbsup:", "🙏", "👍👍🏽", ":tada: :rocket:", "🏳️‍🌈", "🙂".repeat(4_000)])
    await firm.says("UDANA", text);
  expect(await firm.inquiries()).toEqual([]);
  await firm.says("UDANA", QUESTION);
  await firm.says("UKIM", ":thumbsup:");
  expect(await firm.inquiries()).toMatchObject([{ state: "open" }]);
  expect(await firm.db.selectFrom("clocks").select("stopped_at").execute()).toEqual([
    { stopped_at: null },
    { stopped_at: null },
  ]);
});

test.each([
  ["Arabic", "متى موعد تقديم ردنا؟"],
  ["Chinese", "我们的答辩状什么时候到期？"],
  ["Japanese", "答弁書の提出期限はいつですか？"],
  ["Russian", "Когда истекает срок подачи нашего ответа?"],
  ["Hebrew", "מתי המועד האחרון להגשת התשובה שלנו"],
  ["Greek", "Πότε λήγει η προθεσμία για την απάντησή μας;"],
  ["Spanish", "¿Cuándo vence el plazo de nuestra respuesta?"],
  ["English, written right to left and left to right", `\u202e${QUESTION}\u202c\u200f\u2066`],
  ["English with every letter overgrown", [...QUESTION].map((c) => c + "\u0301\u0327\u0361\u0489".repeat(5)).join("")],
])("a question in %s is kept as it was written, and tracked or at least asked about", async (_name, text) => {
  const firm = await firmAtWork();
  await firm.says("UDANA", text);
  const [message] = await firm.messages();
  expect(message).toMatchObject({ body: text, side: "client" });
  expect(message!.verdict).not.toBe("not");
  expect(await firm.inquiries()).toHaveLength(1);
  expect(await firm.lost()).toEqual([]);
});

describe.each(databases)("on %s", (kind) => {
  test("characters that no database keeps are left out, wherever they stand, and the rest is kept", async () => {
    const firm = await firmAtWork(kind);
    const { sandbox } = firm;
    await sandbox.changePerson("UDANA", { displayName: "Dana\0 \ud800Example", realName: "Dana\0" });
    await sandbox.setChannel("CACME", { name: "acme\0-counsel" });
    await firm.says("UDANA", `When is our\0 reply brief due? \ud83d`);
    expect(await firm.messages()).toMatchObject([{ body: "When is our reply brief due? \ufffd", verdict: "inquiry" }]);
    expect(await firm.asks("UKIM", "cl\0ient Acme\0")).toMatch(/Acme: 1 open/);

    await sandbox.shortcut("UKIM", "log_contact");
    const form = await sandbox.until(() => sandbox.seen.modal("UKIM"));
    const filled = { client: "1", contact: "Da\0na \udc00", matter: "Le\0ase" };
    await sandbox.submit("UKIM", form.id, filled);
    await firm.calm();
    expect(await firm.inquiries()).toHaveLength(2);

    const odd = { ...messageAt(firm, 0, "Thank you."), thread_ts: "1\0", client_msg_id: "\0" };
    expect((await firm.event(odd, { event_id: "Ev\0nul" })).status).toBe(200);
    await firm.round();
    expect(await firm.lost()).toEqual([]);
    expect(firm.told.filter(({ what }) => what === "inbox retry" || what === "flow failed")).toEqual([]);
  });
});

test("a time in the future counts from now; one from before there were clocks counts, too", async () => {
  const firm = await firmAtWork();
  await firm.event(messageAt(firm, hours(48) * MINUTE, QUESTION));
  const [ahead] = await firm.inquiries();
  expect(ahead).toMatchObject({ asked_at: firm.clock.now(), state: "open" });
  expect(await firm.asks("UKIM", "show 1")).toMatch(/[Aa]sked today 10:00/);

  const far = { ...messageAt(firm, 0, "Could you send us the draft?"), channel: "CGLOBEX", user: "USAM" };
  await firm.event({ ...far, ts: "99999999999.999999" });
  await firm.event({ ...far, ts: "0.000001" });
  await firm.event({
    type: "message",
    subtype: "message_deleted",
    channel: "CGLOBEX",
    deleted_ts: "99999999999.999999",
    ts: "99999999999.999999",
    event_ts: "99999999999.999999",
  });
  expect(await firm.asks("UANA", "client Globex")).toMatch(/Globex: 1 open/);
  await firm.round();
  expect(await firm.lost()).toEqual([]);
  expect(firm.told.filter(({ what }) => what === "flow failed")).toEqual([]);
});
