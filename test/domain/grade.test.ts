import { describe, expect, test } from "vitest";
import { grade } from "../../src/domain/grade.ts";
import { at } from "../../src/domain/time.ts";

// Every reply here is invented for the fixture firm's lawyers. Friday afternoon in New York.
const friday = at("2026-01-09T15:00-05:00");
const graded = (text: string) => grade(text, friday, "America/New_York");

test.each([
  "Got it, thanks",
  "Thanks Dana",
  "Received with thanks.",
  "Thank you for sending this over, Dana.",
  "Will do",
  "On it",
  "Noted.",
  "ok",
  "Merci",
])("an acknowledgement says that it came: %s", (text) =>
  expect(graded(text)).toEqual({ grade: "acknowledgement", why: "only acknowledges" }),
);

test.each([
  "Let me look into it",
  "Looking into this",
  "I'll be in touch shortly",
  "Bear with me",
  "Good question. I need to check.",
  "I'm in court until 3, will revert after",
  "I'll let you know as soon as I hear from the court",
  "Ich melde mich bis Donnerstag",
])("a holding reply without a time promises none: %s", (text) =>
  expect(graded(text)).toEqual({ grade: "holding", why: "puts off the answer, names no time" }),
);

test.each(["Which entity signs?", "Thanks - which entity signs?", "Can you send us the signed page"])(
  "a question back leaves the answer owed: %s",
  (text) => expect(graded(text)).toEqual({ grade: "holding", why: "only asks the client something back" }),
);

test.each([
  "Yes.",
  "Yes, thanks",
  "No, clause 4 does not allow it.",
  "Done.",
  "Filed this morning.",
  "5,000",
  "https://files.fixture.test/lease.pdf",
  "I reviewed the lease and it is fine.",
  "Clause 4 caps liability at twice the fees. Let me know if you have any questions.",
  "Clause 4 allows it. Does that help?",
  "I can confirm that the lease was filed.",
  "We confirm that clause 4 applies.",
  "We advise you to settle by Friday.",
  "We would advise against it.",
  "You need to review the lease and sign it.",
  "You do not have to appear in court.",
  "The court is going to confirm the date by Tuesday.",
  "The seller will send the draft by Friday.",
  "We should send the notice by Friday.",
  "The lease was reviewed by Ana and nothing is missing.",
])("an answer is an answer, however short: %s", (text) =>
  expect(graded(text)).toEqual({ grade: "substantive", why: "says something of substance" }),
);

test.each([
  "The filing is due by Tuesday",
  "You should sign by Friday.",
  "They will respond by Tuesday.",
  "The court will answer by Tuesday.",
  "Let me know by Friday if you want to proceed.",
  "We will meet on Tuesday.",
  "Please confirm by Tuesday noon.",
  "The seller will send the draft by Friday.",
  "We advise you to settle by Friday.",
])("a time is no promise unless the writer commits to it: %s", (text) =>
  expect(graded(text).promisedFor).toBeUndefined(),
);

describe("a promise among other words", () => {
  test("holds, when the rest only explains the wait", () =>
    expect(graded("Thanks for this. The other side has not replied yet. I'll come back by Thursday.")).toEqual({
      grade: "holding",
      promisedFor: at("2026-01-15T17:00-05:00"),
      why: "promises the answer for a time",
    }));

  test("does not undo an answer that comes with it", () =>
    expect(graded("The rent is 5,000 a month. I'll send the lease tomorrow.").grade).toBe("substantive"));

  test("of two, the first that names a time counts", () =>
    expect(graded("I'll look into it. I'll come back by Tuesday noon.").promisedFor).toBe(
      at("2026-01-13T12:00-05:00"),
    ));
});

test.each(["👍", ":thumbsup: :tada:", "", "> can you send the lease?", "<@U012ABC>"])(
  "what has no words is no reply: %j",
  (text) => expect(graded(text).grade).toBeUndefined(),
);

test("a quoted promise is not made again", () =>
  expect(graded("> I'll come back by Tuesday noon\nThe lease is signed and filed.").grade).toBe("substantive"));

test("a reply of 40,000 characters is graded all the same", () => {
  expect(graded("Clause 4 allows it. ".repeat(2000)).grade).toBe("substantive");
  expect(graded("a".repeat(40_000)).grade).toBe("substantive");
  expect(graded("thanks ".repeat(5700)).grade).toBe("acknowledgement");
});
