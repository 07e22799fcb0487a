import { describe, expect, test } from "vitest";
import { at } from "../../src/domain/time.ts";
import { meanings } from "../../src/ops/metric-names.ts";
import { metrics } from "../../src/ops/metrics.ts";
import { stamp } from "../../src/store/db.ts";
import { gauges } from "../../src/store/gauges.ts";
import { databases } from "../database.ts";

const now = at("2026-11-23T10:00:00Z");
const ago = (seconds: number) => stamp(now - seconds * 1000);

test("what was told before anybody asked is counted too, each kind by its fixed words", async () => {
  const it = metrics();
  it.tell({ what: "event kept", platform: "fixture", ms: 12 });
  it.tell({ what: "event done", platform: "fixture", ms: 1_500 });
  it.tell({ what: "sent", purpose: "nudge", deliveryId: 1 });
  it.tell({
    what: "failed",
    purpose: "nudge",
    deliveryId: 2,
    platform: "fixture",
    reason: "No such person. (user_not_found)",
  });
  it.tell({ what: "put off", purpose: "digest", deliveryId: 3, platform: "fixture", reason: "In trouble (HTTP 503)." });
  it.tell({
    what: "outcome unknown",
    purpose: "nudge",
    deliveryId: 4,
    platform: "fixture",
    reason: "No answer in time.",
  });
  it.tell({ what: "failed", purpose: "notice", deliveryId: 5, reason: "They have no account." });
  it.tell({ what: "flow failed", flow: "deliver", reason: "TypeError" });
  const text = await it.scrape(undefined, 3);
  for (const line of [
    'rejoinder_events_total{platform="fixture"} 1',
    'rejoinder_event_lag_seconds_bucket{le="0.01",platform="fixture",until="commit"} 0',
    'rejoinder_event_lag_seconds_bucket{le="0.025",platform="fixture",until="commit"} 1',
    'rejoinder_event_lag_seconds_sum{platform="fixture",until="done"} 1.5',
    'rejoinder_deliveries_total{purpose="nudge",outcome="sent"} 1',
    'rejoinder_deliveries_total{purpose="nudge",outcome="outcome unknown"} 1',
    'rejoinder_deliveries_total{purpose="notice",outcome="failed"} 1',
    'rejoinder_platform_errors_total{platform="fixture",kind="user_not_found"} 1',
    'rejoinder_platform_errors_total{platform="fixture",kind="503"} 1',
    'rejoinder_platform_errors_total{platform="fixture",kind="outcome unknown"} 1',
    'rejoinder_flows_failed_total{flow="deliver",kind="TypeError"} 1',
    "rejoinder_round_age_seconds 3",
    "rejoinder_database_up 0",
    "rejoinder_nudges_due Nan",
  ])
    expect(text).toContain(`${line}\n`);
  expect(text).not.toMatch(/such person|no account|deliveryId/i);
});

test("every measure has its meaning in words, and every meaning its measure", async () => {
  const text = await metrics().scrape(undefined, 0);
  const told = Object.fromEntries(
    [...text.matchAll(/^# HELP (rejoinder_\w+) (.*)$/gm)].map(([, name, help]) => [name, help]),
  );
  expect(told).toMatchObject(meanings);
  const others = Object.keys(told).filter((name) => !(name in meanings));
  expect(others.filter((name) => !/^rejoinder_(process|nodejs)_/.test(name))).toEqual([]);
});

describe.each(databases)("what waits, on the %s database", (_kind, open) => {
  test("nothing at all", async () => {
    const { db } = await open();
    expect(new Set(Object.values(await gauges(db, now)))).toEqual(new Set([0]));
  });

  test("what is due and late, pending and set aside, open and overdue; what is over does not count", async () => {
    const { db } = await open();
    const { id: person } = await db
      .insertInto("people")
      .values({ name: "Ana" })
      .returning("id")
      .executeTakeFirstOrThrow();
    const asked = { state: "open" as const, asked_at: ago(9000), last_fact_at: ago(9000) };
    await db
      .insertInto("inquiries")
      .values([
        { ...asked, waiting_since: ago(9000), due_at: ago(1) },
        { ...asked, waiting_since: ago(9000), due_at: ago(-60) },
        { ...asked, state: "answered", due_at: ago(60) },
      ])
      .execute();
    const clock = await db
      .insertInto("clocks")
      .values({ inquiry_id: 1, kind: "promise", started_at: ago(9000), due_at: ago(1), state: "running" })
      .returning("id")
      .executeTakeFirstOrThrow();
    const nudge = { clock_id: clock.id, version: 1, inquiry_id: 1, audience: ["owner"] };
    await db
      .insertInto("nudges")
      .values([
        { ...nudge, step: 0, due_at: ago(3600) },
        { ...nudge, step: 1, due_at: ago(30) },
        { ...nudge, step: 2, due_at: ago(-30) },
        { ...nudge, step: 3, due_at: ago(3600), done_at: ago(3600), outcome: "sent" },
      ])
      .execute();
    const delivery = { purpose: "nudge" as const, person_id: person, created_at: ago(90) };
    await db
      .insertInto("deliveries")
      .values([
        { ...delivery, key: "a", not_before: ago(90) },
        { ...delivery, key: "b", not_before: ago(-90) },
        { ...delivery, key: "c", not_before: ago(300), state: "sending" },
        { ...delivery, key: "d", not_before: ago(900), state: "sent", settled_at: ago(900) },
      ])
      .execute();
    const entry = { platform: "fixture", plain_body: "{}", received_at: ago(9) };
    await db
      .insertInto("inbox")
      .values([
        { ...entry, identity: "a" },
        { ...entry, identity: "b", failed: "TypeError" },
        { ...entry, identity: "c", done_at: ago(1) },
      ])
      .execute();
    expect(await gauges(db, now)).toEqual({
      ...{ nudgesDue: 2, nudgesLate: 1, deliveriesPending: 2, deliveriesSending: 1, oldestPendingSeconds: 90 },
      ...{
        inboxWaiting: 1,
        inboxSetAside: 1,
        inquiriesUnattended: 0,
        jobsSetAside: 0,
        channelsBehind: 0,
        inquiriesOpen: 2,
        inquiriesOverdue: 1,
      },
    });
  });
});
