import { Document, isMap, isNode, isScalar, type Node, parseDocument, type Scalar, visit, type YAMLMap } from "yaml";
import { firmChanges } from "../domain/firm-changes.ts";
import type { FirmPlan } from "../domain/firm-plan.ts";
import { mergeInto } from "./merge.ts";
import { type Against, readFirmFile } from "./read.ts";
import { inStyle } from "./style.ts";
import { firmWritten } from "./written.ts";

const FORM = { lineWidth: 0, nullStr: "", flowCollectionPadding: true } as const;

/** The firm as a file, with a word on each section. `schema`: where the file's schema lies, as seen from the file. */
export function newFirmFile(plan: FirmPlan, schema: string): string {
  const doc = new Document(firmWritten(plan, false));
  doc.commentBefore = ` yaml-language-server: $schema=${schema}\n${HEAD}`;
  for (const pair of (doc.contents as YAMLMap).items) {
    const key = pair.key as Node;
    const comment = COMMENTS[String(isScalar(key) ? key.value : key)];
    if (comment === undefined) continue;
    key.spaceBefore = true;
    key.commentBefore = comment;
  }
  inStyle(doc.contents);
  return doc.toString(FORM);
}

/**
 * A file that there is, brought up to what the firm is now: values are put right where they stand, and its comments, its order
 * and its own way of writing stay. A file that says the same already is given back as it is.
 * @returns undefined where it cannot be read, and had better be put right first.
 */
export function updatedFirmFile(yaml: string, plan: FirmPlan, against: Omit<Against, "known">): string | undefined {
  const read = readFirmFile(yaml, { ...against, known: plan });
  if (
    "plan" in read &&
    read.stays.length === 0 &&
    firmChanges(plan, read.plan).length === 0 &&
    !/^\s*formerly:/m.test(yaml)
  )
    return yaml;
  const doc = parseDocument(yaml, { prettyErrors: false });
  if (doc.errors.length > 0 || !isMap(doc.contents)) return undefined;
  settleComments(doc, yaml);
  mergeInto(doc, doc.contents, { short: firmWritten(plan, false), full: firmWritten(plan, true) }, plan);
  return doc.toString(FORM);
}

/** A comment below a name with nothing after it is read as that nothing's own: it goes to the line that it stands above. */
function settleComments(doc: Document, yaml: string): void {
  const keys: Node[] = [];
  const astray: Scalar[] = [];
  visit(doc, {
    Pair(_, { key, value }) {
      if (isNode(key) && key.range) keys.push(key);
      if (isScalar(value) && value.value === null && value.comment && value.range) {
        const rest = yaml.slice(value.range[0]);
        if (rest.indexOf("\n") < rest.indexOf("#")) astray.push(value);
      }
    },
  });
  for (const nothing of astray) {
    const next = keys.find((key) => key.range![0] > nothing.range![0]);
    const comment = nothing.comment!.replace(/^\n+/, "");
    nothing.comment = null;
    nothing.spaceBefore = false;
    if (!next) doc.comment = [comment, doc.comment].filter(Boolean).join("\n");
    else {
      next.commentBefore = [comment, next.commentBefore].filter(Boolean).join("\n");
      next.spaceBefore = true;
    }
  }
}

const HEAD = ` The firm, as Rejoinder keeps it. What a change would do:  npm run firm -- check firm.yaml
 Make it so:                                              npm run firm -- apply firm.yaml
 A section that is left out stays as it is; within an entry, what is left out is as usual. Nobody and nothing is
 ever deleted. Everyone is called by name. To rename, write the new name and, under it, formerly: and the old one.`;

const COMMENTS: Readonly<Record<string, string>> = {
  hours: ` When the office is open: clocks run in these hours alone. Several a day: "09:00-12:30, 13:30-17:30"; overnight: 22:00-06:00.`,
  holidays: ` Days on which no clock runs. Look through them once a year, then put that year at "reviewed".`,
  "special days": " Days with hours of their own: { hours: 09:00-13:00, for: Christmas Eve }, or hours: closed.",
  settings: " Messages so close together are one inquiry; the emojis that track a message and resolve an inquiry.",
  standard: ` Within what business time the firm answers: 30 min, 4 h, 1 business day (as long as the longest day above).
 Groups, clients and matters may have their own; the narrowest wins. What a clock started under stays with it.`,
  people: ` Known by their e-mail address. Quiet hours are 19:00-08:00 where nothing else is said. Someone who leaves stays in
 the list, with the day: left: 2026-03-31.`,
  groups: " Practice groups: who leads them, who belongs to them.",
  retention: ` How long what is kept: words that people wrote, people who asked, what the bot sent. A legal hold comes before it.`,
  clients: ` Who answers for a client and its matters, what was agreed with it, and what is kept from whom: walls, and why; hold:
 and why. Where these are left out they stay as they are; [] lifts walls, and hold: none a hold. This file is for those alone
 who may read it all.`,
  channels: " What a channel is for. One that is not here stays what it is; to read nothing in one: kind: other.",
};
