import { at } from "../../src/domain/time.ts";
import { evidence } from "../../src/views/wall-evidence.ts";
import { aWall, needToKnow, now, zone } from "./gallery.ts";

const kim = {
  ...{ name: "Kim Park", before: 0, lastBefore: null, withdrawn: 0, stuck: 0 },
  ...{ since: [], reports: 0, reportsWithout: 0, owns: 0, shown: 0 },
};
const early = { inquiries: 3, first: at("2026-01-13T14:00-05:00"), before: 0 };
const late = { inquiries: 3, first: at("2026-01-12T10:00-05:00"), before: 2 };
const told = { before: 2, lastBefore: at("2026-01-13T11:36-05:00"), withdrawn: 2 };

const names = new Map([[1, "Kim Park"]]);
const made = { seq: 41, at: at("2026-01-13T12:00-05:00") };
const byLog = { raised: made, same: true, screened: [] };
const screened = { personId: 1, since: made, inside: false, before: [], within: [] };
const knew = { seq: 12, at: at("2026-01-13T11:36-05:00"), personId: 1, way: "a list", inquiries: [7, 9] } as const;
const timely = { by: { ...byLog, screened: [screened] }, names };
const seenEarly = { by: { ...byLog, screened: [{ ...screened, before: [knew] }] }, names };
const leaked = {
  by: {
    raised: { seq: 41, at: now },
    lowered: { seq: 99, at: now },
    same: false,
    screened: [
      {
        ...screened,
        before: [knew],
        within: [
          { ...knew, seq: 50, way: "a form", inquiries: [] } as const,
          { ...knew, seq: 51, inquiries: [7] } as const,
        ],
      },
      { personId: 2, inside: true, before: [], within: [] },
    ],
  },
  names,
};
const silent = { by: { same: false, screened: [] }, names };

/** How it is shown that a screen was timely. */
export const proofs: Readonly<Record<string, string>> = {
  "a wall that was there first": evidence(aWall, early, [kim], timely, zone, now),
  "a wall that came later": evidence(
    aWall,
    late,
    [{ ...kim, ...told, reports: 2, reportsWithout: 2 }],
    seenEarly,
    zone,
    now,
  ),
  "a message that could not be changed": evidence(
    aWall,
    late,
    [{ ...kim, ...told, withdrawn: 1, stuck: 1 }],
    seenEarly,
    zone,
    now,
  ),
  "a wall behind which nothing came": evidence(
    needToKnow,
    { inquiries: 0, first: null, before: 0 },
    [],
    { by: byLog, names },
    zone,
    now,
  ),
  "a lifted wall": evidence({ ...aWall, liftedAt: now, liftedBy: "Ash Sato" }, early, [kim], timely, zone, now),
  "a lifted wall of nobody's": evidence({ ...needToKnow, liftedAt: now }, early, [kim], silent, zone, now),
  "a wall that did not hold": evidence(
    aWall,
    { ...late, before: 1, inquiries: 1 },
    [{ ...kim, ...told, before: 1, since: [now], owns: 1, shown: 1 }],
    leaked,
    zone,
    now,
  ),
};
