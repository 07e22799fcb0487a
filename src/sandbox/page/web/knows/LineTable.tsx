import type { TimeLine } from "../../knows/shown.ts";
import { shortDay } from "../time/words.ts";
import { clockTime } from "../time.ts";

/** All that is drawn, in order of time, as a table: for whoever does not see the drawing, and for whoever wants it exact. */
export function LineTable({ line, zone }: { readonly line: TimeLine; readonly zone: string }) {
  return (
    <details>
      <summary>The same as a table</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">What</th>
          </tr>
        </thead>
        <tbody>
          {rowsOf(line).map(({ at, words }, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two things may be said of one instant in the same words
            <tr key={`${at} ${i}`}>
              <th scope="row">
                {shortDay(at, zone)} {clockTime(at, zone)}
              </th>
              <td>{words}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

interface Row {
  readonly at: number;
  readonly words: string;
}

function rowsOf({ turns, facts, clocks }: TimeLine): Row[] {
  const closed = turns.flatMap(({ from, to, open, because }) =>
    open || from === turns[0]?.from
      ? []
      : [
          { at: from, words: `Closed: ${because}` },
          { at: to, words: "Open again" },
        ],
  );
  const ran = clocks.flatMap(({ name, startedAt, dueAt, stoppedAt, pauses, nudges, state }): Row[] => [
    { at: startedAt, words: `${name}: the clock starts` },
    ...pauses.map(({ from }) => ({ at: from, words: `${name}: paused` })),
    ...(dueAt !== undefined && state !== "cancelled" ? [{ at: dueAt, words: `${name}: due` }] : []),
    ...(stoppedAt !== undefined
      ? [{ at: stoppedAt, words: `${name}: the clock stops${state === "breached" ? ", late" : ""}` }]
      : []),
    ...nudges.map(({ at, words }) => ({ at, words: `${name}: reminder ${words}` })),
  ]);
  const happened = facts.map(({ at, words }) => ({ at, words: words.charAt(0).toUpperCase() + words.slice(1) }));
  return [...happened, ...ran, ...closed].sort((a, b) => a.at - b.at);
}
