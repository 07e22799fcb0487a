import { useEffect, useId, useRef, useState } from "react";
import type { TimeLine } from "../../knows/shown.ts";
import { type Lane, type Layout, labelOf, layout, NAMES } from "./layout.ts";

/** From the top of a lane down to its bar: a label stands above, and the flag of what is due. */
const BAR = 23;

/** An inquiry's clocks on a line of time, closed hours shaded: as wide as there is room. */
export function ClockLine({
  line,
  now,
  title,
}: {
  readonly line: TimeLine;
  readonly now: number;
  readonly title: string;
}) {
  const place = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState(320);
  useEffect(() => {
    const watch = new ResizeObserver(([entry]) => setRoom(Math.floor(entry!.contentRect.width)));
    watch.observe(place.current!);
    return () => watch.disconnect();
  }, []);
  const drawn = layout(line, now, room);
  const id = useId();
  const wide = drawn.width > room;
  return (
    <figure className="line">
      <div
        ref={place}
        className="line-room"
        {...(wide && { tabIndex: 0, role: "region", "aria-label": `${title}, drawn` })}
      >
        <svg width={drawn.width} height={drawn.height} role="img" aria-labelledby={`${id}-title ${id}-desc`}>
          <title id={`${id}-title`}>{title}: its clocks on a line of time</title>
          <desc id={`${id}-desc`}>{described(line)} All of it stands in the table below.</desc>
          <defs>
            <pattern
              id={`${id}-paused`}
              width="6"
              height="6"
              patternUnits="userSpaceOnUse"
              patternTransform="rotate(45)"
            >
              <rect width="6" height="6" className="line-paused-ground" />
              <rect width="2" height="6" className="line-paused-stripe" />
            </pattern>
          </defs>
          <Ground drawn={drawn} />
          {drawn.lanes.map((lane) => (
            <Clock key={`${lane.clock.kind} ${lane.clock.startedAt}`} lane={lane} paused={`url(#${id}-paused)`} />
          ))}
          {drawn.facts.map(({ x, y, number }) => (
            <g key={number}>
              <circle cx={x} cy={y} r="8" className="line-fact" />
              <text x={x} y={y + 3.5} textAnchor="middle" className="line-fact-number">
                {number}
              </text>
            </g>
          ))}
        </svg>
      </div>
      <Legend drawn={drawn} />
    </figure>
  );
}

const described = ({ clocks }: TimeLine) =>
  clocks.length === 0 ? "No clock has run." : clocks.map(({ name, words }) => `${name}: ${words}.`).join(" ");

function Ground({ drawn: { bands, days, now, height, width } }: { readonly drawn: Layout }) {
  return (
    <>
      <rect x="0" y="20" width={width} height={height - 20 - NAMES} className="line-open" />
      {bands.map(({ x, width, because, name, squeezed }) => (
        <g key={x}>
          <rect x={x} y="20" width={width} height={height - 20 - NAMES} className="line-closed">
            <title>
              Closed: {because}
              {squeezed ? ", drawn shorter than it is" : ""}
            </title>
          </rect>
          {name && (
            <text className="line-because" x={name.x} y={height - 4}>
              {name.words}
            </text>
          )}
        </g>
      ))}
      {days.map(({ x, name }) => (
        <g key={x}>
          <line x1={x} x2={x} y1="14" y2={height - NAMES} className="line-day" />
          {name && (
            <text x={name.x} y="12" className="line-day-name">
              {name.words}
            </text>
          )}
        </g>
      ))}
      {now !== undefined && <line x1={now} x2={now} y1="16" y2={height - NAMES} className="line-now" />}
    </>
  );
}

function Clock({ lane, paused }: { readonly lane: Lane; readonly paused: string }) {
  const { clock, y, labelX, pieces, due, nudges } = lane;
  const bar = y + BAR;
  return (
    <g>
      <text x={labelX} y={y + 12} className="line-label">
        {labelOf(clock)}
      </text>
      {pieces.map(({ x, width, is }) => (
        <rect
          key={`${is} ${x}`}
          x={x}
          y={bar}
          width={Math.max(1.5, width)}
          height="10"
          className={`line-${is} of-${clock.state}`}
          {...(is === "paused" && { fill: paused })}
        />
      ))}
      {due !== undefined && (
        <g className="line-due">
          <line x1={due} x2={due} y1={bar - 7} y2={bar + 13} />
          <path d={`M${due} ${bar - 7} l8 3.5 l-8 3.5 z`} />
        </g>
      )}
      {nudges.map(({ x, is, words }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: several may be planned for one instant
        <g key={i} className={`line-nudge is-${is.replace(" ", "-")}`}>
          <title>Reminder {words}</title>
          {is === "left out" ? (
            <path d={`M${x - 2.5} ${bar + 14} l5 5 m0 -5 l-5 5`} />
          ) : (
            <circle cx={x} cy={bar + 16.5} r="3.2" />
          )}
        </g>
      ))}
    </g>
  );
}

function Legend({ drawn }: { readonly drawn: Layout }) {
  const pieces = new Set(drawn.lanes.flatMap((lane) => lane.pieces.map(({ is }) => is)));
  const nudges = new Set(drawn.lanes.flatMap((lane) => lane.nudges.map(({ is }) => is)));
  const entries = [
    ["ran", "in time", pieces.has("ran")],
    ["late", "late", pieces.has("late")],
    ["paused", "paused", pieces.has("paused")],
    ["ahead", "still to run", pieces.has("ahead")],
    ["due", "due", drawn.lanes.some(({ due }) => due !== undefined)],
    ["sent", "reminder sent", nudges.has("sent")],
    ["planned", "planned", nudges.has("planned")],
    ["left-out", "left out", nudges.has("left out")],
    ["closed", "closed, drawn shorter", drawn.bands.length > 0],
    ["now", "now", drawn.now !== undefined],
  ] as const;
  return (
    <figcaption className="line-legend" aria-hidden="true">
      {entries.map(
        ([is, words, shown]) =>
          shown && (
            <span key={is} className={`key key-${is}`}>
              {words}
            </span>
          ),
      )}
    </figcaption>
  );
}
