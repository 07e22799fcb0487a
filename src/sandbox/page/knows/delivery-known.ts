import type { Instant, Zone } from "../../../domain/time.ts";
import type { DeliveryInside } from "../../../store/inside.ts";
import { dayAndTime, plural } from "../../../views/words.ts";
import type { DeliveryKnown } from "./shown.ts";

export function deliveryKnown(it: DeliveryInside, zone: Zone, now: Instant): DeliveryKnown {
  const { id, purpose, to, state, inquiryIds } = it;
  return { id, what: WHAT[purpose], to, state: STATE[state], words: became(it, zone, now), inquiries: inquiryIds };
}

const WHAT = { nudge: "Reminder", ask: "Question", notice: "Notice", digest: "Digest" } as const;

/** As the panel names the states of a delivery. */
export const STATE = {
  pending: "waiting",
  sending: "on its way",
  sent: "sent",
  unknown: "in doubt",
  failed: "failed",
  superseded: "not needed",
} as const;

function became(
  { state, notBefore, settledAt, retiredAt, attempts, reason }: DeliveryInside,
  zone: Zone,
  now: Instant,
) {
  const when = (t: Instant) => dayAndTime(t, zone, now);
  const because = reason ? `: ${reason}` : "";
  const settled = settledAt === null ? "" : ` ${when(settledAt)}`;
  switch (state) {
    case "pending":
      return `leaves ${when(notBefore)}${because}`;
    case "sending":
      return `being sent, ${plural(attempts, "attempt")} so far`;
    case "sent":
      return `sent${settled}${attempts > 1 ? `, at attempt ${attempts}` : ""}${retiredAt === null ? "" : `, closed ${when(retiredAt)}`}`;
    case "unknown":
      return `perhaps sent${settled}${because}`;
    case "failed":
      return `given up${settled}${because}`;
    case "superseded":
      return `no longer needed${settled}${because}`;
  }
}
