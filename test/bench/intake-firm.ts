import type { Instant } from "../../src/domain/time.ts";
import { MINUTE } from "../../src/domain/time.ts";
import { fixtureFirm, TEAM } from "../../src/sandbox/firm.ts";
import { saveAccount } from "../../src/store/accounts.ts";
import type { Db } from "../../src/store/db.ts";
import { type FirmPlan, setUpFirm } from "../../src/store/set-up.ts";
import { envelope } from "./intake-load.ts";

const CHANNELS = 40;
/** Of one channel, from one ask to the next. */
const APART = 45 * MINUTE;
const of = (id: string) => ({ platform: "slack", workspace: TEAM, id });
const channelId = (n: number) => `CBENCH${n}`;

/** The fixture firm with forty channels of its clients', everyone in them known: nothing is to be asked of the platform. */
export async function makeBusyFirm(db: Db, now: Instant): Promise<void> {
  const plan: FirmPlan = {
    ...fixtureFirm,
    channels: Array.from({ length: CHANNELS }, (_, n) => ({
      ref: of(channelId(n)),
      name: `channel-${n}`,
      kind: "shared" as const,
      client: fixtureFirm.clients[n % fixtureFirm.clients.length]!.name,
    })),
  };
  await setUpFirm(db, plan, now - 365 * 24 * 60 * MINUTE);
  const known = { bot: false, deactivated: false, zone: "America/New_York" };
  for (const [id, name, email] of [
    ["UKIM", "Kim Fixture", "kim@fixture.example"],
    ["UANA", "Ana Fixture", "ana@fixture.example"],
  ] as const)
    await saveAccount(db, { ref: of(id), name, email, outside: false, ...known }, now);
  for (let n = 0; n < CHANNELS; n++)
    await saveAccount(db, { ref: of(`UBENCH${n}`), name: `Client ${n}`, outside: true, ...known }, now);
}

/** What is said in turn: an ask, "I am on it", the answer, thanks; in a thread or beside one. */
const TURNS = [
  { client: true, text: "Could you confirm whether the fixture lease was signed before the holiday closing?" },
  { client: false, text: "Let me look into it and come back to you by tomorrow noon." },
  { client: false, text: "Yes: both sides signed on the 3rd, and the counterparts are in the data room since Friday." },
  { client: true, text: "Thanks so much, that is everything we needed." },
];

/** `count` events from the `from`-th on, of the last weeks, as forty channels would bring them in, signed by nobody yet. */
export function someEvents(count: number, now: Instant, from: number): string[] {
  return Array.from({ length: count }, (_, i) => {
    const n = from + i;
    const channel = n % CHANNELS;
    const turn = Math.floor(n / CHANNELS);
    const exchange = Math.floor(turn / TURNS.length);
    const { client, text } = TURNS[turn % TURNS.length]!;
    const began = now - 30 * 24 * 60 * MINUTE + exchange * APART + channel * 1000;
    const stamp = (turn: number) => `${Math.floor(began / 1000) + turn * 120}.000100`;
    return envelope(`EvThrough${n}`, {
      channel: channelId(channel),
      user: client ? `UBENCH${channel}` : "UKIM",
      text,
      ts: stamp(turn % TURNS.length),
      ...(turn % TURNS.length > 0 && exchange % 2 === 0 ? { thread_ts: stamp(0) } : {}),
    });
  });
}
