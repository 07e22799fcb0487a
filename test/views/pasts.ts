import type { PastReport } from "../../src/domain/past/figures.ts";
import { at } from "../../src/domain/time.ts";
import { pastLines } from "../../src/views/past.ts";
import { zone } from "./gallery.ts";

const day = [["09:00", "17:30"]] as const;
const figures = { judged: 30, met: 17, median: 142, medianElapsed: 400, ninetieth: 600, ninetiethElapsed: 3000 };
const few = { judged: 8, met: 4, median: 142, medianElapsed: 400 };
const never = { judged: 5, met: 1 };
const places = ["a.json", "b.json", "c.json", "d.json"];

const full: PastReport = {
  imported: {
    ...{ entries: 1382, said: 1025, fresh: 1025, notices: 357, channels: 16, internal: 2 },
    unknown: ["U1", "U2"],
    skipped: [
      ...places.map((where) => ({ where, why: "not a list of messages" })),
      { where: "e.json", why: "dated in the future", messages: 3 },
    ],
  },
  counts: {
    ...{ inquiries: 57, unsure: 8, kept: 1025, firm: 5, contacts: 27 },
    from: at("2015-06-05T12:00-05:00"),
    to: at("2016-07-27T12:00-05:00"),
  },
  calendar: { zone, weekly: { mon: day } },
  zone,
  acknowledge: figures,
  answer: few,
  channels: [
    { of: "general", figures },
    { of: "lunch", figures: never },
  ],
  hours: [{ of: 13, figures }],
  unanswered: Array.from({ length: 3 }, (_, i) => ({
    ...{ since: at("2015-07-01T10:00-05:00"), channel: "general", by: "Dana Example", unsure: i === 1 },
  })),
  ambiguous: 2,
};
const nobodyAsked = { ...full.counts, inquiries: 0, unsure: 0, from: null, to: null, firm: 1, contacts: 1 };

/** What is told of a past, in the terminal. */
export const pasts: Readonly<Record<string, string>> = {
  "past: of an export": pastLines(full, "export.zip", 2).join("\n"),
  "past: all answered, one unclear, and some that never were in time": pastLines(
    {
      ...full,
      ...{ acknowledge: never, answer: { judged: 0, met: 0 }, ambiguous: 1, unanswered: [], channels: [], hours: [] },
      counts: { ...full.counts, unsure: 0 },
      imported: { ...full.imported, fresh: 1, internal: 0, notices: 0, unknown: ["U1"], skipped: [] },
    },
    "export.zip",
  ).join("\n"),
  "past: nobody asked": pastLines(
    {
      ...full,
      counts: nobodyAsked,
      imported: { ...full.imported, fresh: 0, unknown: [], skipped: [] },
    },
    "export.zip",
  ).join("\n"),
  "past: everything was answered, nothing unclear": pastLines({ ...full, unanswered: [], ambiguous: 0 }, "x.zip").join(
    "\n",
  ),
};
