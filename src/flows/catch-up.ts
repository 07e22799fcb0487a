import type { Instant } from "../domain/time.ts";
import { MINUTE } from "../domain/time.ts";
import type { Db } from "../store/db.ts";
import { claimGap, closeGap, type Gap, leaveGap, narrowGap, noteAlive, openGaps } from "../store/gaps.ts";
import { lastEventAt } from "../store/inbox.ts";
import { takeTurn } from "../store/turns.ts";
import { type Deps, kindOf } from "./deps.ts";
import { happened } from "./happened.ts";

/** Nobody was listening for longer than this: something may have been missed. Not every platform brings it again after a minute. */
const UNHEARD = 50_000;
/** What was on its way when the program stopped was perhaps never acknowledged: it is looked for as well. */
const MARGIN = 5 * MINUTE;
const DAY = 24 * 60 * MINUTE;
/** After so many messages it is noted how far one got. */
const STRIDE = 50;

/** Says that the platforms are listened to just now: those that are. Where that could not be written down for a while, nothing else could be kept either. */
export async function noteListening(deps: Deps, now: Instant): Promise<void> {
  try {
    const since = deafSince.get(deps);
    // First that something is missing, then that one is there again: whoever dies in between leaves it to be seen.
    if (since !== undefined && now - since > UNHEARD) await wasAway(deps, now, since);
    for (const [platform, chat] of deps.chats) if (chat.connected?.() ?? true) await noteAlive(deps.db, platform, now);
    deafSince.delete(deps);
  } catch (fault) {
    if (!deafSince.has(deps)) deafSince.set(deps, now);
    throw fault;
  }
}

/** Since when a program could keep nothing: the platforms give up bringing it after a few minutes. */
const deafSince = new WeakMap<Deps, Instant>();

/**
 * Nobody listened until now, as far as the store knows, or since `from`: what was said meanwhile is to be found again. Not where
 * another process listened all the while, or where it was so short that the platforms' own repeats bridge it.
 */
export async function wasAway({ db, chats, tell }: Deps, now: Instant, from?: Instant): Promise<void> {
  for (const platform of chats.keys()) {
    const since = await db.transaction().execute(async (tx) => {
      const last = await aliveUntil(tx, platform, now);
      const since = Math.min(from ?? now, last ?? now);
      if (now - since <= UNHEARD) return undefined;
      await openGaps(tx, platform, undefined, since - MARGIN, now);
      return since;
    });
    if (since !== undefined) tell({ what: "was away", platform, since });
  }
}

/** When somebody listened last; undefined where nobody ever did. What lies ahead was written by a clock that ran fast: what came in is older. */
async function aliveUntil(tx: Db, platform: string, now: Instant): Promise<Instant | undefined> {
  const last = await noteAlive(tx, platform, now);
  if (last === undefined || last <= now + MINUTE) return last;
  return (await lastEventAt(tx, platform, now)) ?? now - DAY;
}

/**
 * Where a platform has sent nothing at all for two hours, it may be that nobody writes, or that it no longer sends: a subscription that
 * it switched off tells nobody. Every two hours it is looked for; nobody's nudges wait for that.
 */
export async function heedSilence({ db, chats }: Deps, now: Instant): Promise<void> {
  for (const platform of chats.keys()) {
    const last = await lastEventAt(db, platform, now);
    if (last === undefined || now - last < SILENCE * MINUTE) continue;
    if (!(await takeTurn(db, `silence of ${platform}`, SILENCE, now))) continue;
    await openGaps(db, platform, undefined, last - MARGIN, now, { waitFor: false });
  }
}

/** Minutes. */
const SILENCE = 120;

/**
 * Finds what was missed in the channels' own history: one channel after the other, oldest gap first, noting how far it got, so
 * that whoever goes on begins there. What is known already changes nothing. Returns how many channels were gone through.
 */
export async function catchUp(deps: Deps, now: () => Instant, signal?: AbortSignal): Promise<number> {
  const platforms = [...deps.chats.keys()];
  let channels = 0;
  while (!signal?.aborted) {
    const gap = await claimGap(deps.db, platforms, now());
    if (!gap) break;
    await readThrough(deps, gap, now, signal);
    channels++;
  }
  return channels;
}

async function readThrough(deps: Deps, gap: Gap, now: () => Instant, signal?: AbortSignal): Promise<void> {
  const { db, chats, tell } = deps;
  const until = now();
  let found = 0;
  try {
    for await (const one of chats.get(gap.ref.platform)!.history(gap.ref, gap.from)) {
      await happened(deps, one, now());
      if (++found % STRIDE > 0) continue;
      // In other hands meanwhile, or wider than it was: whoever has it reads on.
      if (
        !(await narrowGap(db, gap, Math.max(gap.from, one.kind === "message" ? one.message.at : one.at), now())) ||
        signal?.aborted
      )
        return;
    }
    await closeGap(db, gap, until);
    tell({ what: "caught up", platform: gap.ref.platform, count: found });
  } catch (fault) {
    // What a platform never gives is not asked for again and again; the doctor tells of the permission that is lacking.
    if ((fault as Error).name === "NoHistory") await closeGap(db, gap, gap.from);
    else await leaveGap(db, gap, kindOf(fault), now());
    tell({ what: "not caught up", platform: gap.ref.platform, reason: kindOf(fault) });
  }
}
