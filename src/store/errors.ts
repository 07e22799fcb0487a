/** The database said no, in words for whoever runs the program. Carries no value of a row: those are clients' words. */
export class StoreError extends Error {
  override name = "StoreError";
  /** PostgreSQL's SQLSTATE or Node's code, such as "23505" or "ECONNREFUSED". */
  readonly code: string | undefined;
  /** The constraint that was hit, where one was. */
  readonly constraint: string | undefined;
  /** Whether the same thing, tried again a little later, may well work. */
  readonly again: boolean;

  constructor(
    say: string,
    { code, constraint, again = false }: { code?: string; constraint?: string; again?: boolean } = {},
  ) {
    super(say);
    this.code = code;
    this.constraint = constraint;
    this.again = again;
  }
}

/** What pg, PGlite or the network threw, as a `StoreError`. `where` names the database, without its password. */
export function storeError(thrown: unknown, where = "the database"): StoreError {
  if (thrown instanceof StoreError) return thrown;
  const { code, constraint, message } = parts(thrown);
  const saying = (code && (sayings[code] ?? sayings[code.slice(0, 2)])) || sayings[kindOf(message)];
  if (!saying)
    return new StoreError(`${capital(where)} answered: ${withoutValues(message, code)}`, { code, constraint });
  const [say, again] = saying;
  return new StoreError(say(where, withoutValues(message, code)), { code, constraint, again });
}

type Saying = readonly [say: (where: string, message: string) => string, again: boolean];

const later = true;
const never = false;

// By SQLSTATE (https://www.postgresql.org/docs/current/errcodes-appendix.html), its class, or Node's code.
const sayings: Readonly<Record<string, Saying>> = {
  ECONNREFUSED: [
    (w) => `Nothing answers at ${w}. Is PostgreSQL running there? Check host and port in DATABASE_URL.`,
    later,
  ],
  ENOTFOUND: [(w) => `The host of ${w} is not known. Check the host name in DATABASE_URL.`, never],
  EAI_AGAIN: [
    (w) => `The host of ${w} could not be looked up just now. Check the network and the host in DATABASE_URL.`,
    later,
  ],
  ETIMEDOUT: [(w) => `No answer from ${w} in time. Check host, port and firewall for DATABASE_URL.`, later],
  ECONNRESET: [(w) => `The connection to ${w} was lost.`, later],
  EPIPE: [(w) => `The connection to ${w} was lost.`, later],
  "no ssl": [
    (w) => `${capital(w)} does not speak SSL. Take "sslmode" out of DATABASE_URL, or switch SSL on at the server.`,
    never,
  ],
  certificate: [
    (w) =>
      `The SSL certificate of ${w} is not trusted here. Name its authority's file in DATABASE_URL (sslrootcert=/path/ca.pem).`,
    never,
  ],
  "no password": [
    (w) => `${capital(w)} asks for a password and DATABASE_URL has none (postgresql://user:password@host/name).`,
    never,
  ],
  "waited for a connection": [
    (w) => `All connections to ${w} were busy for too long. If it stays so, something holds one open.`,
    later,
  ],
  "no answer": [(w) => `${capital(w)} did not answer in time; the connection counts as lost.`, later],
  "connection lost": [(w) => `The connection to ${w} was lost.`, later],
  "28": [
    (w, m) => `${capital(w)} does not let us in (${m}). Check pg_hba.conf at the server, and DATABASE_URL.`,
    never,
  ],
  "28P01": [(w) => `${capital(w)} refuses user name or password. Check both in DATABASE_URL.`, never],
  "3D000": [
    (w) => `${capital(w)} does not exist. Create it (createdb), or check the name at the end of DATABASE_URL.`,
    never,
  ],
  "53100": [(w) => `The disk of ${w} is full. Make room there; nothing that was acknowledged is lost.`, later],
  ENOSPC: [(w) => `The disk of ${w} is full. Make room there; nothing that was acknowledged is lost.`, later],
  "53200": [(w) => `${capital(w)} is out of memory.`, later],
  "53300": [
    (w) => `${capital(w)} has no connection left for us. Raise max_connections there, or close other programs.`,
    later,
  ],
  "25006": [
    (w) =>
      `${capital(w)} is read-only: a standby, or default_transaction_read_only is on. Point DATABASE_URL at the primary.`,
    never,
  ],
  "42501": [(w, m) => `The user of ${w} may not do this (${m}). Make it the owner of the database.`, never],
  "42P01": [(w, m) => `${capital(w)} lacks a table (${m}). Start the program once to bring it up to date.`, never],
  "40": [(w) => `Two transactions on ${w} got in each other's way.`, later],
  "55P03": [(w) => `A row of ${w} is locked by someone else.`, later],
  "57014": [(w) => `${capital(w)} cancelled a statement that took too long.`, later],
  "57P01": [(w) => `${capital(w)} is being shut down.`, later],
  "57P02": [(w) => `${capital(w)} crashed and restarts.`, later],
  "57P03": [(w) => `${capital(w)} is still starting up.`, later],
  "08": [(w) => `The connection to ${w} was lost.`, later],
};

/** The drivers' own errors have words and no code. */
function kindOf(message: string): string {
  if (/does not support SSL/i.test(message)) return "no ssl";
  if (/certificate/i.test(message)) return "certificate";
  if (/password must be a string/i.test(message)) return "no password";
  if (/timeout exceeded when trying to connect|connection timeout/i.test(message)) return "waited for a connection";
  if (/query read timeout/i.test(message)) return "no answer";
  if (/connection terminated|not queryable|client was closed|socket hang up/i.test(message)) return "connection lost";
  return "";
}

// A data exception (class 22) quotes the value; every other message names only tables, columns and constraints.
const withoutValues = (message: string, code?: string) =>
  code?.startsWith("22") ? message.replace(/".*"/s, "…") : message;

function parts(thrown: unknown): { code?: string; constraint?: string; message: string } {
  if (!(thrown instanceof Error)) return { message: String(thrown) };
  const { code, constraint } = thrown as Error & { code?: unknown; constraint?: unknown };
  const text = (v: unknown) => (typeof v === "string" ? v : undefined);
  return { code: text(code), constraint: text(constraint), message: thrown.message };
}

const capital = (s: string) => s.charAt(0).toUpperCase() + s.slice(1);
