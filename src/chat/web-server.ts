import { createServer, type IncomingMessage, type Server, type ServerOptions, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { bounded, PATIENCE } from "./door.ts";
import { ChatError } from "./platform.ts";

export interface Address {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  /** The setting that says the port; PORT unless given. */
  readonly setting?: string;
}

/** What answers requests at an address of this machine. `start` resolves to its origin, `http://127.0.0.1:3000`. */
export function webServer(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  at: Address,
  patience: ServerOptions = PATIENCE,
) {
  const server = bounded(createServer(patience, answer));
  return { start: () => listen(server, at), listens: () => server.listening, stop: () => close(server) };
}

const listen = (server: Server, { host, port, setting = "PORT" }: Address) =>
  new Promise<string>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(new ChatError(whyNot(error, host, port, setting), { cause: error })),
    );
    server.listen(port, host, () => resolve(`http://${host}:${(server.address() as AddressInfo).port}`));
  });

function whyNot(error: NodeJS.ErrnoException, host: string, port: number, setting: string): string {
  if (error.code === "EADDRINUSE")
    return `Port ${port} on ${host} is in use by another program: stop that one, or set ${setting} to another.`;
  if (error.code === "EACCES") return `Port ${port} is reserved to the system: set ${setting} to one above 1023.`;
  if (error.code === "EADDRNOTAVAIL" || error.code === "ENOTFOUND")
    return `${host} is no address of this machine: set HOST to one that is, such as 127.0.0.1.`;
  return `Rejoinder cannot listen on ${host}, port ${port} (${error.code}): check HOST and ${setting}.`;
}

// Waits for the requests that are under way, and lets go of connections that only wait for the next one.
const close = (server: Server) =>
  new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.keepAliveTimeout = 1;
    server.closeIdleConnections();
  });
