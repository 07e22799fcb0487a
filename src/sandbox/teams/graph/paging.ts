import { TeamsError } from "../errors.ts";
import type { Request } from "../operation.ts";
import type { Fields } from "../workspace.ts";

/** One page of up to `$top` (20 unless asked, 50 at most), with the address of the next. @throws TeamsError BadRequest */
export function page(origin: string, { query, path }: Request, all: Fields[]): Fields {
  const top = Number(query.get("$top") ?? 20);
  if (!Number.isInteger(top) || top < 1 || top > 50)
    throw new TeamsError(
      400,
      "BadRequest",
      `The limit of '50' for Top query has been exceeded. The value from the incoming request is '${query.get("$top")}'.`,
    );
  const from = Number(query.get("$skiptoken") ?? 0);
  const end = from + top;
  const value = all.slice(from, end);
  const next = new URL(path, origin);
  for (const [key, held] of query) next.searchParams.set(key, held);
  next.searchParams.set("$skiptoken", String(end));
  return {
    "@odata.context": `${origin}/v1.0/$metadata`,
    "@odata.count": value.length,
    ...(end < all.length ? { "@odata.nextLink": next.href } : {}),
    value,
  };
}
