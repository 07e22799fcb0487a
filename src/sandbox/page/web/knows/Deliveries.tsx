import type { DeliveryKnown } from "../../knows/shown.ts";
import type { Asking } from "../workspace.ts";

/** The outbox: what is said to whom, and what became of it. */
export function Deliveries({
  all,
  of,
  onAsk,
}: {
  readonly all: readonly DeliveryKnown[];
  /** The inquiry that is looked at: said to be about nothing but it, there is no need to say so. */
  readonly of?: number;
  readonly onAsk: (about: Asking) => void;
}) {
  return (
    <ul className="knows-list">
      {all
        .map((one) => ({ ...one, inquiries: one.inquiries.filter((inquiry) => inquiry !== of) }))
        .map(({ id, what, to, state, words, inquiries }) => (
          <li key={id}>
            <b>{what}</b> to {to} <span className={`knows-state is-${state.replaceAll(" ", "-")}`}>{state}</span>
            <br />
            <span className="quiet">
              {words}
              {inquiries.length > 0 && " · about "}
              {inquiries.map((inquiry, i) => (
                <span key={inquiry}>
                  {i > 0 && ", "}
                  <button
                    type="button"
                    className="link"
                    aria-label={`Inquiry ${inquiry}`}
                    onClick={() => onAsk({ inquiry })}
                  >
                    {inquiry}
                  </button>
                </span>
              ))}
            </span>
          </li>
        ))}
    </ul>
  );
}
