import type { Reply } from "../../chat/platform.ts";
import { type Step, steps } from "../../domain/set-up.ts";
import type { Instant } from "../../domain/time.ts";
import { aboutPerson } from "../../store/rights.ts";
import { noteStep } from "../../store/set-up-steps.ts";
import type { Filled } from "../../views/card.ts";
import { outdated } from "../../views/refusals.ts";
import type { Actor } from "../actor.ts";
import { refusedTo } from "../authorise.ts";
import type { Deps } from "../deps.ts";
import { chooseChannel, openChannels } from "./channel.ts";
import { openClient, saveClientForm } from "./client.ts";
import { openGroup, saveGroupForm } from "./groups.ts";
import { openOffice, saveHolidaysForm, saveOfficeForm } from "./office.ts";
import { openPeople, savePeopleForm } from "./people.ts";
import type { Setting } from "./picked.ts";
import { cardOf } from "./progress.ts";

/** A button of the set-up. `value`: a step, and what of it. */
export async function openStep(deps: Deps, setting: Setting, value: string, now: Instant): Promise<Reply> {
  const { who } = setting;
  const refusal = await mayNot(deps, who, now);
  if (refusal) return { card: refusal };
  const [step, what = ""] = value.split(" ");
  if (!isStep(step)) return { card: outdated("button") };
  await noteStep(deps.db, step, false, who.id, now);
  return OPEN[step](deps, setting, what, now);
}

export async function skipStep(deps: Deps, { who }: Setting, step: string, now: Instant): Promise<Reply> {
  const refusal = await mayNot(deps, who, now);
  if (refusal) return { card: refusal };
  if (!isStep(step)) return { card: outdated("button") };
  await noteStep(deps.db, step, true, who.id, now);
  return { replace: await cardOf(deps.db, who, now) };
}

/** A form of the set-up. What is saved brings the card it was opened from up to date. */
export async function fillStep(deps: Deps, setting: Setting, filled: Filled, now: Instant): Promise<Reply> {
  const { who } = setting;
  const refusal = await mayNot(deps, who, now);
  if (refusal) return { card: refusal };
  const fill = FILL[filled.form];
  if (!fill) return { card: outdated("form") };
  const reply = await fill(deps, setting, filled, now);
  return reply.errors ? reply : { ...reply, replace: await cardOf(deps.db, who, now) };
}

const mayNot = (deps: Deps, who: Actor, now: Instant) => refusedTo(deps, who, "set up", aboutPerson(), now);

const isStep = (word: string | undefined): word is Step => steps.some((step) => step === word);

type Open = (deps: Deps, setting: Setting, what: string, now: Instant) => Promise<Reply>;
const OPEN: Readonly<Record<Step, Open>> = {
  office: openOffice,
  groups: openGroup,
  people: openPeople,
  client: openClient,
  channel: openChannels,
};

type Fill = (deps: Deps, setting: Setting, filled: Filled, now: Instant) => Promise<Reply>;
const FILL: Readonly<Record<string, Fill>> = {
  "set up office": saveOfficeForm,
  "set up holidays": saveHolidaysForm,
  "set up groups": saveGroupForm,
  "set up people": savePeopleForm,
  "set up client": saveClientForm,
  "set up channel": chooseChannel,
};
