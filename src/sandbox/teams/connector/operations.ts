import type { Operation } from "../operation.ts";
import { deleteActivity, sendToConversation, updateActivity } from "./activities.ts";
import { createConversation, getConversations } from "./conversations.ts";
import { getMember, getMembers, getPagedMembers } from "./members.ts";
import { fetchChannelList, fetchTeamDetails } from "./teams.ts";

const AUDIENCE = "https://api.botframework.com";

const at = (name: string, method: Operation["method"], path: string, run: Operation["run"]): Operation => ({
  name,
  method,
  // Below the service URL, `/amer/<tenant>/`, or the one that Teams has for whoever knows none yet, `/teams/`.
  path: new RegExp(`^/(?:amer/(?<tenant>[^/]+)|teams)/v3/${path.replaceAll(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`),
  audience: AUDIENCE,
  run,
});

const ACTIVITY = "conversations/{conversation}/activities/{activity}";

/** The connector's operations that a Teams bot calls, by botframework-connector's names. */
export const connector: readonly Operation[] = [
  at("createConversation", "POST", "conversations", createConversation),
  at("getConversations", "GET", "conversations", getConversations),
  at("sendToConversation", "POST", "conversations/{conversation}/activities", sendToConversation),
  at("replyToActivity", "POST", ACTIVITY, sendToConversation),
  at("updateActivity", "PUT", ACTIVITY, updateActivity),
  at("deleteActivity", "DELETE", ACTIVITY, deleteActivity),
  at("getActivityMembers", "GET", `${ACTIVITY}/members`, getMembers),
  at("getConversationMembers", "GET", "conversations/{conversation}/members", getMembers),
  at("getConversationPagedMembers", "GET", "conversations/{conversation}/pagedmembers", getPagedMembers),
  at("getConversationMember", "GET", "conversations/{conversation}/members/{member}", getMember),
  at("fetchChannelList", "GET", "teams/{team}/conversations", fetchChannelList),
  at("fetchTeamDetails", "GET", "teams/{team}", fetchTeamDetails),
];
