import { enableCompileCache, flushCompileCache } from "node:module";
import type { Beat } from "../../src/domain/steady.ts";
import type { Instant } from "../../src/domain/time.ts";
import type { AtWork, Post } from "./at-work.ts";

// One process of the program under test, told by its parent what time it is and what to do. It can be killed, stopped and
// continued at any moment. It ends with its parent.

export type Order =
  | { readonly do: "begin"; readonly post: Post }
  | { readonly do: "round" | "idle" | "stop" }
  | { readonly do: "time"; readonly beat: Beat }
  | { readonly do: "wake"; readonly from: Instant };

export type Sent = Order & { readonly id: number };
export type Said =
  | { readonly id: number; readonly done: unknown }
  | { readonly id: number; readonly failed: string }
  | { readonly ready: true };

// Many are started one after the other: what one has read, the next need not read again.
enableCompileCache();
const { beginWork } = await import("./at-work.ts");

let beat: Beat = { wall: 0, run: 0 };
let work: AtWork | undefined;
const say = (said: Said) => void process.send?.(said);

async function carryOut(order: Order): Promise<unknown> {
  switch (order.do) {
    case "time":
      beat = order.beat;
      return;
    case "begin": {
      work = await beginWork(order.post, () => beat);
      return work.where;
    }
    case "round":
      return work?.round();
    case "wake":
      return work?.wasAway(order.from);
    case "idle":
      return work?.idle();
    case "stop": {
      const ending = work;
      work = undefined;
      return ending?.stop();
    }
  }
}

process.on("message", ({ id, ...order }: Sent) => {
  carryOut(order).then(
    (done) => say({ id, done: done ?? null }),
    (fault: Error) => say({ id, failed: fault?.stack ?? String(fault) }),
  );
});
process.on("disconnect", () => process.exit());
for (const event of ["uncaughtException", "unhandledRejection"] as const)
  process.on(event, (fault: unknown) => {
    console.error("A process of the program ended by a fault that nothing caught:", fault);
    process.exit(1);
  });
// Loaded ahead, so that whoever takes over from a dead one is there at once.
await (process.argv[2] === "teams"
  ? import("../../src/chat/teams/connect.ts")
  : import("../../src/chat/slack/connect.ts"));
// Most of them are killed before they could write it down.
flushCompileCache();
say({ ready: true });
