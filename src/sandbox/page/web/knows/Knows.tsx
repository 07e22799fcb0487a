import type { InquiryKnown, MessageKnown, Overview } from "../../knows/shown.ts";
import { at, useLive } from "../api.ts";
import { shortDay } from "../time/words.ts";
import { clockTime } from "../time.ts";
import type { Asking } from "../workspace.ts";
import { Deliveries } from "./Deliveries.tsx";
import { InquiryPanel } from "./InquiryPanel.tsx";
import "./knows.css";

interface Props {
  readonly about: Asking | undefined;
  readonly onAsk: (about: Asking | undefined) => void;
}

/** The side panel: what the bot knows of a message or an inquiry; of all, where nothing was asked for. */
export function Knows({ about, onAsk }: Props) {
  return (
    <div className="knows">
      {about && (
        <p>
          <button type="button" className="link" onClick={() => onAsk(undefined)}>
            ‹ All inquiries and deliveries
          </button>
        </p>
      )}
      {!about && <Everything onAsk={onAsk} />}
      {about && "ts" in about && <OfMessage {...about} onAsk={onAsk} />}
      {about && "inquiry" in about && <OfInquiry id={about.inquiry} onAsk={onAsk} />}
    </div>
  );
}

function OfMessage({ channel, ts, onAsk }: { channel: string; ts: string } & Pick<Props, "onAsk">) {
  const { data, refused } = useLive<MessageKnown>(at("/api/knows/message", { channel, ts }));
  if (!data) return <p className="quiet">{refused ?? "…"}</p>;
  const { known, inquiry, delivery } = data;
  return (
    <>
      <section aria-label="This message">
        <h3>This message</h3>
        <dl>
          {known.map(({ name, words }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{words}</dd>
            </div>
          ))}
          {inquiry !== undefined && (
            <div>
              <dt>Belongs to</dt>
              <dd>inquiry {inquiry}</dd>
            </div>
          )}
        </dl>
        {delivery && <Deliveries all={[delivery]} onAsk={onAsk} />}
      </section>
      {inquiry !== undefined && <OfInquiry id={inquiry} onAsk={onAsk} />}
    </>
  );
}

function OfInquiry({ id, onAsk }: { id: number } & Pick<Props, "onAsk">) {
  const { data, refused } = useLive<InquiryKnown>(at("/api/knows/inquiry", { id }));
  return data ? <InquiryPanel it={data} onAsk={onAsk} /> : <p className="quiet">{refused ?? "…"}</p>;
}

function Everything({ onAsk }: Pick<Props, "onAsk">) {
  const { data } = useLive<Overview>("/api/knows");
  if (!data) return <p className="quiet">…</p>;
  const { next, zone, inquiries, deliveries, counts } = data;
  return (
    <>
      <p className="quiet">For one message: open its menu and choose “Ask what the bot knows”.</p>
      <section>
        <h3>Due next</h3>
        <p>{next ? `${shortDay(next.at, zone)} ${clockTime(next.at, zone)}. ${next.what}` : "Nothing is due."}</p>
      </section>
      <section>
        <h3>Inquiries</h3>
        {inquiries.length === 0 && <p>None came in yet.</p>}
        <ul className="knows-list">
          {inquiries.map(({ id, title, words }) => (
            <li key={id}>
              <button type="button" className="link" onClick={() => onAsk({ inquiry: id })}>
                {id} · {title}
              </button>
              <br />
              <span className="quiet">{words}</span>
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h3>Deliveries</h3>
        <p>{counts.length > 0 ? counts.join(", ") : "Nothing was sent yet."}</p>
        <Deliveries all={deliveries} onAsk={onAsk} />
      </section>
    </>
  );
}
