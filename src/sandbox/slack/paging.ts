import { text } from "./args.ts";
import { refuse } from "./errors.ts";
import type { Fields } from "./workspace.ts";

/**
 * One page of `items` by `limit` and `cursor`, with the cursor of the next ("" on the last, as Slack has it).
 * @throws SlackError `invalid_cursor`, `invalid_limit`
 */
export function page<T>(items: T[], args: Fields, limits: { usual: number; most: number }) {
  const limit = limitOf(args, limits);
  const cursor = text(args, "cursor");
  const from = cursor === undefined ? 0 : offsetOf(cursor);
  const end = from + limit;
  const more = end < items.length;
  return { items: items.slice(from, end), more, next: more ? cursorTo(end) : "" };
}

function limitOf(args: Fields, { usual, most }: { usual: number; most: number }): number {
  const asked = text(args, "limit");
  if (asked === undefined || asked === "0") return usual;
  const limit = Number(asked);
  if (!Number.isInteger(limit) || limit < 1) refuse("invalid_limit");
  return Math.min(limit, most);
}

const cursorTo = (offset: number) => Buffer.from(`next:${offset}`).toString("base64");

function offsetOf(cursor: string): number {
  const offset = Number(
    Buffer.from(cursor, "base64")
      .toString()
      .match(/^next:(\d+)$/)?.[1] ?? Number.NaN,
  );
  return Number.isNaN(offset) ? refuse("invalid_cursor") : offset;
}
