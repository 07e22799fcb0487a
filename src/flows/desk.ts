import type { Desk } from "../chat/platform.ts";
import type { Instant } from "../domain/time.ts";
import { actor } from "./actor.ts";
import { answerCommand, answerSpoken } from "./answer-command.ts";
import type { Deps } from "./deps.ts";
import { logContactForm, submitForm } from "./fill-form.ts";
import { happened } from "./happened.ts";
import { markMessage } from "./mark-message.ts";
import { pressButton } from "./press-button.ts";
import { showHome } from "./show-home.ts";
import type { Intake } from "./take-in.ts";

/** What a platform finds behind the counter: each thing that comes in, to the flow that sees to it. */
export function desk(deps: Deps, intake: Intake, now: () => Instant): Desk {
  return {
    keep: (envelope) => intake.keep(envelope),
    happened: (what) => happened(deps, what, now()),
    command: (by, text, _where, key, at) => answerCommand(deps, by, text, key, now(), at),
    spoken: (by, text, key, at) => answerSpoken(deps, by, text, key, now(), at),
    press: (by, action, value, on, key, at) => pressButton(deps, by, action, value, on, key, now(), at),
    mark: (by, message, as, key) => markMessage(deps, by, message, as, key, now()),
    form: (by) => logContactForm(deps, by, now()),
    submit: (by, form, context, answers, key, _on, at) =>
      submitForm(deps, by, { form, context, answers, key }, now(), at),
    async home(by) {
      const who = await actor(deps, by, now());
      return who && showHome(deps, who, now());
    },
  };
}
