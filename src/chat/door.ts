import type { IncomingMessage, Server, ServerOptions } from "node:http";

/**
 * What a server that anybody may reach puts up with: headers of so many bytes, and so many milliseconds for them and for a whole
 * request. Whoever sends a byte now and then is shown out.
 */
export const PATIENCE: ServerOptions = {
  maxHeaderSize: 16_384,
  headersTimeout: 10_000,
  requestTimeout: 20_000,
  connectionsCheckingInterval: 2_000,
};

/** At most so many connections at once. */
export function bounded(server: Server): Server {
  server.maxConnections = 2_000;
  server.maxHeadersCount = 100;
  return server;
}

/** Bytes that any request may bring: what platforms send is nearly always less. */
const SMALL = 128_000;
/** Bytes above that, of all requests that are being read at once. */
const LARGE_ONES = 64_000_000;
/** Refused in one minute, of one source, before it is not listened to for the rest of it. */
const REFUSED = 60;
const MINUTE = 60_000;
/** Sources remembered at a time. */
const SOURCES = 10_000;

/** Seconds after which it may be tried again. */
export const RETRY_AFTER = 30;

export interface Doorkeeper {
  /** Whether its source was refused so often that it is not listened to just now. */
  tooMany(request: IncomingMessage): boolean;
  /** It was not a platform's. What a platform sends is never counted. */
  refused(request: IncomingMessage): void;
  /** Room for a body that has grown by so many bytes to `size`; false where there is none. */
  room(by: number, size: number): boolean;
  /** A body of this size is done with. */
  done(size: number): void;
}

/** `elapsed`: milliseconds since whenever. */
export function doorkeeper(elapsed: () => number = () => performance.now()): Doorkeeper {
  const sources = new Map<string, { count: number; since: number }>();
  let large = 0;
  const over = (size: number) => Math.max(0, size - SMALL);
  return {
    tooMany(request) {
      const known = sources.get(sourceOf(request) ?? "");
      return known !== undefined && elapsed() - known.since < MINUTE && known.count >= REFUSED;
    },
    refused(request) {
      const source = sourceOf(request);
      if (source === undefined) return;
      const known = sources.get(source);
      if (known && elapsed() - known.since < MINUTE) return void known.count++;
      sources.delete(source);
      sources.set(source, { count: 1, since: elapsed() });
      if (sources.size > SOURCES) sources.delete(sources.keys().next().value!);
    },
    room(by, size) {
      const more = over(size) - over(size - by);
      if (large + more > LARGE_ONES) return false;
      large += more;
      return true;
    },
    done(size) {
      large -= over(size);
    },
  };
}

/**
 * Where it comes from: what the proxy on this machine or network says of it last, for that the proxy has seen itself; else the
 * other end. Undefined for a proxy that does not say for whom it speaks: then what one sends is held against no other.
 */
function sourceOf({ socket, headers }: IncomingMessage): string | undefined {
  const from = (socket.remoteAddress ?? "").replace(/^::ffff:/, "");
  if (!NEAR.test(from)) return from || undefined;
  const said = headers["x-forwarded-for"];
  return [said ?? []].flat().join(",").split(",").at(-1)?.trim() || undefined;
}

const NEAR = /^(?:127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|::1$|f[cd][0-9a-f]{2}:|fe80:)/i;
