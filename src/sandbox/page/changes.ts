import type { ServerResponse } from "node:http";

/** Tells every open page, by server-sent events, that something is different: at once, and then at most every 60 ms. */
export function changes() {
  const open = new Set<ServerResponse>();
  let pending: NodeJS.Timeout | undefined;
  let count = 0;
  const tell = () => {
    pending = undefined;
    count += 1;
    for (const one of open) one.write(`data: ${count}\n\n`);
  };
  return {
    happened() {
      pending ??= setTimeout(tell, 60).unref();
    },
    listen(response: ServerResponse) {
      response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
      response.write(`retry: 1000\ndata: ${count}\n\n`);
      open.add(response);
      response.once("close", () => open.delete(response));
    },
    close() {
      clearTimeout(pending);
      for (const one of open) one.end();
    },
  };
}
