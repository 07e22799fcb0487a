import type { WebClient } from "@slack/web-api";
import type { Card, Picture } from "../../views/card.ts";

const UPLOAD_TIMEOUT = 20_000;

/**
 * Uploads a card's pictures without showing them anywhere: the card then shows them itself, so that one message stays one
 * message. Returns Slack's ids in order. @throws where one could not be uploaded; nothing was said then.
 */
export async function upload(client: WebClient, card: Card): Promise<string[]> {
  const pictures = card.parts.flatMap((part) => ("picture" in part ? [part.picture] : []));
  const ids: string[] = [];
  for (const picture of pictures) ids.push(await uploadOne(client, picture));
  return ids;
}

async function uploadOne(client: WebClient, { png, title, alt }: Picture): Promise<string> {
  const { upload_url: address, file_id: id } = await client.files.getUploadURLExternal({
    filename: "chart.png",
    length: png.length,
    alt_text: alt.slice(0, 1000),
  });
  if (!address || !id) throw new Error("Slack names no place to upload a picture to.");
  const stored = await fetch(address, {
    method: "POST",
    body: Buffer.from(png),
    signal: AbortSignal.timeout(UPLOAD_TIMEOUT),
  });
  if (!stored.ok) throw new Error(`Slack does not take the picture (HTTP ${stored.status}).`);
  await client.files.completeUploadExternal({ files: [{ id, title }] });
  return id;
}
