import { CannotDo } from "../slack/people/can.ts";

/** What was asked, already checked to come from the page itself. */
interface Asked {
  readonly query: URLSearchParams;
  /** The JSON that was sent; undefined for a GET. */
  readonly body: unknown;
}

/** By method and path, as `GET /api/view`. What one resolves to goes out as JSON, or as it is where it is `Bytes`. */
export type Routes = Readonly<Record<string, (asked: Asked) => Promise<unknown>>>;

/** A file rather than JSON. */
export interface Bytes {
  readonly bytes: Uint8Array;
  readonly mimetype: string;
}

/** Whether its message is a sentence for whoever sits before the page. */
export const isRefusal = (fault: unknown): fault is Error => fault instanceof CannotDo || fault instanceof RangeError;

/** A text of the query. @throws CannotDo when it is missing */
export function wanted(query: URLSearchParams, name: string): string {
  const value = query.get(name);
  if (!value) throw new CannotDo(`The page did not say which ${name}.`);
  return value;
}
