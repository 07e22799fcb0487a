import { heldPage } from "../../src/views/held.ts";

/** What is held about a client, written out for whoever reviews it. */
export const held: Readonly<Record<string, string>> = {
  "what is held about a client": heldPage(
    {
      client: "Acme",
      parts: {
        client: [{ name: "Acme", since: "2026-01-05" }],
        messages: [
          { at: "2026-01-13 10:12 UTC", by: "Dana Reed", words: "When is our reply brief due?\nWe need it by Friday." },
          { at: "2026-01-13 10:40 UTC", by: "Kim Park", words: null, files: ["brief.pdf"], matter: "" },
        ],
        holds: [],
      },
    },
    "Fixture & Partners LLP",
    "13 January 2026",
  ),
};
