import { dayAndTime } from "../time.ts";
import { useWorkspace } from "../workspace.ts";

/** The clock in the top bar. (A beginning, for its helper to replace.) */
export function ClockBar() {
  const { view } = useWorkspace();
  return <time className="clock">{dayAndTime(view.now, view.zone)}</time>;
}
