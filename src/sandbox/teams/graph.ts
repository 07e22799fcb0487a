import type { Instant } from "../../domain/time.ts";
import { botIsIn, conversationBy, teamOf, userBy } from "./access.ts";
import type { Sandbox } from "./context.ts";
import { TeamsError } from "./errors.ts";
import { chatMessage, newestFirst } from "./graph/messages.ts";
import { page } from "./graph/paging.ts";
import { type Operation, ok, type Request } from "./operation.ts";
import type { Answered } from "./serve.ts";
import type { Conversation, Fields } from "./workspace.ts";

const at = (path: string, run: Operation["run"]): Operation => ({
  name: "graph",
  method: "GET",
  path: new RegExp(`^/v1\\.0/${path.replaceAll(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`),
  audience: "https://graph.microsoft.com",
  run,
});

/**
 * Microsoft Graph, as far as a channel's history goes: application permissions by resource-specific consent, which hold
 * where the app is installed. `$top` up to 50, `@odata.nextLink`, `$expand=replies`; for chats also `$orderby` and
 * `$filter` by time.
 */
export const graph: readonly Operation[] = [
  at("teams/{team}/channels/{channel}/messages", channelMessages),
  at("teams/{team}/channels/{channel}/messages/{message}", (sandbox, request) => {
    const one = channel(sandbox, request, "ChannelMessage.Read.Group");
    return ok(chatMessage(sandbox, one, found(one, request.params.message!)));
  }),
  at("teams/{team}/channels/{channel}/messages/{message}/replies", (sandbox, request) => {
    const one = channel(sandbox, request, "ChannelMessage.Read.Group");
    const root = found(one, request.params.message!);
    const replies = newestFirst(one).filter((message) => message.root === root.id && message !== root);
    return listed(
      sandbox,
      request,
      replies.map((message) => chatMessage(sandbox, one, message)),
    );
  }),
  at("teams/{team}/channels/{channel}/messages/{message}/replies/{reply}", (sandbox, request) => {
    const one = channel(sandbox, request, "ChannelMessage.Read.Group");
    return ok(chatMessage(sandbox, one, found(one, request.params.reply!)));
  }),
  at("teams/{team}/channels/{channel}", (sandbox, request) =>
    ok(channelObject(channel(sandbox, request, "ChannelSettings.Read.Group"))),
  ),
  at("teams/{team}/channels", (sandbox, request) => {
    const { state } = sandbox;
    allowed(sandbox, "ChannelSettings.Read.Group");
    const all = [...state.conversations.values()].filter(
      (one) => !one.deleted && teamOf(state, one)?.aadGroupId === request.params.team,
    );
    return listed(sandbox, request, all.map(channelObject));
  }),
  at("chats/{chat}/messages", chatMessages),
  at("chats/{chat}/messages/{message}", (sandbox, request) => {
    const one = chat(sandbox, request);
    return ok(chatMessage(sandbox, one, found(one, request.params.message!)));
  }),
  at("users/{user}", (sandbox, { params }) => {
    allowed(sandbox, "User.Read.All");
    const user = userBy(sandbox.state, params.user!);
    if (!user || user.tenantId !== sandbox.state.tenant.id) return notFound();
    const { aadObjectId: id, name: displayName, email: mail = null, upn: userPrincipalName } = user;
    const userType = user.role === "guest" ? "Guest" : "Member";
    return ok({ id, displayName, mail, userPrincipalName, userType, accountEnabled: !user.deleted });
  }),
];

function channelMessages(sandbox: Sandbox, request: Request): Answered {
  const one = channel(sandbox, request, "ChannelMessage.Read.Group");
  const expanded = request.query.get("$expand")?.startsWith("replies");
  const all = newestFirst(one);
  const roots = all.filter((message) => message.root === message.id);
  const whole = (root: (typeof roots)[number]): Fields => {
    const replies = all.filter((message) => message.root === root.id && message !== root);
    return {
      ...chatMessage(sandbox, one, root),
      ...(expanded ? { replies: replies.map((reply) => chatMessage(sandbox, one, reply)) } : {}),
    };
  };
  return listed(sandbox, request, roots.map(whole));
}

function chatMessages(sandbox: Sandbox, request: Request): Answered {
  const one = chat(sandbox, request);
  const [by = "lastModifiedDateTime", direction = "desc"] = (request.query.get("$orderby") ?? "")
    .split(" ")
    .filter(Boolean);
  if (direction !== "desc") throw new TeamsError(400, "BadRequest", "Ascending order is not supported.");
  const key = by === "createdDateTime" ? "created" : "modified";
  const wanted = within(request.query.get("$filter") ?? "", by, request.query.has("$orderby"));
  const kept = newestFirst(one, key).filter((message) => wanted(message[key]));
  return listed(
    sandbox,
    request,
    kept.map((message) => chatMessage(sandbox, one, message)),
  );
}

/** `$filter` by the property that `$orderby` names; one by any other is ignored, as Graph does. */
function within(filter: string, by: string, ordered: boolean): (at: Instant) => boolean {
  const parts = filter.split(" and ").map((part) => /^(\w+) (gt|lt) (\S+)$/.exec(part.trim()));
  if (filter && parts.some((part) => !part || Number.isNaN(Date.parse(part[3]!))))
    throw new TeamsError(400, "BadRequest", `The filter '${filter}' is not supported.`);
  const limits = ordered ? parts.filter((part) => part?.[1] === by) : [];
  return (at) => limits.every((part) => (part![2] === "gt" ? at > Date.parse(part![3]!) : at < Date.parse(part![3]!)));
}

const listed = ({ origin }: Sandbox, request: Request, all: Fields[]) => ok(page(origin, request, all));

/** @throws TeamsError 403 without the permission, or where the app is not installed */
function allowed({ state }: Sandbox, permission: string, one?: Conversation): void {
  if (state.app.permissions.has(permission) && (!one || botIsIn(state, one))) return;
  const granted = [...state.app.permissions].join(", ");
  throw new TeamsError(
    403,
    "Forbidden",
    `Missing role permissions on the request. API requires one of '${permission}'. Resource specific consent grants on the request '${one && !botIsIn(state, one) ? "" : granted}'.`,
  );
}

function channel(sandbox: Sandbox, { params }: Request, permission: string): Conversation {
  const one = conversationBy(sandbox.state, params.channel!);
  if (!one || teamOf(sandbox.state, one)?.aadGroupId !== params.team) return notFound();
  allowed(sandbox, permission, one);
  return one;
}

function chat(sandbox: Sandbox, { params }: Request): Conversation {
  const one = conversationBy(sandbox.state, params.chat!);
  if (!one || one.kind === "channel") return notFound();
  allowed(sandbox, "ChatMessage.Read.Chat", one);
  return one;
}

const found = (one: Conversation, id: string) => newestFirst(one).find((message) => message.id === id) ?? notFound();

function notFound(): never {
  throw new TeamsError(404, "NotFound", "Not found.");
}

const channelObject = ({ id, name, membership }: Conversation): Fields => ({
  id,
  displayName: name,
  membershipType: membership,
  isArchived: false,
});
