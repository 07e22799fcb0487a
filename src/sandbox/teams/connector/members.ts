import { membersOf, userBy } from "../access.ts";
import type { Sandbox } from "../context.ts";
import { refuse } from "../errors.ts";
import { type Operation, ok, type Request } from "../operation.ts";
import type { Conversation, Fields, User } from "../workspace.ts";
import { joined } from "./destination.ts";

/**
 * Someone as the roster shows them (TeamsChannelAccount). Who is of another tenant is told by `tenantId` alone;
 * `userRole` may say `owner` of them all the same.
 */
function memberObject(user: User): Fields {
  const [givenName = "", ...surname] = user.name.split(" ");
  return {
    id: user.id,
    name: user.name,
    aadObjectId: user.aadObjectId,
    objectId: user.aadObjectId,
    givenName,
    surname: surname.join(" "),
    ...(user.email ? { email: user.email } : {}),
    userPrincipalName: user.upn,
    tenantId: user.tenantId,
    userRole: user.role,
  };
}

/** The roster by a conversation's id or a team's; the deactivated are not on it. */
function roster(sandbox: Sandbox, asked: string): User[] {
  const one = joined(sandbox, asked);
  return present(sandbox, one);
}

const present = ({ state }: Sandbox, one: Conversation): User[] =>
  [...membersOf(state, one)].map((id) => state.users.get(id)!).filter((user) => !user.deleted);

// Asked as a plain array, and answered so: the type of a body is an object, and an array is one.
const list = (members: Fields[]) => ok(members as unknown as Fields);

export const getMembers: Operation["run"] = (sandbox, { params }) =>
  list(roster(sandbox, params.conversation!).map(memberObject));

/** Pages of 50 to 500, 200 unless asked otherwise. */
export const getPagedMembers: Operation["run"] = (sandbox, { params, query }: Request) => {
  const all = roster(sandbox, params.conversation!);
  const size = Math.min(500, Math.max(50, Number(query.get("pageSize") ?? 200) || 200));
  const from = Number(query.get("continuationToken") ?? 0) || 0;
  const end = from + size;
  return ok({
    members: all.slice(from, end).map(memberObject),
    ...(end < all.length ? { continuationToken: String(end) } : {}),
  });
};

/** By `29:…`, Entra object id or user principal name. */
export const getMember: Operation["run"] = (sandbox, { params }) => {
  const one = joined(sandbox, params.conversation!);
  const user = userBy(sandbox.state, params.member!);
  if (!user || !present(sandbox, one).includes(user)) return refuse("MemberNotFoundInConversation");
  return ok(memberObject(user));
};
