import type { Installation } from "./installation.ts";

/** The address at which a person opens a message in their own Teams. Source: learn.microsoft.com, "Deep link to a Teams chat or message". */
export function link({ workspace }: Installation, conversation: string, message: string, thread?: string): string {
  const address = `https://teams.microsoft.com/l/message/${encodeURIComponent(conversation)}/${encodeURIComponent(message)}`;
  if (!/@thread\.(?:tacv2|skype)$/.test(conversation))
    return `${address}?tenantId=${workspace}&context=${encodeURIComponent('{"contextType":"chat"}')}`;
  return `${address}?tenantId=${workspace}&parentMessageId=${encodeURIComponent(thread ?? message)}`;
}
