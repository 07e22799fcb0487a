import { attainment, FEW, GOAL, percent, type Report } from "../../domain/measure.ts";
import { plural } from "../words.ts";

/** One sentence that says how the week went. Below ten answers no percentage and no verdict but a kind one. */
export function headline(report: Report): string {
  const { answer } = report.figures;
  if (isQuiet(report)) return quiet(report);
  if (answer.judged === 0) return nothingDue(report);
  return answer.judged < FEW ? few(answer.met, answer.judged) : many(report);
}

/** A week in which nothing came in and nothing was due: it is said in a line. */
export const isQuiet = ({ figures: f }: Report): boolean =>
  f.received + f.answered + f.dismissed + f.answer.judged + f.acknowledge.judged + f.promises.made === 0;

function nothingDue({ figures: { received, answered } }: Report): string {
  if (received > 0) return `${plural(received, "inquiry", "inquiries")} came in; no answer was due yet.`;
  return answered > 0
    ? `No answer fell due; ${plural(answered, "late one")} ${answered === 1 ? "was" : "were"} given.`
    : "No answer fell due.";
}

function quiet({ figures: { open, overdue } }: Report): string {
  if (open === 0) return "A quiet week: no inquiries, and no answer is owed.";
  const late = overdue === 0 ? "" : overdue === open ? ", and overdue" : `, ${overdue} of them overdue`;
  return `A quiet week: no new inquiries; ${open === 1 ? "one is" : `${open} are`} still open${late}.`;
}

function few(met: number, judged: number): string {
  if (judged === 1)
    return met === 1
      ? "A good week: the one answer due was given in time."
      : "The one answer due was not given in time.";
  if (met === judged) return `A good week: ${judged === 2 ? "both" : `all ${judged}`} answered in time.`;
  if (met === 0) return `${judged === 2 ? "Neither of 2" : `None of ${judged}`} answered in time.`;
  return `${met} of ${judged} answered in time.`;
}

function many({ figures: { answer }, before }: Report): string {
  const share = attainment(answer)!;
  const now = percent(answer)!;
  const then = percent(before.answer);
  const trend =
    then === undefined
      ? ""
      : now === then
        ? ", as the week before"
        : `, ${now > then ? "up" : "down"} ${plural(Math.abs(now - then), "point")}`;
  if (share === 1) return `A very good week: all ${answer.judged} answered in time${trend}.`;
  const goal = `the goal is ${Math.round(100 * GOAL)} %`;
  if (share === 0) return `A hard week: none of ${answer.judged} answered in time${trend}; ${goal}.`;
  const said = `${answer.met} of ${answer.judged} answered in time, ${now} %${trend}`;
  if (share >= GOAL) return `A good week: ${said}.`;
  const week = share >= 0.75 ? "A fair week" : share >= 0.5 ? "A slow week" : "A hard week";
  return `${week}: ${said}; ${goal}.`;
}
