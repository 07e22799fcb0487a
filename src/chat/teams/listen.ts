import type { Reply, SentRef } from "../platform.ts";
import { IT_TAKES_LONGER, inTime, isPlain, replied, together } from "./answers.ts";
import { keyOf } from "./commands.ts";
import { OURS } from "./controls.ts";
import { type Answered, card, closed, dialog, notice, said } from "./dialogs.ts";
import { type Answering, type Doing, formOf, openedFrom, press, pressedOn, submit, timely } from "./doing.ts";
import { answersOf, formCard } from "./forms.ts";
import { graphMessageOf } from "./graph-messages.ts";
import { accountOf, ref, whereOf } from "./messages.ts";
import { type Fields, fields, word } from "./read.ts";
import { render } from "./render.ts";
import { summaryOf } from "./runs.ts";

/**
 * Answers what a person waits for: a button, a dialog, a message action. Never rejects. What is not known is answered with
 * nothing: nobody is helped by an error. Source: learn.microsoft.com, "Universal Actions", "Dialogs", "Action commands".
 */
export async function answerInvoke(to: Answering, activity: Fields): Promise<Answered> {
  const by = accountOf(activity.from, to.here);
  const value = fields(activity.value);
  const answer = WAYS[word(activity.name) ?? ""];
  if (!by || !answer) return { status: 200 };
  const data = fields(activity.name === "adaptiveCard/action" ? fields(value.action).data : value.data);
  const doing: Doing = { by, data, value, on: pressedOn(activity, to.here), key: keyOf(activity), activity };
  return answer(to, doing).catch((error) => {
    to.log.error(
      { error: error instanceof Error ? error.name : "?" },
      "Teams: something a person did was not understood",
    );
    return { status: 200 };
  });
}

const WAYS: Readonly<Record<string, (to: Answering, doing: Doing) => Promise<Answered>>> = {
  "adaptiveCard/action": (to, doing) => (fields(doing.data[OURS]).form ? filledInPlace(to, doing) : pressed(to, doing)),
  "task/fetch": pressedForDialog,
  "task/submit": sentDialog,
  "composeExtension/submitAction": sentDialog,
  "composeExtension/fetchTask": commanded,
};

/** A button or a menu on a card: the answer takes the card's place, or is a notice. */
async function pressed(to: Answering, doing: Doing): Promise<Answered> {
  const work = press(to, doing);
  const reply = await inTime(work);
  if (!reply) {
    void work.then((late) => to.tell(doing.by, late).catch(() => {}));
    return notice(IT_TAKES_LONGER);
  }
  if (reply.replace) {
    const replacement = together(reply.replace, reply.card);
    if (doing.on) await to.replace(doing.by, doing.on, replacement);
    return card(render(replacement));
  }
  // What is more than a word, and a form where no dialog can come, is a message of its own.
  if (reply.form || (reply.card && !isPlain(reply.card))) await to.tell(doing.by, reply);
  return reply.card ? notice(summaryOf(reply.card)) : { status: 200, body: {} };
}

/** A form that stands in a message: what comes of it takes its place. */
async function filledInPlace(to: Answering, doing: Doing): Promise<Answered> {
  const reply = await submit(to, doing);
  const form = formOf(doing);
  if (reply.errors && form)
    return card(formCard(form, "message", { given: answersOf(doing.data), complaints: reply.errors }));
  if (reply.errors) return notice(Object.values(reply.errors).join(" "));
  if (reply.form) return card(formCard(reply.form, "message"));
  const after = reply.card ?? reply.replace;
  if (!after) return { status: 200, body: {} };
  if (doing.on) await to.replace(doing.by, doing.on, after);
  return card(render(after));
}

async function pressedForDialog(to: Answering, doing: Doing): Promise<Answered> {
  const reply = await timely(to, doing, press(to, doing));
  if (reply?.replace && doing.on) await to.replace(doing.by, doing.on, reply.replace);
  return shown(reply, doing.on);
}

/** Whatever is sent from a dialog: a form, or a button on a card that stands in one. */
async function sentDialog(to: Answering, doing: Doing): Promise<Answered> {
  if (!fields(doing.data[OURS]).form) return shown(await timely(to, doing, press(to, doing)));
  const reply = await timely(to, doing, submit(to, doing));
  const form = formOf(doing);
  const on = openedFrom(doing.data);
  if (reply?.errors && form)
    return dialog(form.title, formCard(form, "dialog", { given: answersOf(doing.data), complaints: reply.errors, on }));
  if (reply?.errors) return said(Object.values(reply.errors).join(" "));
  if (reply?.replace && on) await to.replace(doing.by, on, reply.replace);
  return shown(reply, on);
}

/** A message action, or a command of the compose box. */
async function commanded(to: Answering, doing: Doing): Promise<Answered> {
  const { desk, log, here } = to;
  const { by, key, value } = doing;
  const command = word(value.commandId);
  if (command === "logContact") return shown(await timely(to, doing, replied(desk.form(by, "log contact"), log)));
  if (command === "myInquiries") {
    const home = await desk.home(by);
    return home ? dialog("Yours", render(home, "dialog")) : said("Rejoinder is for the firm's own people.");
  }
  const as = command === "track" || command === "dismiss" ? command : undefined;
  const where = whereOf(doing.activity, here);
  const id = word(fields(fields(doing.activity.channelData).channel).id) ?? where?.channel.id;
  const message = id && graphMessageOf(fields(value.messagePayload), ref(here, id), here, where?.root);
  if (!as || !message) return said("That is no message that can be tracked.");
  return shown(await timely(to, doing, replied(desk.mark(by, message, as, key), log)));
}

function shown(reply: Reply | undefined, on?: SentRef): Answered {
  if (!reply) return said(IT_TAKES_LONGER);
  if (reply.form) return dialog(reply.form.title, formCard(reply.form, "dialog", { on }));
  const after = reply.card ?? reply.replace;
  return after ? dialog("Rejoinder", render(after, "dialog")) : closed;
}
