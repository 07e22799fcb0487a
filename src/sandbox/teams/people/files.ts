import type { Sandbox } from "../context.ts";
import { escaped } from "../html.ts";
import { guidOf } from "../seed.ts";
import type { Conversation, Fields } from "../workspace.ts";

export interface Attached {
  name: string;
}

/**
 * Files as a bot meets them: in its own chat with a link to download; in channels and group chats only as a mark in the
 * HTML, their place known to Graph alone.
 */
export function attachmentsOf(
  sandbox: Sandbox,
  one: Conversation,
  files: Attached[],
): { attachments: Fields[]; html: string } {
  const known = files.map(({ name }) => ({ name, uniqueId: guidOf(`${sandbox.nextId("file")} ${name}`) }));
  if (one.kind !== "personal")
    return {
      attachments: [],
      html: known.map(({ uniqueId }) => `<attachment id="${uniqueId}"></attachment>`).join(""),
    };
  const attachments = known.map(({ name, uniqueId }) => ({
    contentType: "application/vnd.microsoft.teams.file.download.info",
    contentUrl: `https://fixture.sharepoint.example/${encodeURIComponent(name)}`,
    name,
    content: {
      downloadUrl: `${sandbox.origin}/files/${uniqueId}`,
      uniqueId,
      fileType: escaped(name.split(".").at(-1) ?? ""),
    },
  }));
  return { attachments, html: "" };
}
