import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** What stands between one process and PostgreSQL, so that it can be cut, silenced, or watched. */
export interface DatabaseLine {
  readonly port: number;
  /** Cuts every connection there is. */
  reset(): void;
  /** No connection comes about any more; or again. */
  refuse(refused: boolean): void;
  /** Nothing passes any more on the connections there are, and nobody is told. New ones work. */
  blackHole(): void;
  /**
   * Does `act` when the process says its `count`th thing from now: "before" the database hears of it, or "after" the database
   * has answered and before the process hears that. What it said, or was told, is lost where `act` cuts the line.
   */
  at(count: number, when: "before" | "after", act: () => void): void;
  /** Forgets what was to be done. */
  clear(): void;
  close(): Promise<void>;
}

/** The database itself, for whom nothing is done to on the way there: what passes by us costs as much as what it asks. */
export const directLine = ({ port }: { port: number }): DatabaseLine => ({
  port,
  reset() {},
  refuse() {},
  blackHole() {},
  at() {},
  clear() {},
  async close() {},
});

interface Pair {
  readonly client: Socket;
  readonly server: Socket;
  silent: boolean;
}

export async function databaseLine(to: { host: string; port: number }): Promise<DatabaseLine> {
  const pairs = new Set<Pair>();
  let strike: { left: number; when: "before" | "after"; act: () => void } | undefined;
  const struck = (pair: Pair) => {
    const { act } = strike!;
    strike = undefined;
    act();
    return pair.silent || pair.client.destroyed;
  };
  let refused = false;
  const server = createServer((client) => {
    if (refused) return void client.destroy();
    const pair: Pair = { client, server: connect(to), silent: false };
    pairs.add(pair);
    let awaited = false;
    const end = () => {
      pairs.delete(pair);
      if (pair.silent) return;
      client.destroy();
      pair.server.destroy();
    };
    for (const socket of [client, pair.server]) {
      socket.setNoDelay(true);
      socket.on("error", end);
      socket.on("close", end);
    }
    client.on("data", (said) => {
      if (pair.silent) return;
      if (strike && --strike.left <= 0) {
        if (strike.when === "after") awaited = true;
        else if (struck(pair)) return;
      }
      pair.server.write(said);
    });
    pair.server.on("data", (answer) => {
      if (pair.silent) return;
      if (awaited && strike) {
        awaited = false;
        if (struck(pair)) return;
      }
      client.write(answer);
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");

  const reset = () => {
    for (const { client, server: far } of [...pairs]) {
      client.resetAndDestroy();
      far.destroy();
    }
  };
  return {
    port: (server.address() as AddressInfo).port,
    reset,
    refuse(now) {
      refused = now;
      if (refused) reset();
    },
    blackHole() {
      for (const pair of pairs) {
        pair.silent = true;
        // The database is let go of what it holds for them, as its own keep-alive does after a while.
        pair.server.destroy();
      }
    },
    at(count, when, act) {
      strike = { left: count, when, act };
    },
    clear() {
      strike = undefined;
      refused = false;
    },
    async close() {
      strike = undefined;
      const closed = once(server, "close");
      server.close();
      for (const pair of pairs) pair.silent = false;
      reset();
      await closed;
    },
  };
}
