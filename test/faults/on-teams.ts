import { MINUTE } from "../../src/domain/time.ts";
import type { SandboxClock } from "../../src/sandbox/clock.ts";
import {
  fixtureTeamsFirm,
  fixtureTenant,
  teamsAccount,
  teamsChannel,
  teamsPerson,
} from "../../src/sandbox/firm-teams.ts";
import { membersOf } from "../../src/sandbox/teams/access.ts";
import { cardOn, within } from "../../src/sandbox/teams/cards.ts";
import type { ApiFault } from "../../src/sandbox/teams/faults.ts";
import { startTeamsSandbox } from "../../src/sandbox/teams/server.ts";
import type { Fields } from "../../src/sandbox/teams/workspace.ts";
import { buttons } from "./buttons.ts";
import type { Ground, Refusal } from "./ground.ts";

/** The fixture firm in Microsoft Teams. */
export async function onTeams(clock: SandboxClock): Promise<Ground> {
  const sandbox = await startTeamsSandbox({ clock, workspace: fixtureTenant, ackWithin: PATIENCE });
  const { state, faults, app } = sandbox;
  const { appId, appPassword, tenantId } = app;
  const said = () => state.calls.filter(({ method, status }) => SENDS.has(method) && status > 0 && status < 400).length;
  // The sandbox tells nobody that it changed; it is looked at while something is waited for.
  let watching: NodeJS.Timeout | undefined;
  const placed = (where: string, id: string) => ({ conversation: teamsChannel(where), id });
  const isOutsider = (user: string) => {
    const known = state.users.get(user);
    return known !== undefined && !known.isBot && known.tenantId !== state.tenant.id;
  };
  const answers = new Map<string, number>();
  const conversations = () => [...state.conversations.values()];
  return {
    platforms: {
      teams: { appId, tenantId, secret: appPassword, host: "127.0.0.1", port: 0, endpoints: sandbox.endpoints },
    } as Ground["platforms"],
    firm: fixtureTeamsFirm,
    looks: false,
    place: teamsChannel,
    connect: (origin, path) => sandbox.connectBot(`${origin}${path}`),
    async says(who, where, words, root) {
      const options = root ? { thread: root } : {};
      return (await sandbox.post(teamsPerson(who), teamsChannel(where), words, options)).id;
    },
    edits: async (who, where, id, words) => void (await sandbox.edit(teamsPerson(who), placed(where, id), words)),
    deletes: async (who, where, id) => void (await sandbox.remove(teamsPerson(who), placed(where, id))),
    reacts: async (who, where, id, emoji) => void (await sandbox.react(teamsPerson(who), placed(where, id), emoji)),
    async commands(who, where, words) {
      const { name } = state.users.get(teamsPerson(who))!;
      // One whose bearer did not live to say that it was given comes again.
      answers.set(name, (answers.get(name) ?? 0) + 2);
      return (await sandbox.slash(teamsPerson(who), teamsChannel(where), words)).acknowledged;
    },
    async presses(who, button, inquiry) {
      const mine = conversations().find(({ kind, members }) => kind === "personal" && members.has(teamsPerson(who)));
      const card = mine?.messages.findLast(
        (one) => verbIn(cardOn(one, teamsPerson(who)), button, who) === String(inquiry),
      );
      if (!mine || !card) return false;
      for (let tries = 0; tries < 4; tries++) {
        const { acknowledged, response } = await sandbox.press(
          teamsPerson(who),
          { conversation: mine.id, id: card.id },
          button,
        );
        if (acknowledged) return !/did not work|takes a little longer/.test(JSON.stringify(response));
      }
      return false;
    },
    leavesTheFirm: async (who) => void (await sandbox.changePerson(teamsPerson(who), { deleted: true })),
    shares: async () => {},
    refuse(how, times) {
      for (const method of SENDS) faults.next(method, FAULTS[how], times);
    },
    // Not where tokens come from: Microsoft's library asks there no more for a minute of the machine's own time.
    storm(times) {
      for (const method of ["graph", "keys", ...SENDS]) faults.next(method, { kind: "http", status: 503 }, times);
    },
    revoke(revoked) {
      if (revoked) faults.next("*", { kind: "http", status: 401 }, 4);
    },
    lookedUp() {
      const came = Promise.withResolvers<boolean>();
      faults.next("getConversationMember", { kind: "delay", ms: LOOKING_UP });
      const before = state.calls.length;
      const watching = setInterval(() => {
        if (state.calls.slice(before).some(({ fault }) => fault === "delay")) came.resolve(true);
      }, 2);
      void came.promise.then(() => clearInterval(watching));
      return { came: came.promise, stop: () => came.resolve(false) };
    },
    trouble: (what, times) => faults.nextEvent("*", what, times),
    onSaid(count, then) {
      clearInterval(watching);
      const due = said() + count;
      watching = setInterval(() => {
        if (said() < due) return;
        clearInterval(watching);
        then();
      }, 2);
    },
    heal() {
      clearInterval(watching);
      faults.clear();
    },
    copies: () =>
      conversations()
        .filter(({ kind }) => kind === "personal")
        .flatMap((one) =>
          one.messages
            .filter(({ from }) => from === app.botId)
            .map(({ created }) => ({
              at: created,
              to: state.users.get([...one.members].find((member) => member !== app.botId)!)?.name ?? "",
            })),
        ),
    answers: () => answers,
    outside: () =>
      conversations().flatMap((one) =>
        [...membersOf(state, one)].some(isOutsider)
          ? one.messages.filter(({ from }) => from === app.botId).map(() => one.id)
          : [],
      ),
    events: () => ({
      brought: state.deliveries.length,
      acknowledged: state.deliveries.filter(({ acknowledged }) => acknowledged).length,
    }),
    unacknowledged: () =>
      state.deliveries
        .filter(({ acknowledged }) => !acknowledged)
        .map(({ attempts }) => attempts.map(({ at, status }) => `${new Date(at).toISOString()} ${status}`).join(", ")),
    nextRetryAt() {
      const again = state.deliveries
        .filter(({ acknowledged, attempts }) => !acknowledged && attempts.length === 2)
        .map(({ attempts }) => attempts[1]!.at + MINUTE);
      return again.length > 0 ? Math.min(...again) : undefined;
    },
    settled: () => sandbox.settled(),
    async close() {
      clearInterval(watching);
      await sandbox.close();
    },
  };
}

