import { randomBytes } from "node:crypto";
import { MINUTE } from "../../domain/time.ts";
import { flag, text } from "./args.ts";
import type { Responder, Sandbox } from "./context.ts";
import { refuse, SlackError } from "./errors.ts";
import { erase, publish, replace } from "./messages.ts";
import { contentOf } from "./methods/chat.ts";
import type { Fields, Message } from "./workspace.ts";

/** A response URL for what `user` did in `channel`: five uses in thirty minutes. */
export function responderFor(sandbox: Sandbox, about: Omit<Responder, "made" | "uses" | "posted">) {
  const secret = randomBytes(12).toString("hex");
  const responder: Responder = { ...about, made: sandbox.now(), uses: 0, posted: [] };
  sandbox.responders.set(secret, responder);
  return { url: `${sandbox.origin}/response/${secret}`, responder };
}

/** Takes a POST to a response URL. @throws SlackError `expired_url`, `used_url`, and what a message can be refused for */
export function respondTo(sandbox: Sandbox, secret: string, body: Fields): void {
  const responder = sandbox.responders.get(secret) ?? refuse("expired_url");
  if (sandbox.now() - responder.made > 30 * MINUTE) refuse("expired_url");
  if (responder.uses >= 5) refuse("used_url");
  speak(sandbox, responder, body);
  responder.uses += 1;
}

/** Puts up what the app answered: to one person, or to all; in the place of the message that was pressed, or anew. */
export function speak(sandbox: Sandbox, responder: Responder, body: Fields): void {
  responder.posted.push(body);
  const original = responder.message;
  if (flag(body, "delete_original") && original) {
    removeOriginal(sandbox, responder);
    return;
  }
  const content = contentOf(sandbox, body);
  if (flag(body, "replace_original") && original) {
    replaceOriginal(sandbox, responder, content);
    return;
  }
  const thread_ts = text(body, "thread_ts") ?? responder.thread_ts;
  const { channel, user } = responder;
  const thread = thread_ts ? { thread_ts } : {};
  if (body.response_type !== "in_channel") {
    sandbox.state.ephemerals.push({ channel, user, ts: sandbox.stamp(), ...content, ...thread });
    sandbox.changed();
    return;
  }
  const { app, team } = sandbox.state;
  const own = { user: app.botUserId, bot_id: app.botId, app_id: app.appId, team: team.id };
  const message: Message = { type: "message", ...own, ts: sandbox.stamp(), ...content, ...thread };
  sandbox.background(publish(sandbox, sandbox.state.channels.get(channel)!, message));
}

function replaceOriginal(sandbox: Sandbox, { channel, message }: Responder, content: Fields): void {
  if (message!.ephemeral) {
    const shown = sandbox.state.ephemerals.find((one) => one.ts === message!.ts);
    if (shown) Object.assign(shown, { blocks: undefined }, content);
    sandbox.changed();
    return;
  }
  const { where, old } = originalOf(sandbox, channel, message!.ts);
  const { blocks: _, ...rest } = old;
  const next = { ...rest, ...content, edited: { user: sandbox.state.app.botUserId, ts: sandbox.stamp() } } as Message;
  sandbox.background(replace(sandbox, where, next));
}

function removeOriginal(sandbox: Sandbox, { channel, message }: Responder): void {
  const { state } = sandbox;
  if (message!.ephemeral) {
    state.ephemerals = state.ephemerals.filter((one) => one.ts !== message!.ts);
    sandbox.changed();
    return;
  }
  const { where, old } = originalOf(sandbox, channel, message!.ts);
  sandbox.background(erase(sandbox, where, old));
}

function originalOf(sandbox: Sandbox, channel: string, ts: string) {
  const where = sandbox.state.channels.get(channel);
  const old = where?.messages.find((message) => message.ts === ts);
  if (!where || !old) throw new SlackError("message_not_found");
  return { where, old };
}
