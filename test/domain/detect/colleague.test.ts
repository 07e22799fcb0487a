import { describe, expect, test } from "vitest";
import { detect } from "../../../src/domain/detect.ts";

// Every message here is invented for the fixture firm's internal channels.
const verdict = (text: string) => detect(text, "colleague").is;

describe("a colleague relays an ask of the client's", () => {
  test.each([
    "Fixture Ltd wants to know whether the lease can be assigned",
    "they're asking if we can move the closing",
    "Dana asked me whether the filing is done",
    "client called, they need an answer on the escrow",
    "got a call from Dana about the subpoena",
    "she'd like us to review the term sheet",
    "question from the client: who signs?",
  ])("it is judged as the client's: %s", (text) => expect(verdict(text)).toBe("inquiry"));

  test("and the reason says so", () =>
    expect(detect("Fixture Ltd wants to know whether it can assign", "colleague").why).toBe(
      'relays an ask: "wants to know"',
    ));
});

describe("a colleague forwards an e-mail", () => {
  const mail = (body: string) => `FYI below\n\nFrom: Dana\nSent: Monday 5 January\nSubject: lease\n\n${body}`;

  test("its question is the client's", () => expect(verdict(mail("Can you confirm the rent?"))).toBe("inquiry"));

  test("and whatever is in it, it is at worst unsure", () => {
    expect(detect(mail("The rent went up."), "colleague")).toEqual({ is: "unsure", why: "forwards an e-mail" });
    expect(verdict("Fwd: lease")).toBe("unsure");
  });
});

describe("colleagues talk among themselves", () => {
  test.each([
    "Can someone pull the lease from the file?",
    "who is covering the hearing",
    "lunch?",
    "thanks",
    "I want to know who has the stapler",
    "Please prepare the closing binder",
    "The client is happy with the draft",
    "👍",
  ])("that is no inquiry: %s", (text) => expect(verdict(text)).toBe("not"));

  test("unless it could be the client's ask", () =>
    expect(detect("Can we get the client an answer on the lease?", "colleague")).toEqual({
      is: "unsure",
      why: 'may relay an ask: "client"',
    }));
});
