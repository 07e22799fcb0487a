import { isMap, isNode, isSeq, type Node } from "yaml";

/** As wide as a line in braces may be, with what it is moved in by. */
const WIDE = 112;

/** Entries that fit on a line are written on one, in braces; the outer sections never. */
export function inStyle(node: unknown, depth = 0, room = WIDE): void {
  if (isMap(node)) {
    for (const { key, value } of node.items) {
      const own = String(isNode(key) ? key.toJSON() : key).length + 2;
      inStyle(value, depth + 1, room - own - 2);
    }
    if (depth > 1 || (depth === 1 && node.items.length === 0)) node.flow = fits(node, room, depth);
  } else if (isSeq(node)) {
    for (const item of node.items) inStyle(item, depth + 1, room - 4);
    if (depth > 1 || node.items.length === 0) node.flow = fits(node, room, depth);
  }
}

/** A list of days by date, and a client with matters of its own, read better one below the other. */
function fits(node: Node, room: number, depth: number): boolean {
  const plain = node.toJSON() as unknown;
  if (typeof plain !== "object" || plain === null) return true;
  const inner = Object.values(plain);
  if (inner.some((value) => value === null)) return false;
  if (!Array.isArray(plain) && inner.some((value) => typeof value === "object") && depth > 1) return false;
  if (Object.keys(plain).some((key) => /^\d{4}-\d\d-\d\d$/.test(key))) return false;
  return JSON.stringify(plain).length <= room;
}
