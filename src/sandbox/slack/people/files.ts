import type { Sandbox } from "../context.ts";
import { MIME } from "../methods/files.ts";
import type { Channel, StoredFile, User } from "../workspace.ts";

/** A file someone attaches to a message. */
export interface Upload {
  name: string;
  content: string | Buffer;
  title?: string;
}

export function uploaded(sandbox: Sandbox, user: User, channel: Channel, { name, content, title }: Upload): StoredFile {
  const file: StoredFile = {
    id: sandbox.nextId("F"),
    name,
    title: title ?? name,
    mimetype: MIME[name.split(".").at(-1) ?? ""] ?? "application/octet-stream",
    user: user.id,
    created: sandbox.now(),
    content: Buffer.from(content as string),
    channels: new Set([channel.id]),
    complete: true,
  };
  sandbox.state.files.set(file.id, file);
  return file;
}
