import { bot } from "../../bot.ts";
import { slack } from "../../chat/slack/connect.ts";
import type { Instant } from "../../domain/time.ts";
import { nextDue } from "../../engine.ts";
import type { Told } from "../../flows/deps.ts";
import { ringOf } from "../../seal/keyring.ts";
import { newKey, readKey } from "../../seal/local-key.ts";
import type { Store } from "../../store/db.ts";
import { setUpFirm } from "../../store/set-up.ts";
import { vaultWith } from "../../store/vault.ts";
import { sandboxClock } from "../clock.ts";
import { fixtureFirm } from "../firm.ts";
import type { Snapshot } from "../slack/snapshot.ts";
import { fixtureSandbox } from "../workspace.ts";
import { act } from "./act.ts";
import { BEGINS, plan } from "./plan.ts";

const quiet = { info() {}, warn() {}, error() {} };

/**
 * The fixture firm lives through its past, up to `until`: people write, press and ask in a workspace, the real bot hears of it
 * over signed HTTP, and keeps it in `store`, which is empty and migrated. The same seed gives the same past.
 * @returns the workspace as it is then
 */
export async function live(
  store: Store,
  seed: number,
  until: Instant,
  tell: (told: Told) => void = () => {},
): Promise<Snapshot> {
  const clock = sandboxClock(BEGINS);
  const { sandbox, config } = await fixtureSandbox(clock, "http");
  await setUpFirm(store.db, fixtureFirm, clock.now());
  const chats = [slack({ ...config, emojis: ["pushpin", "white_check_mark"] }, clock, quiet)];
  // What is kept of it is read by whoever has the program: no words, and no key.
  const vault = vaultWith(ringOf(readKey(newKey())!), { keepsText: false });
  const served = bot({ db: store.db, vault, chats, now: () => clock.now(), tell, hands: 1 });
  const [where] = await served.start();
  sandbox.connectEvents(where!);
  try {
    const stage = { sandbox, bot: served, db: store.db, clock, nextDue: (after: Instant) => nextDue(store.db, after) };
    await act(stage, plan(seed, until), until);
    return sandbox.snapshot();
  } finally {
    await served.stop();
    await sandbox.close();
  }
}
