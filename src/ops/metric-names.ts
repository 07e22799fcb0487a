import type { Counter, Histogram, Registry } from "prom-client";
import type { Gauges } from "../store/gauges.ts";

type Library = typeof import("prom-client");

/** What is counted and measured as it happens, and what is set when somebody asks. */
export interface Defined {
  readonly events: Counter<"platform">;
  readonly lag: Histogram<"platform" | "until">;
  readonly eventsFailed: Counter<"platform" | "kind">;
  readonly deliveries: Counter<"purpose" | "outcome">;
  readonly platformErrors: Counter<"platform" | "kind">;
  readonly flowSeconds: Histogram<"flow">;
  readonly flowsFailed: Counter<"flow" | "kind">;
  readonly roundSeconds: Histogram;
  readonly inquiries: Counter;
  gauges(now: Gauges | undefined, roundAge: number): void;
}

const QUICK = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

/** What each measure is called and means: the README's table is this list. */
export const meanings = {
  rejoinder_events_total: "Events taken in, by platform; a repeated one counts once",
  rejoinder_event_lag_seconds: "From an event's arrival until it was committed, and until all that follows was done",
  rejoinder_events_failed_total: "Tries to carry an event through that failed, by kind of fault; each is tried again",
  rejoinder_deliveries_total:
    "Tries to say something, by purpose and outcome: sent, superseded, put off, outcome unknown, failed",
  rejoinder_platform_errors_total: "Refusals and troubles of a platform while something was to be said, by kind",
  rejoinder_flow_seconds: "How long each flow of the timetable took",
  rejoinder_flows_failed_total: "Flows that failed, by kind of fault; each runs again with the next round",
  rejoinder_round_seconds: "How long a round of the timetable took",
  rejoinder_round_age_seconds: "Since the last round ended; a round begins every 10 seconds",
  rejoinder_inquiries_total: "Inquiries that were noticed",
  rejoinder_database_up: "1 where the database answered just now, else 0; then what waits is not known",
  rejoinder_nudges_due: "Planned nudges whose time has come and that have not been put into the outbox",
  rejoinder_nudges_late: "Those of them whose time came more than a minute ago",
  rejoinder_deliveries_waiting: "Deliveries in the outbox, by state: pending, sending",
  rejoinder_deliveries_oldest_seconds: "Since the oldest pending delivery might have left",
  rejoinder_inbox_waiting: "Events kept and not yet done",
  rejoinder_inbox_set_aside: "Events that failed too often and wait for the next start",
  rejoinder_inquiries_open: "Inquiries that await an answer",
  rejoinder_inquiries_overdue: "Those of them whose time has passed",
  rejoinder_inquiries_unattended: "Open ones of which nobody would ever hear again: should always be 0",
  rejoinder_jobs_set_aside: "Tasks of the program's own that failed too often and wait for npm run retry",
  rejoinder_channels_behind: "Channels in which what was missed is still to be found",
} as const;

type MetricName = keyof typeof meanings;

/** A registry of our own, so that nothing else counts in it. */
export function define({ Counter, Gauge, Histogram }: Library, registry: Registry): Defined {
  const named = (name: MetricName) => ({ name, help: meanings[name], registers: [registry] });
  const counter = <L extends string>(name: MetricName, ...labelNames: L[]) =>
    new Counter({ ...named(name), labelNames });
  const times = <L extends string>(name: MetricName, ...labelNames: L[]) =>
    new Histogram({ ...named(name), labelNames, buckets: QUICK });
  const gauge = (name: MetricName, ...labelNames: string[]) => new Gauge({ ...named(name), labelNames });

  const up = gauge("rejoinder_database_up");
  const age = gauge("rejoinder_round_age_seconds");
  const waiting = gauge("rejoinder_deliveries_waiting", "state");
  const plain = {
    nudgesDue: gauge("rejoinder_nudges_due"),
    nudgesLate: gauge("rejoinder_nudges_late"),
    oldestPendingSeconds: gauge("rejoinder_deliveries_oldest_seconds"),
    inboxWaiting: gauge("rejoinder_inbox_waiting"),
    inboxSetAside: gauge("rejoinder_inbox_set_aside"),
    inquiriesOpen: gauge("rejoinder_inquiries_open"),
    inquiriesOverdue: gauge("rejoinder_inquiries_overdue"),
    inquiriesUnattended: gauge("rejoinder_inquiries_unattended"),
    jobsSetAside: gauge("rejoinder_jobs_set_aside"),
    channelsBehind: gauge("rejoinder_channels_behind"),
  } as const;

  return {
    events: counter("rejoinder_events_total", "platform"),
    lag: times("rejoinder_event_lag_seconds", "platform", "until"),
    eventsFailed: counter("rejoinder_events_failed_total", "platform", "kind"),
    deliveries: counter("rejoinder_deliveries_total", "purpose", "outcome"),
    platformErrors: counter("rejoinder_platform_errors_total", "platform", "kind"),
    flowSeconds: times("rejoinder_flow_seconds", "flow"),
    flowsFailed: counter("rejoinder_flows_failed_total", "flow", "kind"),
    roundSeconds: times("rejoinder_round_seconds"),
    inquiries: counter("rejoinder_inquiries_total"),
    gauges(now, roundAge) {
      age.set(roundAge);
      up.set(now ? 1 : 0);
      // A figure of before is worse than none.
      for (const [name, one] of Object.entries(plain)) one.set(now ? now[name as keyof typeof plain] : Number.NaN);
      waiting.set({ state: "pending" }, now?.deliveriesPending ?? Number.NaN);
      waiting.set({ state: "sending" }, now?.deliveriesSending ?? Number.NaN);
    },
  };
}
