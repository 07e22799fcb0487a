import { sql } from "kysely";
import { type ClockFigures, type Figures, nothing, type Point } from "../domain/measure.ts";
import { type Week, weekBefore } from "../domain/week.ts";
import { countedIn, judgedIn, type Within } from "./counted.ts";
import type { Db } from "./db.ts";

/** Figures of the week and of the one before it, for the firm, every practice group and every owner, in two passes. */
export interface Circles {
  readonly firm: Weeks;
  readonly groups: ReadonlyMap<number, Weeks>;
  readonly owners: ReadonlyMap<number, Weeks>;
}

export interface Weeks {
  readonly figures: Figures;
  readonly before: Figures;
}

export async function figures(db: Db, week: Week, within: Within): Promise<Circles> {
  const weeks = [weekBefore(week), week];
  const { rows: judged } = await sql<JudgedRow>`
    select c.ago, c.kind, c.group_id, c.owner_id, grouping(c.group_id, c.owner_id) as circle,
      count(*)::int as judged, count(*) filter (where c.in_time)::int as met,
      percentile_disc(array[0.5, 0.9]) within group (order by c.minutes) as minutes,
      percentile_disc(0.5) within group (order by c.elapsed) as elapsed
    from (${judgedIn(weeks, within)}) c
    group by grouping sets ((c.ago, c.kind), (c.ago, c.kind, c.group_id), (c.ago, c.kind, c.owner_id))`.execute(db);
  const { rows: counted } = await sql<CountedRow>`
    select c.ago, c.what, c.group_id, c.owner_id, grouping(c.group_id, c.owner_id) as circle, count(*)::int as n
    from (${countedIn(weeks, within)}) c
    group by grouping sets ((c.ago, c.what), (c.ago, c.what, c.group_id), (c.ago, c.what, c.owner_id))`.execute(db);
  return gather(judged, counted);
}

/** Answers met of those judged, for this week and the eleven before it, oldest first. */
export async function trend(db: Db, week: Week, within: Within): Promise<Point[]> {
  const weeks = Array.from({ length: 12 }, (_, i) => weekBefore(week, 11 - i));
  const { rows } = await sql<{ ago: number; judged: number; met: number }>`
    select c.ago, count(*)::int as judged, count(*) filter (where c.in_time)::int as met
    from (${judgedIn(weeks, within, ["answer", "next answer"])}) c group by c.ago`.execute(db);
  const found = new Map(rows.map((row) => [row.ago, row]));
  return weeks.map((of, i) => {
    const { judged = 0, met = 0 } = found.get(11 - i) ?? {};
    return { week: of, judged, met };
  });
}

interface CircleRow {
  readonly ago: number;
  readonly group_id: number | null;
  readonly owner_id: number | null;
  /** Which columns were summed over: 3 both, 1 the owner, 2 the group. */
  readonly circle: number;
}

interface JudgedRow extends CircleRow {
  readonly kind: "acknowledge" | "answer" | "promise";
  readonly judged: number;
  readonly met: number;
  readonly minutes: readonly [number, number];
  readonly elapsed: number;
}

interface CountedRow extends CircleRow {
  readonly what: "received" | "answered" | "dismissed" | "open" | "overdue";
  readonly n: number;
}

function gather(judged: readonly JudgedRow[], counted: readonly CountedRow[]): Circles {
  const firm = { figures: nothing, before: nothing };
  const groups = new Map<number, Weeks>();
  const owners = new Map<number, Weeks>();
  const put = (row: CircleRow, part: Partial<Figures>) => {
    const [of, id] = row.circle === 1 ? [groups, row.group_id] : [owners, row.owner_id];
    if (row.circle !== 3 && id === null) return;
    const weeks: { figures: Figures; before: Figures } =
      row.circle === 3 ? firm : (of.get(id!) ?? { figures: nothing, before: nothing });
    const which = row.ago === 0 ? "figures" : "before";
    weeks[which] = { ...weeks[which], ...part };
    if (row.circle !== 3) of.set(id!, weeks);
  };
  for (const row of counted) put(row, { [row.what]: row.n });
  for (const row of judged)
    put(
      row,
      row.kind === "promise" ? { promises: { made: row.judged, kept: row.met } } : { [row.kind]: clockFigures(row) },
    );
  return { firm, groups, owners };
}

function clockFigures({ judged, met, minutes: [median, ninetieth], elapsed }: JudgedRow): ClockFigures {
  return {
    judged,
    met,
    ...(Number.isFinite(median) && { median }),
    ...(Number.isFinite(ninetieth) && { ninetieth }),
    ...(Number.isFinite(elapsed) && { medianElapsed: elapsed }),
  };
}
