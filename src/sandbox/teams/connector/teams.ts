import type { Sandbox } from "../context.ts";
import { refuse } from "../errors.ts";
import { type Operation, ok } from "../operation.ts";
import type { Conversation, Team } from "../workspace.ts";

function joinedTeam({ state }: Sandbox, id: string): Team {
  const team = state.teams.get(id) ?? refuse("ConversationNotFound", "Team not found.");
  return team.installed ? team : refuse("BotNotInConversationRoster");
}

const channelsOf = ({ state }: Sandbox, team: Team): Conversation[] =>
  [...state.conversations.values()].filter((one) => one.team === team.id && !one.deleted);

/** A team's channels. General has no name here; private ones are not told. */
export const fetchChannelList: Operation["run"] = (sandbox, { params }) => {
  const team = joinedTeam(sandbox, params.team!);
  return ok({
    conversations: channelsOf(sandbox, team)
      .filter((one) => one.membership !== "private")
      .map((one) => ({ id: one.id, ...(one.id === team.id ? {} : { name: one.name }), type: one.membership })),
  });
};

export const fetchTeamDetails: Operation["run"] = (sandbox, { params }) => {
  const team = joinedTeam(sandbox, params.team!);
  return ok({
    id: team.id,
    name: team.name,
    aadGroupId: team.aadGroupId,
    type: "standard",
    tenantId: sandbox.state.tenant.id,
    channelCount: channelsOf(sandbox, team).length,
    memberCount: team.members.size,
  });
};
