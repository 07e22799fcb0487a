import type { Asking } from "../workspace.ts";

/** The side panel: what the bot knows. (An empty place, for its helper to fill.) */
export function Knows({ about }: { readonly about: Asking | undefined; readonly onAsk: (about: Asking) => void }) {
  return <p className="quiet">{about ? "Nothing yet." : "Choose a message: ⋯, Ask what the bot knows."}</p>;
}
