import { z } from "zod";
import { CannotDo, Gone } from "../slack/people/can.ts";
import type { Outcome } from "../slack/people/outcome.ts";
import type { PageParts } from "./parts.ts";
import type { Reading } from "./reading.ts";
import type { Routes } from "./routes.ts";
import type { Done } from "./shown.ts";
import { isInside, readable, viewer, written } from "./viewer.ts";

const block = z.string().optional();
const place = z.union([
  z.object({ channel: z.string(), ts: z.string(), block }),
  z.object({ view: z.string(), block }),
]);
const choice = z.union([
  z.string(),
  z.array(z.string()),
  z.number(),
  z.object({ text: z.string(), value: z.string() }),
]);

const shapes = {
  post: z.object({
    as: z.string(),
    channel: z.string(),
    text: z.string().max(12_000),
    thread: z.string().optional(),
    broadcast: z.boolean().optional(),
    files: z
      .array(z.object({ name: z.string().min(1).max(255), base64: z.string() }))
      .max(10)
      .optional(),
  }),
  edit: z.object({ as: z.string(), channel: z.string(), ts: z.string(), text: z.string().min(1).max(12_000) }),
  remove: z.object({ as: z.string(), channel: z.string(), ts: z.string() }),
  react: z.object({ as: z.string(), channel: z.string(), ts: z.string(), name: z.string(), on: z.boolean() }),
  read: z.object({ as: z.string(), channel: z.string() }),
  slash: z.object({ as: z.string(), channel: z.string(), text: z.string(), thread: z.string().optional() }),
  press: z.object({ as: z.string(), at: place, action: z.string(), choice: choice.optional() }),
  options: z.object({ as: z.string(), at: place, action: z.string(), typed: z.string() }),
  shortcut: z.object({
    as: z.string(),
    id: z.string(),
    at: z.object({ channel: z.string(), ts: z.string() }).optional(),
  }),
  submit: z.object({ as: z.string(), view: z.string(), values: z.record(z.string(), choice) }),
  closeView: z.object({ as: z.string(), view: z.string(), all: z.boolean().optional() }),
  openHome: z.object({ as: z.string(), tab: z.enum(["home", "messages"]) }),
};

type Shapes = typeof shapes;

/** What people do, one at a time; after each the bot goes its round, as it would a moment later. */
export function doingRoutes({ sandbox, stage, inTurn }: PageParts, reading: Reading): Routes {
  const doing =
    <Name extends keyof Shapes>(name: Name, does: (it: z.infer<Shapes[Name]>) => Promise<Done>) =>
    async ({ body }: { body: unknown }) => {
      const it = understood(name, body);
      const user = viewer(sandbox, it.as);
      return inTurn(async () => {
        const done = await does({ ...it, as: user.id });
        await stage.round();
        return done;
      });
    };
  const seen = (as: string, channel: string) => readable(sandbox, viewer(sandbox, as), channel).id;

  return {
    "POST /api/post": doing("post", async ({ as, channel, text, files = [], ...options }) => {
      const uploads = files.map(({ name, base64 }) => ({ name, content: Buffer.from(base64, "base64") }));
      const { id } = await written(sandbox, viewer(sandbox, as), channel);
      const { ts } = await sandbox.post(as, id, text, { ...options, files: uploads });
      return { ts };
    }),
    "POST /api/edit": doing("edit", async ({ as, text, ...at }) => ({ ts: (await sandbox.edit(as, at, text)).ts })),
    "POST /api/remove": doing("remove", async ({ as, ...at }) => ({ ts: (await sandbox.remove(as, at)).ts })),
    "POST /api/react": doing("react", async ({ as, name, on, ...at }) => {
      await sandbox.react(as, at, name, on ? "added" : "removed");
      return {};
    }),
    "POST /api/slash": doing("slash", async ({ as, channel, text, thread }) => {
      const [command = "", ...rest] = text.trim().split(/\s+/);
      const said = text.trim().slice(command.length).trim();
      const { id } = await written(sandbox, viewer(sandbox, as), channel);
      return came(await sandbox.slash(as, id, command, rest.length > 0 ? said : "", { thread }));
    }),
    "POST /api/press": doing("press", async ({ as, at, action, choice }) => {
      if ("channel" in at) seen(as, at.channel);
      return came(await sandbox.press(as, at, action, choice).catch(goneMeanwhile));
    }),
    "POST /api/shortcut": doing("shortcut", async ({ as, id, at }) => {
      if (at) seen(as, at.channel);
      return came(await sandbox.shortcut(as, id, at));
    }),
    "POST /api/submit": doing("submit", async ({ as, view, values }) => {
      const outcome = await sandbox.submit(as, view, values);
      return { ...came(outcome), ...(outcome.errors ? { errors: outcome.errors } : {}) };
    }),
    "POST /api/close-view": doing("closeView", async ({ as, view, all }) => {
      await sandbox.closeView(as, view, all);
      return {};
    }),
    "POST /api/open-home": doing("openHome", async ({ as, tab }) => {
      if (!isInside(sandbox, viewer(sandbox, as))) throw new CannotDo("There is no such conversation.");
      await sandbox.openHome(as, tab);
      return {};
    }),
    // Looking, though the bot is asked: nothing changes by it, so it need not wait for its turn.
    "POST /api/options": async ({ body }) => {
      const { as, at, action, typed } = understood("options", body);
      return sandbox.options(viewer(sandbox, as).id, at, action, typed);
    },
    "POST /api/read": async ({ body }) => {
      const { as, channel } = understood("read", body);
      const user = viewer(sandbox, as);
      reading.read(user, readable(sandbox, user, channel));
      return {};
    },
  };
}

/** A card that changes under one's finger is no fault: that is said, as any other outcome is. */
function goneMeanwhile(fault: unknown): Pick<Outcome, "refused"> {
  if (!(fault instanceof Gone)) throw fault;
  return { refused: "That has changed meanwhile: see what stands there now." };
}

const came = ({ refused }: Pick<Outcome, "refused">): Done => (refused ? { refused } : {});

function understood<Name extends keyof Shapes>(name: Name, body: unknown): z.infer<Shapes[Name]> {
  const read = shapes[name].safeParse(body);
  if (!read.success)
    throw new CannotDo(`The page asked for something that makes no sense: ${z.prettifyError(read.error)}`);
  return read.data as z.infer<Shapes[Name]>;
}
