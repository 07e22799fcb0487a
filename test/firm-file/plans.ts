import fc from "fast-check";
import type { CalendarSpec, Hours } from "../../src/domain/calendar/spec.ts";
import type {
  FirmPlan,
  PlannedChannel,
  PlannedClient,
  PlannedGroup,
  PlannedPerson,
  PlannedStandard,
} from "../../src/domain/firm-plan.ts";

/** Names as firms have them, those that YAML takes for something else among them. */
const NAMES = [
  "Acme",
  "3000",
  "yes",
  "null",
  "O'Brien & Söhne",
  "Acme: Beta",
  "#hash",
  "- dash",
  "a, b",
  "[x]",
  "*star",
  "1.5",
  "Ω",
  "2026-01-01",
];
const name = fc.constantFrom(...NAMES);
const date = fc
  .tuple(fc.integer({ min: 2024, max: 2027 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .map(([y, m, d]) => `${y}-${String(m).padStart(2, "0")}-${String(d).padStart(2, "0")}`);
const time = (from: number, to: number) =>
  fc
    .integer({ min: from * 4, max: to * 4 - 1 })
    .map((q) => `${String(Math.floor(q / 4)).padStart(2, "0")}:${String((q % 4) * 15).padStart(2, "0")}`);

const day: fc.Arbitrary<readonly Hours[]> = fc.oneof(
  fc.constant([]),
  fc.tuple(time(7, 10), time(15, 19)).map(([open, close]): Hours[] => [[open, close]]),
  fc.tuple(time(7, 9), time(11, 12), time(13, 14), time(16, 20)).map(([a, b, c, d]): Hours[] => [
    [a, b],
    [c, d],
  ]),
  fc.tuple(time(20, 23), time(2, 6)).map(([open, close]): Hours[] => [[open, close]]),
);

const calendar: fc.Arbitrary<CalendarSpec> = fc.record({
  zone: fc.constantFrom("America/New_York", "Europe/London", "Asia/Kathmandu", "UTC"),
  weekly: fc.record({
    mon: fc.constant([["09:00", "17:30"]] as Hours[]),
    tue: day,
    wed: day,
    thu: day,
    fri: day,
    sat: day,
    sun: day,
  }),
  holidays: fc.uniqueArray(fc.record({ date, name }), { selector: (h) => h.date, maxLength: 5 }),
  exceptions: fc.uniqueArray(fc.record({ date, hours: day, name }), { selector: (h) => h.date, maxLength: 3 }),
});

const ladder: fc.Arbitrary<PlannedStandard["ladder"]> = fc.option(
  fc.constantFrom(
    [],
    [
      { when: { share: 0.25 }, to: ["owner"] as const },
      { when: "due" as const, to: ["owner", "lead"] as const },
    ],
    [{ when: { after: 90 }, to: ["partner", "lead"] as const }],
    [{ when: { share: 0.125 }, to: ["owner"] as const }],
  ),
  { nil: undefined },
);

const standard: fc.Arbitrary<PlannedStandard | undefined> = fc.option(
  fc.record({
    targets: fc
      .tuple(
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 200, max: 1200 }),
        fc.integer({ min: 1, max: 900 }),
        fc.integer({ min: 1200, max: 9000 }),
        fc.subarray(["acknowledge", "answer", "next answer", "resolve"] as const, { minLength: 1 }),
      )
      .map(([acknowledge, answer, next, resolve, kinds]) => {
        const all = { acknowledge, answer, "next answer": next, resolve };
        return Object.fromEntries(kinds.map((kind) => [kind, all[kind]]));
      }),
    source: name,
    ladder,
  }),
  { nil: undefined },
);

const optional = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined });

/** Known by a few addresses, so that one plan after another changes, renames and adds. */
const person = (n: number): fc.Arbitrary<PlannedPerson> =>
  fc.record({
    name: fc.constantFrom(`Person ${n}`, `Someone ${n}`),
    email: fc.constant(`p${n}@fixture.example`),
    zone: fc.constantFrom("Europe/London", "UTC"),
    partner: fc.boolean(),
    admin: n === 0 ? fc.constant(true) : fc.boolean(),
    riskOfficer: fc.boolean(),
    quiet: fc.constantFrom(
      { from: "19:00", to: "08:00" },
      { from: "00:00", to: "00:00" },
      { from: "21:30", to: "06:45" },
    ),
    left: n === 0 ? fc.constant<false>(false) : fc.constantFrom<(string | false)[]>(false, "2024-02-29", "2025-06-01"),
  });

export const plans: fc.Arbitrary<FirmPlan> = fc
  .record({
    name,
    calendar,
    jurisdiction: optional(fc.constantFrom("US-NY", "GB")),
    reviewedFor: fc.integer({ min: 2024, max: 2027 }),
    settings: fc.record({
      mergeMinutes: fc.integer({ min: 0, max: 99 }),
      mostAtOnce: fc.integer({ min: 1, max: 9_999 }),
      trackEmoji: fc.constantFrom("pushpin", "eyes"),
      resolveEmoji: fc.constantFrom("white_check_mark", "tada"),
    }),
    standard,
    count: fc.integer({ min: 1, max: 5 }),
  })
  .chain(({ count, ...firm }) =>
    fc.tuple(...Array.from({ length: count }, (_, n) => person(n))).chain((people) => {
      const who = fc.constantFrom(...people.map((p) => p.name));
      const groups: fc.Arbitrary<PlannedGroup[]> = fc.uniqueArray(
        fc.record({ name, lead: optional(who), members: fc.uniqueArray(who), partners: fc.uniqueArray(who), standard }),
        { selector: (g) => g.name, maxLength: 3 },
      );
      return groups.chain((made) => clientsAnd(firm, people, made, who));
    }),
  );

function clientsAnd(
  firm: Omit<FirmPlan, "people" | "groups" | "clients" | "channels">,
  people: PlannedPerson[],
  groups: PlannedGroup[],
  who: fc.Arbitrary<string>,
) {
  const group = groups.length === 0 ? fc.constant(undefined) : optional(fc.constantFrom(...groups.map((g) => g.name)));
  const matter = fc.record({
    name,
    group,
    responsible: optional(who),
    closed: optional(date.filter((d) => d < "2026-01-01")),
    standard,
  });
  const matters = fc.uniqueArray(matter, { selector: (m) => m.name, maxLength: 3 });
  const client: fc.Arbitrary<PlannedClient> = fc.record({ name, group, responsible: optional(who), standard, matters });
  return fc.uniqueArray(client, { selector: (c) => c.name, minLength: 1, maxLength: 4 }).chain((clients) =>
    fc.array(channel(clients), { maxLength: 4 }).map(
      (channels): FirmPlan => ({
        ...firm,
        people,
        groups,
        clients,
        channels: channels.map((ch, n) => ({
          ...ch,
          // Whether outsiders can read one is the platform's to say, and stays so from plan to plan.
          kind: n < 2 ? "shared" : "internal",
          shared: n < 2,
          ref: { platform: n % 2 ? "teams" : "slack", workspace: "T1", id: n % 2 ? `19:c${n}@thread.tacv2` : `C${n}` },
        })),
      }),
    ),
  );
}

const channel = (clients: readonly PlannedClient[]): fc.Arbitrary<Omit<PlannedChannel, "ref" | "kind">> =>
  fc.constantFrom(...clients).chain((c) =>
    fc.record({
      name: fc.constantFrom("general", "acme-counsel", "2026"),
      client: fc.constant(c.name),
      matter: optional(fc.constantFrom(...(c.matters ?? []).map((m) => m.name), undefined)),
    }),
  );
