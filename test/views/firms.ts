import type { Change } from "../../src/domain/firm-changes/change.ts";
import type { FirmPlan, PlannedWall } from "../../src/domain/firm-plan.ts";
import { alreadySo, changedSaid, wouldChange } from "../../src/views/firm-file.ts";
import { zone } from "./gallery.ts";

const plan: FirmPlan = {
  name: "Fixture & Partners LLP",
  calendar: { zone, weekly: { mon: [["09:00", "17:30"]] } },
  ...{ people: [], groups: [], clients: [], channels: [] },
};
const person: readonly Change[] = [
  { is: "set", of: "Kim Fixture", what: "e-mail", to: "kim@fixture.example" },
  { is: "flag", of: "Kim Fixture", what: "partner", now: true },
  { is: "ended", of: "Kim Fixture", how: "left", to: "2026-03-31" },
];
const screened: PlannedWall = {
  ...{ kind: "screened", people: ["Kim Fixture"], groups: ["Tax"] },
  why: "she acted for Beta",
};
const changes: readonly Change[] = [
  { is: "new", of: "Kim Fixture", what: "person", with: person },
  { is: "new", of: "Tax", what: "practice group", with: [{ is: "member", of: "Tax", who: "Kim Fixture", now: true }] },
  { is: "new", of: "Initech", what: "client", with: [{ is: "new", of: "share plan", what: "matter", with: [] }] },
  { is: "gone", of: "Family", what: "practice group" },
  { is: "renamed", of: "Umbrella Group", what: "client", from: "Umbrella" },
  { is: "flag", of: "Ana Fixture", what: "partner", now: true },
  { is: "flag", of: "Ana Fixture", what: "admin", now: false },
  { is: "member", of: "Litigation", who: "Ana Fixture", now: true },
  { is: "member", of: "Tax", who: "Ana Fixture", now: false },
  { is: "partner", of: "Litigation", who: "Ana Fixture", now: true },
  { is: "partner", of: "Tax", who: "Ana Fixture", now: false },
  { is: "ended", of: "Lee Fixture", how: "left", from: "2026-01-31" },
  { is: "ended", of: "lease", how: "closed", from: "2026-01-31" },
  { is: "ended", of: "lease", how: "closed", from: "2026-01-31", to: "2026-02-28" },
  { is: "set", of: "Acme", what: "responsible lawyer", from: "Ana Fixture", to: "Kim Fixture" },
  { is: "set", of: "Acme", what: "practice group", to: "Litigation" },
  { is: "set", of: "Acme", what: "practice group", from: "Litigation" },
  { is: "wall", of: "Acme, Acme v. Beta", wall: screened, now: true },
  { is: "wall", of: "Globex", wall: { ...screened, kind: "need to know", groups: [] }, now: true },
  { is: "wall", of: "Initech", wall: screened, now: false },
];
const emoji: Change = { is: "set", of: plan.name, what: "emoji that tracks a message", from: "pushpin", to: "eyes" };
const stays = ["Globex, a client"];

/** What is told of a firm's file, in the terminal. */
export const firms: Readonly<Record<string, string>> = {
  "firm: nothing would change": alreadySo(plan, []),
  "firm: what would change": wouldChange("firm.yaml", plan, { changes, stays, isNew: false }),
  "firm: one thing would change": wouldChange("firm.yaml", plan, { changes: [emoji], stays: [], isNew: false }),
  "firm: it would be set up": wouldChange("firm.yaml", plan, { changes, stays: [], isNew: true }),
  "firm: one thing changed": changedSaid(plan, { changes: [emoji], stays, isNew: false, reassessed: 1 }),
  "firm: changed, and planned again": changedSaid(plan, {
    ...{ changes: changes.slice(0, 2), stays: [], isNew: false, reassessed: 3 },
  }),
  "firm: set up": changedSaid(plan, { changes: [], stays: [], isNew: true, reassessed: 0 }),
};