/** Teams gives fifteen seconds; a stopped process is waited for as long, each time. */
const PATIENCE = 3_000;

/** The bot is kept waiting so long for who somebody is, in milliseconds of the machine. */
const LOOKING_UP = 300;

/** The inquiry to which the first button of a card with this verb does it. */
function verbIn(card: Fields | undefined, verb: string, who: string): string | undefined {
  const [first] = within(card ?? {}, (type) => type === "Action.Execute").filter((action) => action.verb === verb);
  const sealed = /"value":"([\w-]+)"/.exec(JSON.stringify(first?.data ?? {}))?.[1] ?? "";
  const account = teamsAccount(who);
  return buttons.open({ platform: "teams", workspace: "", id: account }, verb, sealed);
}

const SENDS = new Set(["sendToConversation", "replyToActivity"]);

const FAULTS: Readonly<Record<Refusal, ApiFault>> = {
  "reset before": { kind: "reset-before" },
  "reset after": { kind: "reset-after" },
  "server error": { kind: "http", status: 503 },
  "broken off half-way": { kind: "http", status: 502 },
  "slow down": { kind: "ratelimited", retryAfter: 30 },
  "no such luck for a while": { kind: "http", status: 412 },
  "token expired": { kind: "http", status: 401 },
  "done in silence": { kind: "silence" },
  silence: { kind: "silence-before" },
};
