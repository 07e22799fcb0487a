import type { Checkpoint } from "../domain/audit/verdict.ts";
import { instantText } from "../domain/audit.ts";
import type { Instant } from "../domain/time.ts";
import { chainHead } from "../store/audit-chain.ts";
import { post } from "../store/deliveries.ts";
import { people } from "../store/people.ts";
import { takeTurn } from "../store/turns.ts";
import { checkpointNotice } from "../views/notices.ts";
import type { Deps } from "./deps.ts";

/** Minutes. */
const WEEK = 7 * 24 * 60;

/**
 * Tells the log's last hash to where no hand that could rewrite the log reaches: into the firm's file, as often as it is set, and
 * once a week to each risk officer in private. Returns how many were told.
 */
export async function sendCheckpoint(deps: Deps, now: Instant): Promise<number> {
  const { db, checkpoints } = deps;
  let told = 0;
  if (checkpoints && (await takeTurn(db, "checkpoint", checkpoints.every, now))) {
    const head = await chainHead(db);
    if (head) {
      await checkpoints.keep(checkpointLine(head, now));
      told++;
    }
  }
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

/** `2026-01-13T15:00:00.000Z entry 4127 3f2a…`, as `npm run audit -- verify --checkpoints` reads it. */
const checkpointLine = ({ seq, hash }: Checkpoint, now: Instant): string => `${instantText(now)} entry ${seq} ${hash}`;
