import type { AuditEntry } from "../../src/domain/audit.ts";
import { at } from "../../src/domain/time.ts";
import { loggedLine, whoSawLines } from "../../src/views/audit.ts";
import { verdictSaid } from "../../src/views/audit-verdict.ts";
import { zone } from "./gallery.ts";

const people = new Map([
  [3, "Kim Park"],
  [4, "Ana Ruiz"],
]);
const names = { people, zone };
const when = at("2026-01-13T10:12:03-05:00");
const inquiry = { kind: "inquiry", id: 41 } as const;
const entries: AuditEntry[] = [
  { at: when, actor: "system", act: "message kept", subject: { kind: "message", id: 9 }, details: { channel: 2 } },
  { at: when, actor: { person: 3 }, act: "assigned", subject: inquiry, details: { to: 4 } },
  { at: when, actor: { person: 8 }, act: "saw list", subject: { kind: "firm" }, inquiries: [41, 42] },
  {
    at: when,
    actor: { outsider: 5 },
    act: "refused",
    subject: { kind: "account", id: 5 },
    details: { why: "outside" },
  },
  { at: when, actor: "terminal", act: "log read", subject: { kind: "log" }, details: { clients: [1, 2] } },
];
const knew = { seq: 7, at: when, personId: 3, inquiries: [41] };
const hash = "3f2a".repeat(16);
const head = { seq: 12, hash };
const broken = ["edited", "removed", "out of order", "inserted", "cut off", "rewritten"] as const;

/** What the audit log says on a terminal, by its occasion. */
export const logs: Readonly<Record<string, string>> = {
  "log: entries, one a line": entries.map((entry, i) => loggedLine(names, { ...entry, seq: i + 1 })).join("\n"),
  "log: who knew of a matter": whoSawLines(names, "Acme / lease", [
    { ...knew, way: "a list", inquiries: [41, 42] },
    { ...knew, way: "the whole inquiry" },
    { ...knew, personId: 4, way: "a form", inquiries: [] },
  ]),
  "log: nobody knew of it": whoSawLines(names, "Acme / lease", []),
  "log: empty": verdictSaid({ entries: 0, fitting: 0 }, 0),
  "log: whole, as far as it tells": verdictSaid({ entries: 12, head, fitting: 0 }, 0),
  "log: whole, and a checkpoint fits": verdictSaid({ entries: 12, head, fitting: 1 }, 1),
  "log: whole, and all checkpoints fit": verdictSaid({ entries: 12, head, fitting: 3 }, 3),
  ...Object.fromEntries(
    broken.map((what) => [`log: ${what}`, verdictSaid({ entries: 6, fitting: 0, broken: { what, seq: 7 } }, 0)]),
  ),
};
