import type { InquiryKnown } from "../../knows/shown.ts";
import { shortDay } from "../time/words.ts";
import { clockTime } from "../time.ts";
import type { Asking } from "../workspace.ts";
import { ClockLine } from "./ClockLine.tsx";
import { Deliveries } from "./Deliveries.tsx";
import { LineTable } from "./LineTable.tsx";

/** One inquiry: how it stands, its line of time, what happened, why it is due when it is, what was sent about it. */
export function InquiryPanel({ it, onAsk }: { it: InquiryKnown; onAsk: (about: Asking) => void }) {
  const { id, title, words, line, now, zone, why, deliveries } = it;
  return (
    <section aria-label={`Inquiry ${title}`}>
      <h3>Inquiry {title}</h3>
      <p>{words}</p>
      <ClockLine line={line} now={now} title={`Inquiry ${title}`} />
      <ol className="knows-facts">
        {line.facts.map(({ at, words }, i) => (
          <li key={`${at} ${words}`}>
            <span className="knows-number" aria-hidden="true">
              {i + 1}
            </span>
            <time dateTime={new Date(at).toISOString()}>
              {shortDay(at, zone)} {clockTime(at, zone)}
            </time>{" "}
            {words}
          </li>
        ))}
      </ol>
      <h4>Clocks</h4>
      {line.clocks.length === 0 && <p>No clock has run on it.</p>}
      <dl>
        {line.clocks.map(({ kind, startedAt, name, words }) => (
          <div key={`${kind} ${startedAt}`}>
            <dt>{name}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      <LineTable line={line} zone={zone} />
      <details>
        <summary>Why it is due when it is</summary>
        <p className="knows-why">{why}</p>
      </details>
      <h4>Deliveries</h4>
      {deliveries.length === 0 ? (
        <p>Nothing was sent about it.</p>
      ) : (
        <Deliveries all={deliveries} of={id} onAsk={onAsk} />
      )}
    </section>
  );
}
