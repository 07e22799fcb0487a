import type { App, BlockAction } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import { afterEach, expect, test } from "vitest";
import { refusal, type Stage, stage } from "./workspace.ts";

let on: Stage | undefined;
afterEach(async () => {
  await on?.close();
  on = undefined;
});

const plain = (text: string) => ({ type: "plain_text" as const, text });

const FORM: ModalView = {
  type: "modal",
  callback_id: "log",
  title: plain("Log a call"),
  submit: plain("Save"),
  private_metadata: "41",
  notify_on_close: true,
  blocks: [
    {
      type: "input",
      block_id: "matter",
      label: plain("Matter"),
      element: {
        type: "static_select",
        action_id: "matter_pick",
        options: ["Acme v. Beta", "Lease"].map((name, at) => ({ text: plain(name), value: `m${at}` })),
      },
    },
    {
      type: "input",
      block_id: "what",
      label: plain("What"),
      element: { type: "plain_text_input", action_id: "what_text" },
    },
    {
      type: "input",
      block_id: "when",
      optional: true,
      label: plain("When"),
      element: { type: "datepicker", action_id: "when_date" },
    },
  ],
};

const opening = (bolt: App) =>
  bolt.shortcut("log_call", async ({ ack, shortcut, client }) => {
    await ack();
    await client.views.open({ trigger_id: shortcut.trigger_id, view: FORM });
  });

const openForm = async ({ sandbox }: Stage) => {
  await sandbox.shortcut("UANA", "log_call");
  return sandbox.until(() => sandbox.seen.modal("UANA"));
};

for (const mode of ["http", "socket"] as const) {
  test(`over ${mode}: a form is opened, filled in and submitted`, async () => {
    const heard: unknown[] = [];
    on = await stage(
      (bolt) => {
        opening(bolt);
        bolt.view("log", async ({ ack, view }) => {
          heard.push(view.state.values, view.private_metadata);
          await ack();
        });
      },
      { mode },
    );
    const form = await openForm(on);
    const outcome = await on.sandbox.submit("UANA", form.id, { matter: "m1", what: "Asked for the draft" });
    expect(outcome).toMatchObject({ acknowledged: true, errors: undefined, view: undefined });
    expect(heard).toEqual([
      {
        matter: { matter_pick: { type: "static_select", selected_option: { text: plain("Lease"), value: "m1" } } },
        what: { what_text: { type: "plain_text_input", value: "Asked for the draft" } },
        when: { when_date: { type: "datepicker", selected_date: null } },
      },
      "41",
    ]);
  });

  test(`over ${mode}: the app's complaints stand at their inputs, and the form stays open`, async () => {
    on = await stage(
      (bolt) => {
        opening(bolt);
        bolt.view("log", ({ ack }) => ack({ response_action: "errors", errors: { what: "Say a little more." } }));
      },
      { mode },
    );
    const form = await openForm(on);
    const outcome = await on.sandbox.submit("UANA", form.id, { matter: "m0", what: "?" });
    expect(outcome.errors).toEqual({ what: "Say a little more." });
    expect(outcome.view?.id).toBe(form.id);
  });
}

test("Slack itself stops a form with a required input left empty, and an option there is not cannot be picked", async () => {
  on = await stage(opening);
  const form = await openForm(on);
  const outcome = await on.sandbox.submit("UANA", form.id, { matter: "m0" });
  expect(outcome.errors).toEqual({ what: "This is a required field" });
  await expect(on.sandbox.submit("UANA", form.id, { matter: "m7" })).rejects.toThrow('There is no option "m7"');
  await expect(on.sandbox.submit("UANA", form.id, { colour: "red" })).rejects.toThrow("no input called colour");
});

test("an answer to a form can put another in its place, on top of it, or clear all", async () => {
  const answers = [
    { response_action: "update", view: { ...FORM, title: plain("Again") } },
    { response_action: "push", view: { ...FORM, title: plain("Sure?") } },
    { response_action: "clear" },
  ] as const;
  let turn = 0;
  on = await stage((bolt) => {
    opening(bolt);
    bolt.view("log", ({ ack }) => ack(answers[turn++]!));
  });
  const { sandbox } = on;
  const form = await openForm(on);
  const filled = { matter: "m0", what: "x" };
  const second = (await sandbox.submit("UANA", form.id, filled)).view!;
  expect(second).toMatchObject({ id: form.id, title: plain("Again") });
  expect(second.hash).not.toBe(form.hash);
  const third = (await sandbox.submit("UANA", form.id, filled)).view!;
  expect(third).toMatchObject({ previous_view_id: form.id, root_view_id: form.id, title: plain("Sure?") });
  expect((await sandbox.submit("UANA", third.id, filled)).view).toBeUndefined();
});

