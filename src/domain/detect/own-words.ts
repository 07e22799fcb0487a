/** Where in a message its writer's own words end, and what they stand before. */
export interface OwnWords {
  readonly end: number;
  readonly before: "nothing" | "signature" | "quoted mail" | "forwarded mail";
}

const SIGNATURE = "-- ?$|sent from my |get outlook for ";
const QUOTED = "-{2,9} ?original message|on .{1,200}wrote: ?$|_{10,80} ?$";
const FORWARDED =
  "-{2,9} ?forwarded message|begin forwarded message|from: ?.{1,200}\\n[ *_]{0,4}(?:sent|date|to|cc|subject): ";
// Anchored at line starts and bounded, so that no line is looked at twice.
const TAIL = new RegExp(`^[ *_]{0,4}(?:(${SIGNATURE})|(${QUOTED})|(${FORWARDED}))`, "im");
const FORWARD_PREFIX = /^\s{0,9}fwd?: /i;

/** Mail pasted or forwarded into a chat brings along its header, history and signature. */
export function ownWords(text: string): OwnWords {
  const tail = text.includes("\n") ? TAIL.exec(text) : null;
  if (tail) return { end: tail.index, before: tail[1] ? "signature" : tail[2] ? "quoted mail" : "forwarded mail" };
  return { end: text.length, before: FORWARD_PREFIX.test(text) ? "forwarded mail" : "nothing" };
}
