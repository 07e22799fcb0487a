import { at } from "../../src/domain/time.ts";
import {
  conflictList,
  conflictNotice,
  type FoundShown,
  inMatter,
  type ListedShown,
} from "../../src/views/conflict-notice.ts";
import * as conflictViews from "../../src/views/conflicts.ts";

const zone = "America/New_York";
const now = at("2026-01-14T15:15-05:00");

const AGAINST = inMatter("Acme", "Acme v. Beta");
const inWords: FoundShown = {
  ...{ id: 7, name: "Beta Holdings", kind: "adverse", forWhom: AGAINST, outcome: null },
  where: { is: "words", called: "globex-lease", client: "Globex" },
  ...{ messageAt: at("2026-01-14T10:12-05:00"), link: "https://example.invalid/C1/7" },
};
const likeClient: FoundShown = {
  ...{ id: 8, name: "Hooli", kind: "prospective", outcome: null },
  where: { is: "client", called: "Hooli GmbH", client: "Hooli GmbH" },
};
const askedFor: FoundShown = {
  ...{ id: 9, name: "Betta Holdings", askedBy: "Pat Reyes", outcome: null },
  where: { is: "search", called: "" },
  like: [
    { is: "adverse", called: "Beta Holdings", of: AGAINST },
    { is: "matter", called: "Acme v. Beta", of: "Acme" },
  ],
};
const everywhere: readonly FoundShown[] = [
  inWords,
  likeClient,
  {
    ...inWords,
    id: 10,
    kind: "adverse",
    forWhom: undefined,
    where: { is: "matter", called: "Initech v. Beta", client: "Initech" },
  },
  {
    ...likeClient,
    id: 11,
    forWhom: inMatter("Initech"),
    where: { is: "contact", called: "Gavin Hooli", client: "Globex" },
  },
  { ...likeClient, id: 12, where: { is: "account", called: "Gavin Hooli" } },
  { ...likeClient, id: 13, where: { is: "channel", called: "hooli-intake" } },
  { ...likeClient, id: 14, where: { is: "channel", called: "hooli-lease", client: "Globex" } },
  askedFor,
  {
    ...inWords,
    id: 15,
    outcome: "none",
    settledBy: "Ash Sato",
    messageAt: undefined,
    where: { is: "words", called: "hooli-intake" },
  },
  { ...inWords, id: 16, outcome: "conflict" },
];
const listedNames: readonly ListedShown[] = [
  { id: 3, kind: "adverse", names: ["Beta Holdings", "Betamax", "Beta AG"], forWhom: AGAINST },
  { id: 4, kind: "prospective", names: ["Hooli"] },
];
/** What risk officers read of conflicts of interest, and what everybody else does. */
export const conflictCards = {
  "to a risk officer: a name in a client's channel": conflictNotice([inWords], zone, now),
  "to a risk officer: a name somebody asked about": conflictNotice([askedFor], zone, now),
  "to a risk officer: many possible conflicts": conflictNotice(everywhere, zone, now),
  "to a risk officer: all of them settled": conflictNotice(
    [{ ...inWords, outcome: "none", settledBy: "Ash Sato", because: "another Beta" }],
    zone,
    now,
  ),
  "conflicts: open ones and the list": conflictList([inWords, likeClient], listedNames, zone, now),
  "conflicts: none open": conflictList([], listedNames.slice(1), zone, now),
  "conflicts: nobody listed": conflictList([], [], zone, now),
  "conflicts: very many listed": conflictList(
    [],
    Array.from({ length: 42 }, (_, i) => ({ ...listedNames[1]!, id: i + 1 })),
    zone,
    now,
  ),
  "reply: a name is looked up": conflictViews.lookedUp(),
  "reply: nobody is like it": conflictViews.foundLike("Vandelay", []),
  "reply: who is like it": conflictViews.foundLike("Betta Holdings", [
    ...askedFor.like!,
    { is: "client", called: "Beta Ltd" },
    { is: "contact", called: "Bea Beta", of: "Globex" },
    { is: "account", called: "Bea Beta" },
    { is: "channel", called: "beta-lease", of: "Globex" },
    { is: "prospective", called: "Beta Two", of: "Globex" },
  ]),
  "reply: very many are like it": conflictViews.foundLike(
    "Beta",
    Array.from({ length: 42 }, (_, i) => ({ is: "client", called: `Beta ${i}` }) as const),
  ),
  "reply: a name somebody asked about that is like many": conflictNotice(
    [{ ...askedFor, like: Array.from({ length: 7 }, (_, i) => ({ is: "client", called: `Beta ${i}` }) as const) }],
    zone,
    now,
  ),
  "reply: a name is listed": conflictViews.listed(listedNames[0]!),
  "reply: a name is listed for nobody": conflictViews.listed(listedNames[1]!),
  "reply: a name is listed no more": conflictViews.unlisted("Hooli"),
  "reply: no conflict": conflictViews.isNone(inWords),
  "reply: a conflict in a matter": conflictViews.isOne(everywhere[2]!),
  "reply: a conflict in a channel": conflictViews.isOne(inWords),
  "reply: a conflict in a channel of no client": conflictViews.isOne(everywhere[5]!),
  "reply: a conflict with an outsider": conflictViews.isOne(everywhere[4]!),
  "reply: a possible conflict settled already": conflictViews.settledAlready({
    ...{ ...inWords, outcome: "none", settledBy: "Ash Sato" },
  }),
  "reply: one settled already by somebody who is gone": conflictViews.settledAlready({
    ...inWords,
    outcome: "conflict",
  }),
  "refusal: no such possible conflict": conflictViews.noSuchConflict(99),
  "refusal: no such name": conflictViews.noSuchName(99),
  "refusal: no name": conflictViews.noName(),
  "to an admin: nobody is risk officer": conflictViews.noRiskOfficer(),
  "to an admin: no risk officer may look at one": conflictViews.noOfficerInside(),
};
