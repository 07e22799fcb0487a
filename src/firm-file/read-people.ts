import { CalendarError, readDate, readZone } from "../domain/calendar/values.ts";
import { type PlannedPerson, personMeant, referenceTo, samePerson } from "../domain/firm-plan.ts";
import { findByName, nearest } from "../domain/nearest.ts";
import { hoursMeant, type Tell } from "./read-calendar.ts";
import type { Path } from "./said.ts";
import type { FirmFile } from "./shape.ts";

type Written = NonNullable<FirmFile["people"]>[number];

/** Everyone there will be: those of the file, and those that are known and not in it, who stay. `today`: a date of the firm's. */
export function readPeople(
  { people: written }: FirmFile,
  known: readonly PlannedPerson[],
  today: string,
  tell: Tell,
): { people: PlannedPerson[]; stay: PlannedPerson[] } {
  if (!written) return { people: [...known], stay: [] };
  const people = written.map((person, i) => onePerson(person, ["people", i], today, tell));
  twice(people, tell);
  const here = new Set(people.map((person) => samePerson(person, known)));
  const stay = known.filter((person) => !here.has(person));
  people.forEach((person, i) => {
    if (samePerson(person, known)) return;
    const was = stay.find((one) => one.name.toLowerCase() === person.name.toLowerCase());
    if (was?.email)
      tell(
        ["people", i],
        `${person.name} is known by ${was.email}, which is not in the file. A new address: add "formerly: ${was.email}". Somebody else: keep both in the file.`,
      );
  });
  return { people: [...people, ...stay], stay };
}

function onePerson(written: Written, path: Path, today: string, tell: Tell): PlannedPerson {
  const { quiet, left, email, zone, "risk officer": riskOfficer, ...rest } = written;
  const checked = (key: string, read: () => unknown) => {
    try {
      read();
    } catch (thrown) {
      if (!(thrown instanceof CalendarError)) throw thrown;
      tell([...path, key], thrown.message);
    }
  };
  if (zone !== undefined) checked("zone", () => readZone(zone));
  if (typeof left === "string")
    checked("left", () => {
      readDate(left);
      if (left > today)
        throw new CalendarError(`${left} has not come yet. Write it on the day that ${rest.name} leaves.`);
    });
  return {
    ...rest,
    email: email?.toLowerCase(),
    zone,
    left,
    ...(riskOfficer !== undefined && { riskOfficer }),
    ...(quiet !== undefined && { quiet: readQuiet(quiet, path, tell) }),
  };
}

const NONE = { from: "00:00", to: "00:00" } as const;

function readQuiet(said: string, path: Path, tell: Tell): PlannedPerson["quiet"] {
  if (/^none$/i.test(said.trim())) return NONE;
  try {
    const [one, more] = hoursMeant(said, "these quiet hours");
    if (one && !more && !one.includes("24:00")) return { from: one[0], to: one[1] };
  } catch (thrown) {
    if (!(thrown instanceof CalendarError)) throw thrown;
  }
  tell([...path, "quiet"], `"${said}" are no quiet hours. Write them like 20:00-07:30, or none.`);
  return undefined;
}

function twice(people: readonly PlannedPerson[], tell: Tell) {
  people.forEach((person, i) => {
    const before = people.slice(0, i);
    if (person.email && before.some((one) => one.email === person.email))
      tell(
        ["people", i, "email"],
        `${person.email} is somebody's already. Give each person their own, or take one of the two away.`,
      );
    else if (
      before.some((one) => (!person.email || !one.email) && one.name.toLowerCase() === person.name.toLowerCase())
    )
      tell(
        ["people", i, "name"],
        `${person.name} is in the list twice. Give each their e-mail address, or take one of the two away.`,
      );
  });
}

/** Who is meant, called so that nobody else is. Undefined where that is not to be told, which is said. */
export function personNamed(
  said: string | undefined,
  path: Path,
  people: readonly PlannedPerson[],
  tell: Tell,
): string | undefined {
  if (said === undefined) return undefined;
  const person = personMeant(said, people);
  if (person) return referenceTo(person, people);
  if (people.some((p) => p.name.toLowerCase() === said.toLowerCase()))
    tell(path, `Several people are called ${said}. Write the e-mail address of the one you mean.`);
  else
    tell(
      path,
      `Nobody is called "${said}". ${didYouMean(said, people) ?? "Add them under people, or correct the name."}`,
    );
  return undefined;
}

export function didYouMean(said: string, known: readonly { readonly name: string }[]): string | undefined {
  const like = nearest(
    said,
    known.map(({ name }) => name),
  );
  if (like !== undefined) return `Did you mean ${like}?`;
  const found = findByName(said, known);
  const near = "found" in found ? [found.found] : "several" in found ? found.several.slice(0, 3) : found.nearest;
  return near.length > 0 ? `Did you mean ${near.map((one) => one.name).join(" or ")}?` : undefined;
}
