import { describe, expect, test } from "vitest";
import { at } from "../../src/domain/time.ts";
import { linkChannelForm, logContactForm, readLinkChannel, readLogContact } from "../../src/views/forms.ts";

const whence = { zone: "America/New_York", now: at("2026-01-14T15:15-05:00") };

describe("a call that is logged", () => {
  const call = { client: "1", contact: "Dana Reed", via: "phone", when: "10:30", answered: "no" };

  test("was when the lawyer says it was", () =>
    expect(readLogContact(call, whence)).toEqual({
      ...{ client: "1", contact: "Dana Reed", via: "phone", answered: false },
      at: at("2026-01-14T10:30-05:00"),
    }));

  test("was just now where nothing is said", () =>
    expect(readLogContact({ client: "1" }, whence)).toMatchObject({ at: whence.now, via: "phone", answered: false }));

  test.each(["tomorrow", "in 2 hours", "the other day"])(
    "cannot have been %j: the form stays open and says so",
    (when) => expect(readLogContact({ ...call, when }, whence)).toHaveProperty("errors.when"),
  );

  test("needs a client", () => expect(readLogContact({ when: "now" }, whence)).toHaveProperty("errors.client"));
});

describe("whose channel it is", () => {
  test("a client's, by the firm's own standard or another that was agreed", () => {
    expect(readLinkChannel({ kind: "client", client: "1" })).toEqual({ kind: "client", client: "1" });
    expect(
      readLinkChannel({ kind: "internal", client: "1", matter: "lease", hours: "2,5 hours", source: "letter §4" }),
    ).toEqual({
      ...{ kind: "internal", client: "1", matter: "lease" },
      standard: { hours: 2.5, source: "letter §4" },
    });
  });

  test("nobody's: nothing else is asked", () =>
    expect(readLinkChannel({ kind: "other", client: "1" })).toEqual({ kind: "other" }));

  test.each([
    [{ kind: "client" }, "client"],
    [{ kind: "client", client: "1", hours: "soon" }, "hours"],
    [{ kind: "client", client: "1", hours: "0" }, "hours"],
    [{ kind: "client", client: "1", hours: "-4" }, "hours"],
    [{ kind: "client", client: "1", source: "letter §4" }, "hours"],
  ])("%j: the form stays open and says what is missing", (answers, field) =>
    expect(readLinkChannel(answers as Record<string, string>)).toHaveProperty(`errors.${field}`),
  );
});

test("with more clients than a menu holds, the name is typed", () => {
  const clients = (n: number) => Array.from({ length: n }, (_, i) => ({ label: `Client ${i}`, value: String(i) }));
  const input = (n: number) => logContactForm(clients(n)).fields[0]!.input;
  expect(input(100)).toHaveProperty("choices.length", 100);
  expect(input(101)).toBe("line");
  expect(linkChannelForm("acme", [], "7").fields[1]!.input).toBe("line");
});
