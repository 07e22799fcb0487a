import { once } from "node:events";
import { Agent, request as ask, createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** What stands before several processes: each request goes to the next one that is said to be there. */
export interface FrontDoor {
  readonly origin: string;
  close(): Promise<void>;
}

/** `next`: the address of whoever is to have the next request; undefined where nobody is there, and the connection is cut. */
export async function frontDoor(next: () => string | undefined): Promise<FrontDoor> {
  const agent = new Agent({ keepAlive: false });
  const server = createServer((request, response) => {
    const to = next();
    const cut = () => request.socket.destroy();
    if (!to) return cut();
    const passed = ask(
      new URL(request.url!, to),
      { method: request.method, headers: request.headers, agent },
      (answer) => {
        response.writeHead(answer.statusCode!, answer.headers);
        answer.on("error", cut).pipe(response);
      },
    );
    passed.on("error", cut);
    request.on("error", () => passed.destroy());
    response.on("close", () => passed.destroy());
    request.pipe(passed);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
