import { expect, test } from "vitest";
import { standing } from "../../src/domain/revisions.ts";
import { mon } from "./timelines.ts";

const [posted, once, twice] = [mon("10:00"), mon("11:00"), mon("12:00")];
const asks = (at: number) => ({ at, verdict: "inquiry" as const });
const thanks = (at: number) => ({ at, verdict: "not" as const });
const reply = (at: number, grade: "acknowledgement" | "holding" | "substantive", promisedFor?: number) =>
  promisedFor === undefined ? { at, grade } : { at, grade, promisedFor };

test("a message that was never edited means what it means since it was posted", () =>
  expect(standing([asks(posted)], posted)).toEqual({ at: posted, before: [], latest: asks(posted) }));

test("an edit that changes words and no meaning moves nothing; doubt that becomes certainty neither", () => {
  expect(standing([asks(posted), asks(once)], posted).at).toBe(posted);
  expect(standing([{ at: posted, verdict: "unsure" }, asks(once)], posted).at).toBe(posted);
});

test("thanks that become a question ask from the edit on; back and forth, from the last turn on", () => {
  expect(standing([thanks(posted), asks(once)], posted).at).toBe(once);
  expect(standing([asks(posted), thanks(once), asks(twice)], posted).at).toBe(twice);
});

test("the order in which revisions come is of no account", () =>
  expect(standing([asks(twice), thanks(posted), asks(once)], posted)).toEqual(
    standing([thanks(posted), asks(once), asks(twice)], posted),
  ));

test("an acknowledgement that becomes an answer was an acknowledgement before", () =>
  expect(standing([reply(posted, "acknowledgement"), reply(once, "substantive")], posted)).toMatchObject({
    at: once,
    before: [reply(posted, "acknowledgement")],
  }));

test("a promise that is edited to a later time was made all the same; an answer that is taken back was none", () => {
  const [first, second] = [reply(posted, "holding", mon("15:00")), reply(once, "holding", mon("17:00"))];
  expect(standing([first, second], posted).before).toEqual([first]);
  expect(standing([reply(posted, "substantive"), reply(once, "acknowledgement")], posted).before).toEqual([]);
});

test("of a post whose first words are not known, the first that are stand for them", () =>
  expect(standing([asks(once)], posted).at).toBe(posted));
