import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";

/** One end of a WebSocket (RFC 6455): text frames only, as much of it as Socket Mode needs. */
export interface Peer {
  send(text: string): void;
  ping(): void;
  /** Says goodbye; the other side closes. */
  close(code?: number): void;
  /** Cuts the connection without a word. */
  destroy(): void;
}

export interface PeerListeners {
  onText(text: string): void;
  onClose(): void;
}

const GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
const TEXT = 1;
const CLOSE = 8;
const PING = 9;
const PONG = 10;

/** Completes the handshake of an upgrade request and starts reading frames. */
export function acceptPeer(request: IncomingMessage, socket: Duplex, { onText, onClose }: PeerListeners): Peer {
  const key = createHash("sha1").update(`${request.headers["sec-websocket-key"]}${GUID}`).digest("base64");
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${key}\r\n\r\n`,
  );
  let pending = Buffer.alloc(0);
  let text: Buffer[] = [];

  const write = (opcode: number, payload: Buffer) => {
    if (!socket.destroyed && socket.writable) socket.write(Buffer.concat([header(opcode, payload.length), payload]));
  };

  socket.on("data", (chunk: Buffer) => {
    pending = Buffer.concat([pending, chunk]);
    for (let frame = readFrame(pending); frame; frame = readFrame(pending)) {
      pending = pending.subarray(frame.length);
      if (frame.opcode === PING) write(PONG, frame.payload);
      if (frame.opcode === CLOSE) {
        write(CLOSE, frame.payload.subarray(0, 2));
        socket.end();
      }
      // A long text may come in several frames; the later ones have opcode 0.
      if (frame.opcode <= TEXT) text.push(frame.payload);
      if (frame.opcode <= TEXT && frame.final) {
        onText(Buffer.concat(text).toString());
        text = [];
      }
    }
  });
  socket.on("error", () => socket.destroy());
  socket.on("close", onClose);

  return {
    send: (message) => write(TEXT, Buffer.from(message)),
    ping: () => write(PING, Buffer.alloc(0)),
    close: (code = 1000) => write(CLOSE, Buffer.from([code >> 8, code & 255])),
    destroy: () => socket.destroy(),
  };
}

function header(opcode: number, length: number): Buffer {
  if (length < 126) return Buffer.from([0x80 | opcode, length]);
  const wide = length > 0xffff;
  const head = Buffer.alloc(wide ? 10 : 4);
  head[0] = 0x80 | opcode;
  head[1] = wide ? 127 : 126;
  if (wide) head.writeBigUInt64BE(BigInt(length), 2);
  else head.writeUInt16BE(length, 2);
  return head;
}

/** The first whole frame in `data`, unmasked, and how many bytes it took; undefined while it is incomplete. */
function readFrame(data: Buffer) {
  if (data.length < 2) return undefined;
  const short = data[1]! & 0x7f;
  const masked = (data[1]! & 0x80) !== 0;
  const extra = short === 126 ? 2 : short === 127 ? 8 : 0;
  const start = 2 + extra + (masked ? 4 : 0);
  if (data.length < start) return undefined;
  const size = extra === 2 ? data.readUInt16BE(2) : extra === 8 ? Number(data.readBigUInt64BE(2)) : short;
  if (data.length < start + size) return undefined;
  const mask = data.subarray(start - 4, start);
  const payload = Buffer.from(data.subarray(start, start + size));
  if (masked) for (let i = 0; i < size; i++) payload[i]! ^= mask[i % 4]!;
  return { opcode: data[0]! & 0x0f, final: (data[0]! & 0x80) !== 0, payload, length: start + size };
}
