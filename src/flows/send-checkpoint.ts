import type { Checkpoint } from "../domain/audit/verdict.ts";
import { byItself, instantText } from "../domain/audit.ts";
import type { ChannelRef } from "../domain/message.ts";
import type { Instant } from "../domain/time.ts";
import { record } from "../store/audit.ts";
import { chainHead } from "../store/audit-chain.ts";
import { post } from "../store/deliveries.ts";
import { people } from "../store/people.ts";
import { takeTurn } from "../store/turns.ts";
import { checkpointNotice, noCheckpointNotice } from "../views/notices.ts";
import type { Deps } from "./deps.ts";

/** Minutes. */
const DAY = 24 * 60;
const WEEK = 7 * DAY;

/**
 * Tells the log's last hash to where no hand that could rewrite the log reaches: into the firm's file, as often as it is set, and
 * once a week to each risk officer in private, and once a day into a channel of the firm's own, where one is set. Returns how many
 * were told.
 */
export async function sendCheckpoint(deps: Deps, now: Instant): Promise<number> {
  const { db, checkpoints } = deps;
  let told = 0;
  if (checkpoints?.keep && (await takeTurn(db, "checkpoint", checkpoints.every, now))) {
    const head = await chainHead(db);
    if (head) {
      await checkpoints.keep(checkpointLine(head, now));
      told++;
    }
  }
  if (checkpoints?.channel && (await takeTurn(db, "checkpoint to channel", DAY, now)))
    told += await toChannel(deps, checkpoints.channel, now);
  const officers = [...(await people(db)).values()].filter((one) => one.isRiskOfficer);
  if (officers.length === 0 || !(await takeTurn(db, "checkpoint to officers", WEEK, now))) return told;
  const head = await chainHead(db);
  if (!head) return told;
  for (const { id } of officers) {
    const key = `checkpoint:${head.seq}:${id}`;
    if (await post(db, { purpose: "notice", key, personId: id, card: checkpointNotice(head) }, now)) told++;
  }
  return told;
}

/** Where somebody outside may read there by now nothing is said, and those who would miss it hear why. */
async function toChannel({ db, chats }: Deps, channel: ChannelRef, now: Instant): Promise<number> {
  const head = await chainHead(db);
  const chat = chats.get(channel.platform);
  if (!head) return 0;
  const to = chat ? await chat.internally(channel) : { refused: "Its platform is not set up.", forGood: false };
  const outcome =
    "refused" in to ? { failed: to.refused } : await chat!.send(to, checkpointNotice(head), `c${head.seq}`);
  if ("sent" in outcome || "unknown" in outcome) {
    const details = { entry: head.seq, doubtful: "unknown" in outcome || undefined };
    await record(db, { ...byItself(now), act: "checkpoint sent", subject: { kind: "log" }, details });
    return 1;
  }
  const everyone = [...(await people(db)).values()];
  const officers = everyone.filter((one) => one.isRiskOfficer);
  const card = noCheckpointNotice("later" in outcome ? outcome.later : outcome.failed);
  for (const { id } of officers.length > 0 ? officers : everyone.filter((one) => one.isAdmin))
    await post(
      db,
      { purpose: "notice", key: `no checkpoint:${instantText(now).slice(0, 10)}:${id}`, personId: id, card },
      now,
    );
  return 0;
}

/** `2026-01-13T15:00:00.000Z entry 4127 3f2a…`, as `npm run audit -- verify --checkpoints` reads it. */
const checkpointLine = ({ seq, hash }: Checkpoint, now: Instant): string => `${instantText(now)} entry ${seq} ${hash}`;
