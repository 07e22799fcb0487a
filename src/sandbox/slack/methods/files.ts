import { needed, text } from "../args.ts";
import type { Sandbox } from "../context.ts";
import { refuse } from "../errors.ts";
import { publish } from "../messages.ts";
import { fileObject } from "../objects.ts";
import type { Fields, StoredFile } from "../workspace.ts";
import { contentOf } from "./chat.ts";
import { destination } from "./destination.ts";
import type { Method } from "./method.ts";

export const files: Record<string, Method> = {
  "files.getUploadURLExternal": { scope: "files:write", perMinute: 100, run: getUploadUrl },
  "files.completeUploadExternal": { scope: "files:write", perMinute: 100, run: completeUpload },
  "files.info": { scope: "files:read", perMinute: 100, run: info },
};

function getUploadUrl(sandbox: Sandbox, args: Fields): Fields {
  const name = needed(args, "filename");
  const length = Number(needed(args, "length"));
  if (!(length > 0)) refuse("invalid_arguments");
  const altText = text(args, "alt_text") ?? text(args, "alt_txt");
  if (altText && altText.length > 2000) refuse("alt_text_too_long");
  const file: StoredFile = {
    id: sandbox.nextId("F"),
    name,
    title: name,
    mimetype: MIME[name.split(".").at(-1) ?? ""] ?? "application/octet-stream",
    user: sandbox.state.app.botUserId,
    created: sandbox.now(),
    content: Buffer.alloc(0),
    altText,
    channels: new Set(),
    complete: false,
  };
  sandbox.state.files.set(file.id, file);
  return { upload_url: `${sandbox.origin}/upload/v1/${file.id}`, file_id: file.id };
}

export const MIME: Record<string, string> = {
  png: "image/png",
  jpg: "image/jpeg",
  svg: "image/svg+xml",
  txt: "text/plain",
  csv: "text/csv",
  pdf: "application/pdf",
  eml: "message/rfc822",
};

function completeUpload(sandbox: Sandbox, args: Fields): Fields {
  const asked = (args.files as { id: string; title?: string }[] | undefined) ?? refuse("invalid_arguments");
  const done = asked.map(({ id, title }) => {
    const file = sandbox.state.files.get(id) ?? refuse("file_not_found");
    if (file.content.length === 0) refuse("file_not_found");
    return Object.assign(file, { title: title ?? file.title, complete: true });
  });
  if (text(args, "channel_id")) share(sandbox, args, done);
  return { files: done.map((file) => fileObject(sandbox, file)) };
}

function share(sandbox: Sandbox, args: Fields, shared: StoredFile[]): void {
  const { app, team } = sandbox.state;
  const channel = destination(sandbox, { channel: args.channel_id });
  const content = text(args, "initial_comment") ? contentOf(sandbox, { text: args.initial_comment }) : { text: "" };
  const blocks = Array.isArray(args.blocks) ? contentOf(sandbox, { blocks: args.blocks }) : {};
  for (const file of shared) file.channels.add(channel.id);
  const message = {
    type: "message" as const,
    subtype: "file_share",
    user: app.botUserId,
    bot_id: app.botId,
    app_id: app.appId,
    team: team.id,
    ts: sandbox.stamp(),
    upload: true,
    display_as_bot: false,
    ...blocks,
    ...content,
    files: shared.map((file) => fileObject(sandbox, file)),
    ...(text(args, "thread_ts") ? { thread_ts: text(args, "thread_ts") } : {}),
  };
  sandbox.background(publish(sandbox, channel, message, { actor: sandbox.state.users.get(app.botUserId) }));
}

function info(sandbox: Sandbox, args: Fields): Fields {
  const file = sandbox.state.files.get(needed(args, "file"));
  if (!file?.complete) return refuse("file_not_found");
  return { file: fileObject(sandbox, file), comments: [], response_metadata: { next_cursor: "" } };
}
