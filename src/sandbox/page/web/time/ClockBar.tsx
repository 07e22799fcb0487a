import { useEffect, useState } from "react";
import type { TimeShown } from "../../time/shown.ts";
import { act, useLive } from "../api.ts";
import { clockTime } from "../time.ts";
import { shortDay } from "./words.ts";
import "./time.css";

type Order = { readonly by: number } | { readonly until: "next due" | "monday" } | { readonly run: boolean };

const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The clock in the top bar: what time it is in the sandbox, and the buttons that move it. */
export function ClockBar() {
  const { data } = useLive<TimeShown>("/api/time");
  const [moving, setMoving] = useState(false);
  const [open, setOpen] = useState(false);
  if (!data) return null;
  const { zone, running, way, next, monday } = data;
  const busy = moving || way !== undefined;
  const order = async (what: Order) => {
    setMoving(true);
    await act("/api/time", what).finally(() => setMoving(false));
  };
  const move = (name: string, what: Order, does: string) => (
    <button type="button" disabled={busy} title={does} aria-label={`${name}: ${does}`} onClick={() => void order(what)}>
      {name}
    </button>
  );
  return (
    <section className="clock-bar" data-open={open} aria-label="Clock of the sandbox">
      <Now key={`${data.now} ${running}`} {...data} />
      <button
        type="button"
        className="icon clock-more"
        aria-label="Move the clock"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        ▾
      </button>
      <div className="clock-moves">
        <button type="button" disabled={busy} aria-pressed={running} onClick={() => void order({ run: !running })}>
          {running ? "Pause" : "Run"}
        </button>
        {move("+15 min", { by: 15 }, "moves the clock on by a quarter of an hour")}
        {move("+1 h", { by: 60 }, "moves the clock on by an hour")}
        {next && move("Next due", { until: "next due" }, `${when(next.at, zone)}. ${next.what}`)}
        {move(
          `Mon ${clockTime(monday, zone)}`,
          { until: "monday" },
          `${when(monday, zone)}, when partners get their digest`,
        )}
      </div>
      <p className="clock-next">
        {way || moving ? (
          <Under way={way} now={data.now} />
        ) : (
          next && (
            <>
              <b>Next {when(next.at, zone)}</b> {next.what}
            </>
          )
        )}
      </p>
    </section>
  );
}

const when = (t: number, zone: string) => `${shortDay(t, zone)} ${clockTime(t, zone)}`;

function Under({ way, now }: { readonly way: TimeShown["way"]; readonly now: number }) {
  const done = way ? (now - way.from) / Math.max(1, way.to - way.from) : 0;
  return (
    <label>
      Moving the clock <progress value={way ? done : undefined} max={1} />
    </label>
  );
}

/** While it runs, the page counts on by itself until the server says again what time it is. */
function Now({ now, zone, running }: TimeShown) {
  const [passed, setPassed] = useState(0);
  useEffect(() => {
    if (!running) return;
    const began = performance.now();
    const timer = setInterval(() => setPassed(performance.now() - began), 1000);
    return () => clearInterval(timer);
  }, [running]);
  const t = now + passed;
  return (
    <p className="clock-now">
      <time dateTime={new Date(t).toISOString()}>
        {shortDay(t, zone)} <b>{clockTime(t, zone)}</b>
      </time>
      <span className="quiet">
        {city(zone)}
        {HERE !== zone && clockTime(t, HERE) !== clockTime(t, zone) && `, ${clockTime(t, HERE)} where you are`}
      </span>
    </p>
  );
}

const city = (zone: string) => zone.split("/").at(-1)!.replaceAll("_", " ");
