import { type Document, isMap, isNode, isScalar, isSeq, type Pair, type YAMLMap, type YAMLSeq } from "yaml";
import type { FirmPlan } from "../domain/firm-plan.ts";
import { businessDay, readTarget } from "../domain/target.ts";
import { mergeHours } from "./merge-hours.ts";
import { inStyle } from "./style.ts";
import type { Plain } from "./written.ts";

/** What is to stand somewhere: as short as may be, and with all that goes without saying. */
interface Wanted {
  readonly short: Plain | undefined;
  readonly full: Plain | undefined;
}

/** Puts a map right where it stands: what is so already keeps its comments, its place and its way of being written. */
export function mergeInto(doc: Document, map: YAMLMap, wanted: Wanted, plan: FirmPlan): void {
  const day = businessDay(plan.calendar);
  mergeMap(doc, map, wanted, (have, want) => alike(have, want, day), 0);
}

type Alike = (have: unknown, want: Plain | undefined) => boolean;

function alike(have: unknown, want: Plain | undefined, day: number): boolean {
  if (have === want) return true;
  if (typeof have !== "string" || typeof want !== "string") return false;
  const plain = (said: string) =>
    said
      .toLowerCase()
      .replace(/^#/, "")
      .replaceAll(":", "")
      .replace(/\s*[-–]\s*/g, "-");
  const target = readTarget(want, day);
  return plain(have) === plain(want) || (target !== undefined && readTarget(have, day) === target);
}

function mergeMap(doc: Document, map: YAMLMap, { short, full }: Wanted, same: Alike, depth: number): void {
  const [brief, whole] = [entries(short), entries(full)];
  const has = new Set<string>();
  map.items = map.items.filter((pair) => {
    const key = keyOf(pair);
    if (!(key in whole) && !(key in brief)) return false;
    has.add(key);
    if (depth === 0 && key === "hours" && isMap(pair.value)) mergeHours(doc, pair.value, entries(whole.hours));
    // A ladder is one thing: written out, it is written out whole.
    else
      pair.value = merged(
        doc,
        pair.value,
        { short: brief[key] ?? (key === "ladder" ? whole[key] : undefined), full: whole[key] },
        same,
        depth + 1,
      );
    return true;
  });
  for (const [key, value] of Object.entries(brief)) {
    if (has.has(key)) continue;
    const pair = doc.createPair(key, value);
    inStyle(pair.value, depth + 1);
    if (depth === 0 && isNode(pair.key)) pair.key.spaceBefore = true;
    map.items.push(pair as Pair);
  }
}

function merged(doc: Document, node: unknown, { short, full }: Wanted, same: Alike, depth: number): unknown {
  const want = short === undefined ? full : short;
  if (isMap(node) && isEntries(full ?? short)) {
    mergeMap(doc, node, { short, full }, same, depth);
    return node;
  }
  if (isSeq(node) && Array.isArray(want)) {
    mergeList(doc, node, { short: want, full: full ?? want }, same, depth);
    return node;
  }
  if (isScalar(node) && (same(node.value, full) || same(node.value, short) || (node.value === null && isEmpty(want))))
    return node;
  if (isScalar(node) && !isEntries(want) && !Array.isArray(want)) {
    node.value = want;
    return node;
  }
  const fresh = doc.createNode(want ?? null);
  inStyle(fresh, depth);
  return fresh;
}

function mergeList(doc: Document, list: YAMLSeq, { short, full }: Wanted, same: Alike, depth: number): void {
  const [brief, whole] = [short as readonly Plain[], full as readonly Plain[]];
  const found = new Set<number>();
  list.items = list.items.filter((item) => {
    const plain: unknown = isNode(item) ? item.toJSON() : item;
    const at = brief.findIndex((want, i) => !found.has(i) && isSame(plain, want, same));
    const other = at < 0 ? whole.find((want) => isSame(plain, want, same)) : undefined;
    if (at < 0) return other !== undefined;
    found.add(at);
    if (isMap(item)) {
      const entry = whole.find((want) => isSame(brief[at], want, same));
      mergeMap(doc, item, { short: brief[at], full: entry }, same, depth + 1);
    }
    return true;
  });
  brief.forEach((want, i) => {
    if (found.has(i)) return;
    const node = doc.createNode(want);
    inStyle(node, depth + 1);
    list.items.push(node);
  });
}

/** Whether a list's entry is the one that is wanted: by what it is known by. */
function isSame(have: unknown, want: Plain | undefined, same: Alike): boolean {
  if (!isEntries(have) || !isEntries(want)) return same(have, want);
  const by = (key: string) => have[key] !== undefined && want[key] !== undefined && same(have[key], want[key]);
  // A wall has no name: it is known by all that it says.
  if ("why" in want) return JSON.stringify(have) === JSON.stringify(want);
  if (have.id !== undefined && want.id !== undefined) return by("id");
  if (have.email !== undefined && want.email !== undefined) return by("email") || have.formerly === want.email;
  return by("name") || by("channel");
}

const keyOf = (pair: Pair): string => String(isNode(pair.key) ? pair.key.toJSON() : pair.key);

const isEntries = (value: unknown): value is Readonly<Record<string, Plain>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const entries = (value: Plain | undefined) => (isEntries(value) ? value : {});

const isEmpty = (value: Plain | undefined) =>
  value == null ||
  (isEntries(value) && Object.keys(value).length === 0) ||
  (Array.isArray(value) && value.length === 0);
