const PATIENCE = 10_000;

/** A request that did not do what it was asked. */
export class TeamsTrouble extends Error {
  override name = "TeamsTrouble";
  /** The HTTP status; absent where there was no answer. */
  readonly status?: number;
  /** The word by which Microsoft names the error, such as `ConversationNotFound`. */
  readonly code?: string;
  /** The wait that was named, in ms. */
  readonly afterMs?: number;
  /** Whether the request may have reached the other side. */
  readonly asked: boolean;

  constructor(told: { status?: number; code?: string; afterMs?: number; asked: boolean; cause?: unknown }) {
    super(`Microsoft answers ${told.status ?? "nothing"}${told.code ? ` (${told.code})` : ""}.`, { cause: told.cause });
    this.status = told.status;
    this.code = told.code;
    this.afterMs = told.afterMs;
    this.asked = told.asked;
  }
}

export interface Request {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/**
 * One call, one request: nothing is repeated, no redirect followed. @throws TeamsTrouble for every answer that is no success:
 * the libraries above repeat what they take for a passing error of their own kind, and let this pass.
 */
export async function ask(url: string, { method = "GET", headers, body }: Request): Promise<Answer> {
  const answer = await tell(url, { method, headers, body });
  if (answer.status >= 200 && answer.status < 300) return answer;
  const seconds = Number(answer.headers.get("retry-after") || Number.NaN);
  throw new TeamsTrouble({
    status: answer.status,
    code: codeOf(answer.text),
    afterMs: seconds >= 0 ? seconds * 1000 : undefined,
    asked: true,
  });
}

async function tell(url: string, request: Request): Promise<Answer> {
  try {
    const response = await fetch(url, { ...request, redirect: "manual", signal: AbortSignal.timeout(PATIENCE) });
    return { status: response.status, headers: response.headers, text: await response.text() };
  } catch (error) {
    const code = codeWithin(error);
    throw new TeamsTrouble({ code, asked: !(code && NEVER_ASKED.test(code)), cause: error });
  }
}

// No connection came about, so nothing was asked; after that, who knows.
const NEVER_ASKED =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ENETDOWN|UND_ERR_CONNECT_TIMEOUT|CERT_.*|.*_CERT.*)$/;

function codeWithin(error: unknown): string | undefined {
  const { cause, name } = error as Error;
  const codes = [cause, ...(cause instanceof AggregateError ? cause.errors : [])].map(
    (each) => (each as { code?: unknown } | undefined)?.code,
  );
  return (codes.find((each) => typeof each === "string") as string | undefined) ?? name;
}

// `{ "error": { "code": "…" } }` of the connector and Graph, `{ "error": "invalid_client" }` of the sign-in service.
function codeOf(text: string): string | undefined {
  try {
    const { error } = JSON.parse(text) as { error?: string | { code?: string } };
    const code = typeof error === "string" ? error : error?.code;
    return typeof code === "string" ? code.slice(0, 80) : undefined;
  } catch {
    return undefined;
  }
}