test("a trigger is good for three seconds and once; a view for its hash", async () => {
  let trigger = "";
  on = await stage((bolt) =>
    bolt.shortcut("log_call", async ({ ack, shortcut }) => {
      trigger = shortcut.trigger_id;
      await ack();
    }),
  );
  const { sandbox, clock, bolt } = on;
  const open = () => bolt.client.views.open({ trigger_id: trigger, view: FORM });
  await sandbox.shortcut("UANA", "log_call");
  const { view } = await open();
  expect((await refusal(open())).error).toBe("exchanged_trigger_id");
  await sandbox.shortcut("UANA", "log_call");
  await clock.advance(0.06);
  expect((await refusal(open())).error).toBe("expired_trigger_id");
  const update = (hash: string) => bolt.client.views.update({ view_id: view!.id!, hash, view: FORM });
  expect((await refusal(update("1.stale"))).error).toBe("hash_conflict");
  expect((await update(view!.hash!)).ok).toBe(true);
});

test("a form that is closed says so, and can then neither be updated nor submitted", async () => {
  const closed: string[] = [];
  on = await stage((bolt) => {
    opening(bolt);
    bolt.view({ callback_id: "log", type: "view_closed" }, async ({ ack, view }) => {
      closed.push(view.id);
      await ack();
    });
  });
  const { sandbox, bolt } = on;
  const form = await openForm(on);
  await sandbox.closeView("UANA", form.id);
  expect(closed).toEqual([form.id]);
  expect((await refusal(bolt.client.views.update({ view_id: form.id, view: FORM }))).error).toBe("not_found");
  await expect(sandbox.submit("UANA", form.id)).rejects.toThrow("No such form is open");
});

test("a view has its own limits: a title of 24, inputs only with submit, 100 blocks, at most three on top of each other", async () => {
  on = await stage((bolt) => void bolt.shortcut("log_call", ({ ack }) => ack()));
  const { sandbox, bolt } = on;
  const open = async (view: object) => {
    await sandbox.shortcut("UANA", "log_call");
    const trigger_id = [...sandboxTriggers].at(-1)!;
    return refusal(bolt.client.apiCall("views.open", { trigger_id, view: { ...FORM, ...view } }));
  };
  const sandboxTriggers = new Set<string>();
  bolt.use(async ({ body, next }) => {
    sandboxTriggers.add((body as unknown as { trigger_id: string }).trigger_id);
    await next();
  });
  const complaint = (refused: Record<string, unknown>) =>
    (refused.response_metadata as { messages: string[] }).messages[0];
  const long = await open({ title: plain("x".repeat(25)) });
  expect(long.error).toBe("invalid_arguments");
  expect(complaint(long)).toBe("[ERROR] must be less than 25 characters [json-pointer:/view/title/text]");
  expect(complaint(await open({ submit: undefined }))).toContain(
    "must define `submit` to use an `input` block in modals",
  );
  const dividers = Array.from({ length: 101 }, () => ({ type: "divider" }));
  expect(complaint(await open({ blocks: dividers }))).toContain(
    "no more than 100 items allowed [json-pointer:/view/blocks]",
  );
});

test("the home tab is opened, published, and pressed", async () => {
  on = await stage((bolt) => {
    bolt.event("app_home_opened", async ({ event, client }) => {
      const button = { type: "button" as const, action_id: "refresh", text: plain("Refresh") };
      const blocks = [{ type: "actions" as const, elements: [button] }];
      await client.views.publish({ user_id: event.user, view: { type: "home", blocks } });
    });
    bolt.action("refresh", async ({ ack, client, body }) => {
      await ack();
      const view = (body as BlockAction).view!;
      const blocks = [{ type: "section" as const, text: plain(`Fresh for ${body.user.id}`) }];
      await client.views.publish({ user_id: body.user.id, hash: view.hash, view: { type: "home", blocks } });
    });
  });
  const { sandbox } = on;
  await sandbox.openHome("UBEN");
  const home = await sandbox.until(() => sandbox.seen.home("UBEN"));
  expect(sandbox.seen.home("UANA")).toBeUndefined();
  await sandbox.press("UBEN", { view: home.id }, "refresh");
  await sandbox.until(() => JSON.stringify(sandbox.seen.home("UBEN")).includes("Fresh for UBEN"));
});

test("a menu's options can come from the app", async () => {
  const menu = {
    type: "external_select" as const,
    action_id: "client",
    placeholder: plain("Client"),
    min_query_length: 1,
  };
  on = await stage((bolt) => {
    bolt.options("client", ({ ack, options }) => ack({ options: [{ text: plain(`${options.value}…`), value: "c1" }] }));
    bolt.action("client", async ({ ack, respond, action }) => {
      await ack();
      await respond(`Picked ${(action as { selected_option: { value: string } }).selected_option.value}`);
    });
  });
  const { sandbox, bolt } = on;
  await bolt.client.chat.postMessage({
    channel: "UANA",
    text: "Who?",
    blocks: [{ type: "actions", elements: [menu] }],
  });
  const asked = sandbox.seen.dms("UANA")[0]!;
  expect(await sandbox.options("UANA", asked, "client", "Ac")).toEqual([{ text: plain("Ac…"), value: "c1" }]);
  const outcome = await sandbox.press("UANA", asked, "client", "c1");
  await sandbox.until(() => outcome.posted.length === 1);
  expect(sandbox.seen.ephemeral("UANA")[0]?.text).toBe("Picked c1");
});
