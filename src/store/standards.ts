import { sql } from "kysely";
import type { ClockKind, Terms, TermsAt } from "../domain/clock.ts";
import { defaultLadder, type Ladder } from "../domain/nudge.ts";
import { type Scope, type Standard, type Subject, standardFor } from "../domain/standard.ts";
import type { Instant } from "../domain/time.ts";
import { type CalendarVersion, calendarVersions } from "./calendars.ts";
import type { Db } from "./db.ts";
import { json, stamp } from "./db.ts";

/** Every standard that may speak of these subjects. */
export async function standards(db: Db): Promise<Standard[]> {
  const rows = await db.selectFrom("standards").selectAll().execute();
  return rows.map((row) => ({
    id: row.id,
    scope: (row.scope === "firm" ? { of: "firm" } : { of: row.scope, id: row.scope_id! }) as Scope,
    targets: row.targets,
    source: row.source,
    from: row.from_at,
    until: row.until_at ?? undefined,
    calendarId: row.calendar_id,
    ladder: row.ladder ?? undefined,
  }));
}

/** A standard in force from `from` on; what was in force for the same scope until then ends there, and stays on record. */
export async function setStandard(
  db: Db,
  s: Pick<Standard, "scope" | "targets" | "source" | "calendarId" | "ladder">,
  from: Instant,
) {
  await endBefore(db, s.scope, from);
  const ladder = s.ladder ? json(s.ladder) : null;
  const facts = { targets: json(s.targets), source: s.source, calendar_id: s.calendarId, ladder, until_at: null };
  await db
    .insertInto("standards")
    .values({ ...scoped(s.scope), from_at: stamp(from), ...facts })
    .onConflict((c) => c.columns(["scope", "scope_id", "from_at"]).doUpdateSet(facts))
    .execute();
}

/** No standard of its own for this scope from `from` on: the next wider one applies. Those there were stay on record. */
export async function endStandard(db: Db, scope: Scope, from: Instant): Promise<void> {
  await endBefore(db, scope, from);
  // One that began in this very instant was in force for none of it that anybody could tell.
  await sql`
    update standards set until_at = from_at + interval '1 millisecond'
    where scope = ${scope.of} and scope_id is not distinct from ${scoped(scope).scope_id} and until_at is null
      and from_at = ${stamp(from)}`.execute(db);
}

const endBefore = (db: Db, scope: Scope, from: Instant) =>
  db
    .updateTable("standards")
    .set({ until_at: stamp(from) })
    .where("scope", "=", scope.of)
    .where("scope_id", "is not distinct from", scoped(scope).scope_id)
    .where("until_at", "is", null)
    .where("from_at", "<", stamp(from))
    .execute();

const scoped = (scope: Scope) => ({ scope: scope.of, scope_id: scope.of === "firm" ? null : scope.id });

/** What standards and calendars say, read once for a whole batch of inquiries. */
export interface Rules {
  readonly standards: readonly Standard[];
  readonly calendars: readonly CalendarVersion[];
}

export async function rulesNow(db: Db): Promise<Rules> {
  return { standards: await standards(db), calendars: await calendarVersions(db) };
}

/** The terms a clock of this inquiry starts under; what was stamped on it when it started stays with it. */
export function termsFor(rules: Rules, subject: Subject, stamped: readonly Stamped[]): TermsAt {
  return (kind, startedAt) => {
    const before = stamped.find((s) => s.kind === kind && s.startedAt === startedAt);
    return before ? again(rules, before) : fresh(rules, subject, kind, startedAt);
  };
}

export interface Stamped {
  readonly kind: ClockKind;
  readonly startedAt: Instant;
  readonly standardId: number;
  readonly source: string;
  readonly target: number;
  readonly calendarVersion: number;
}

export const ladderOf = (rules: Rules, standardId: number | undefined): Ladder =>
  rules.standards.find((s) => s.id === standardId)?.ladder ?? defaultLadder;

function again({ calendars }: Rules, s: Stamped): Terms {
  const { calendar } = calendars.find((c) => c.version === s.calendarVersion)!;
  return { standardId: s.standardId, source: s.source, target: s.target, calendarVersion: s.calendarVersion, calendar };
}

/** Before the firm's first standard, an ask that was written down late: better that one than none, and no clock. */
const firstOfTheFirm = (standards: readonly Standard[], kind: ClockKind, at: Instant): Standard | undefined =>
  standards
    .filter((s) => s.scope.of === "firm" && s.targets[kind] !== undefined && s.from > at)
    .sort((a, b) => a.from - b.from)[0];

function fresh({ standards, calendars }: Rules, subject: Subject, kind: ClockKind, at: Instant): Terms | undefined {
  const standard = standardFor(standards, subject, kind, at) ?? firstOfTheFirm(standards, kind, at);
  const target = standard?.targets[kind];
  if (!standard || target === undefined) return undefined;
  const versions = calendars.filter((c) => c.calendarId === standard.calendarId);
  // Before the first version, history that was imported: the oldest one is the best there is.
  const version = versions.find((c) => c.from <= at) ?? versions.at(-1);
  if (!version) return undefined;
  return {
    standardId: standard.id,
    source: standard.source,
    target,
    calendarVersion: version.version,
    calendar: version.calendar,
  };
}
