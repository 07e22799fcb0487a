import { sql } from "kysely";
import { type ClockFigures, type Figures, nothing, type Point } from "../domain/measure.ts";
import { type Week, weekBefore } from "../domain/week.ts";
import { ANSWERS, countedIn, judgedIn, type Within } from "./counted.ts";
import type { Db } from "./db.ts";

/** A week's figures for the firm, for every practice group and for every owner of an inquiry. */
export interface Circles {
  readonly firm: Figures;
  readonly groups: ReadonlyMap<number, Figures>;
  readonly owners: ReadonlyMap<number, Figures>;
}

/** All circles in one pass over what counts in the week, several times cheaper than to ask for one after another. */
export async function figures(db: Db, week: Week, within: Within): Promise<Circles> {
  const { rows: judged } = await sql<JudgedRow>`
    select c.kind, c.group_id, c.owner_id, grouping(c.group_id, c.owner_id) as circle, ${CLOCK_FIGURES}
    from (${judgedIn(week, within)}) c
    group by grouping sets ((c.kind), (c.kind, c.group_id), (c.kind, c.owner_id))`.execute(db);
  const { rows: counted } = await sql<CountedRow>`
    select c.what, c.group_id, c.owner_id, grouping(c.group_id, c.owner_id) as circle, sum(c.n)::int as n
    from (${countedIn(week, within)}) c
    group by grouping sets ((c.what), (c.what, c.group_id), (c.what, c.owner_id))`.execute(db);
  return gather(judged, counted);
}

/** The firm's alone. */
export async function firmFigures(db: Db, week: Week, within: Within): Promise<Figures> {
  const { rows: judged } = await sql<JudgedRow>`
    select c.kind, ${FIRM}, ${CLOCK_FIGURES} from (${judgedIn(week, within)}) c group by c.kind`.execute(db);
  const { rows: counted } = await sql<CountedRow>`
    select c.what, ${FIRM}, sum(c.n)::int as n from (${countedIn(week, within)}) c group by c.what`.execute(db);
  return gather(judged, counted).firm;
}

/** Answers met of those judged, for this week and the eleven before it, oldest first. */
export async function trend(db: Db, week: Week, within: Within): Promise<Point[]> {
  const weeks = Array.from({ length: 12 }, (_, i) => weekBefore(week, 11 - i));
  const each = weeks.map(
    (w) => sql`
      select ${w.name}::text as name, count(*)::int as judged, count(*) filter (where c.in_time)::int as met
      from (${judgedIn(w, within, ANSWERS)}) c`,
  );
  const { rows } = await sql<{
    name: string;
    judged: number;
    met: number;
  }>`${sql.join(each, sql` union all `)}`.execute(db);
  const found = new Map(rows.map((row) => [row.name, row]));
  return weeks.map((of) => ({ week: of, judged: found.get(of.name)!.judged, met: found.get(of.name)!.met }));
}

// Exact percentiles: the least value that at least this share of all do not exceed.
const CLOCK_FIGURES = sql`
  count(*)::int as judged, count(*) filter (where c.in_time)::int as met,
  percentile_disc(array[0.5, 0.9]) within group (order by c.minutes) as minutes,
  percentile_disc(0.5) within group (order by c.elapsed) as elapsed`;

const FIRM = sql`null::int as group_id, null::int as owner_id, 3 as circle`;

interface CircleRow {
  readonly group_id: number | null;
  readonly owner_id: number | null;
  /** Which columns were summed over: 3 both, 1 the owner, 2 the group. */
  readonly circle: 1 | 2 | 3;
}

interface JudgedRow extends CircleRow {
  /** 0 to acknowledge, 1 to answer, 2 promised. */
  readonly kind: 0 | 1 | 2;
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
  const [groups, owners] = [new Map<number, Figures>(), new Map<number, Figures>()];
  let firm = nothing;
  const put = ({ circle, group_id, owner_id }: CircleRow, part: Partial<Figures>) => {
    if (circle === 3) firm = { ...firm, ...part };
    const [of, id] = circle === 1 ? [groups, group_id] : [owners, owner_id];
    if (circle !== 3 && id !== null) of.set(id, { ...(of.get(id) ?? nothing), ...part });
  };
  for (const row of counted) put(row, { [row.what]: row.n });
  for (const row of judged) {
    if (row.kind === 2) put(row, { promises: { made: row.judged, kept: row.met } });
    else put(row, { [row.kind === 0 ? "acknowledge" : "answer"]: clockFigures(row) });
  }
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
