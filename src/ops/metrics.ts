import type { Registry } from "prom-client";
import type { Tell, Told } from "../flows/deps.ts";
import type { Gauges } from "../store/gauges.ts";
import { type Defined, define } from "./metric-names.ts";

export interface Metrics {
  readonly tell: Tell;
  /** All of it in Prometheus' text form. `now`: what waits; undefined where the database cannot be asked. */
  scrape(now: Gauges | undefined, roundAge: number): Promise<string>;
  readonly contentType: string;
}

/** So many told are kept until somebody asks for the first time: about the first hour. */
const HELD = 5_000;

/**
 * Figures for whoever watches the program. No name and no id of a client, person or channel is in them: labels are fixed words.
 * The library costs a firm that scrapes nothing 45 ms and 20 MB: it is loaded for the first scrape, or once there is too much to count.
 */
export function metrics(): Metrics {
  let held: Told[] = [];
  let loading: Promise<Loaded> | undefined;
  let count = (told: Told): void => {
    held.push(told);
    if (held.length >= HELD) void load();
  };
  const load = () => {
    loading ??= loaded().then((it) => {
      for (const told of held) it.count(told);
      held = [];
      count = it.count;
      return it;
    });
    return loading;
  };
  return {
    tell: (told) => count(told),
    async scrape(now, roundAge) {
      const { registry, defined } = await load();
      defined.gauges(now, roundAge);
      return registry.metrics();
    },
    contentType: "text/plain; version=0.0.4; charset=utf-8",
  };
}

interface Loaded {
  readonly registry: Registry;
  readonly defined: Defined;
  count(told: Told): void;
}

async function loaded(): Promise<Loaded> {
  const prom = await import("prom-client");
  const registry = new prom.Registry();
  prom.collectDefaultMetrics({ register: registry, prefix: "rejoinder_" });
  const defined = define(prom, registry);
  return { registry, defined, count: counting(defined) };
}

const counting =
  ({
    events,
    lag,
    eventsFailed,
    deliveries,
    platformErrors,
    flowSeconds,
    flowsFailed,
    roundSeconds,
    inquiries,
  }: Defined) =>
  (told: Told): void => {
    if (told.what === "event kept") {
      events.inc({ platform: told.platform });
      lag.observe({ platform: told.platform, until: "commit" }, told.ms / 1000);
    }
    if (told.what === "event done") lag.observe({ platform: told.platform, until: "done" }, told.ms / 1000);
    if (told.what === "inbox retry") eventsFailed.inc({ platform: told.platform, kind: told.reason });
    if (told.what === "flow done") flowSeconds.observe({ flow: told.flow }, told.ms / 1000);
    if (told.what === "flow failed") flowsFailed.inc({ flow: told.flow, kind: told.reason });
    if (told.what === "round done") roundSeconds.observe(told.ms / 1000);
    if (told.what === "tracked") inquiries.inc();
    if ("purpose" in told) {
      deliveries.inc({ purpose: told.purpose, outcome: told.what });
      if ("reason" in told && told.platform) platformErrors.inc({ platform: told.platform, kind: kindOf(told) });
    }
  };

/** The code a reason carries (`invalid_auth`), where it carries one; else what became of it. */
const kindOf = ({ what, reason }: { readonly what: string; readonly reason: string }): string =>
  /\((?:HTTP )?([A-Za-z][A-Za-z_]{2,40}|[45]\d\d)\)/.exec(reason)?.[1] ?? what;
