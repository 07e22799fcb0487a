import type { Sandbox } from "./context.ts";
import type { Answered } from "./serve.ts";
import type { Fields } from "./workspace.ts";

export interface Request {
  /** Named groups of the operation's path, decoded. */
  params: Record<string, string>;
  query: URLSearchParams;
  /** JSON or a form. */
  body: Fields;
  /** Of the body, in UTF-16. */
  bytes: number;
  path: string;
}

/** One thing the sandbox answers. */
export interface Operation {
  /** As botframework-connector names it; also what a fault is asked for by. */
  name: string;
  method: "GET" | "POST" | "PUT" | "DELETE";
  /** Its named groups become `params`. */
  path: RegExp;
  /** Whose token it takes; none where anyone may ask. */
  audience?: string;
  run(sandbox: Sandbox, request: Request): Answered | Promise<Answered>;
}

export const ok = (body: Fields, status = 200): Answered => ({ status, body });
