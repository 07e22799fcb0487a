import { z } from "zod";

// Descriptions are shown by editors, as one writes. What is wrong is said in `said.ts`.

const text = z.string().trim().min(1);
const date = z.string().describe("A date, such as 2026-12-24.");
const hours = z
  .string()
  .describe(
    'Opening hours such as 09:00-17:30, several as "09:00-12:30, 13:30-17:30", overnight as 22:00-06:00, or closed.',
  );
const person = text.describe("A person by name; by e-mail address where two have the same name.");
const target = text.describe("Business time such as 30 min, 4 h, 1 h 30 min, 1 business day.");

const standard = z
  .strictObject({
    acknowledge: target.optional(),
    answer: target.optional(),
    "next answer": target.describe("Where it differs from answer; none: this standard is silent about it.").optional(),
    resolve: target.optional(),
    source: text.describe("Where it was agreed, such as engagement letter, section 4.").optional(),
    ladder: z
      .union([z.literal("none"), z.record(z.string(), text)])
      .describe("Who is nudged when, such as { 50 %: owner, due: owner and lead, due + 1 h: partner }.")
      .optional(),
  })
  .describe("Within what time answers are owed. Where a clock is left out, the next wider standard has its say.");

const formerly = text.describe("What it was called until now: renames it, with all that belongs to it.").optional();

const walls = z
  .array(
    z.strictObject({
      screened: z.array(text).min(1).describe("People and groups who are kept out.").optional(),
      "need to know": z.array(text).min(1).describe("People and groups who alone are let in.").optional(),
      why: text.describe("Why; it stays on record."),
    }),
  )
  .describe("Ethical walls: exactly these stand; where left out, those that stand do. For risk officers.")
  .optional();
const period = text.describe("Such as 90 days, 18 months, 7 years, nothing.");
const retention = z
  .strictObject({
    words: period.describe("What people wrote.").optional(),
    people: period.describe("Who of a client asked, and why something was dismissed.").optional(),
    sent: period.describe("What the bot wrote to the firm's own people.").optional(),
  })
  .describe("How long what is kept: in place of the firm's rule, or for good where there is none. Left out, it stays.")
  .optional();
const hold = text
  .describe("Why it is under legal hold; none: it is not. Left out, it stays. For risk officers.")
  .optional();

const matter = z
  .strictObject({
    responsible: person.optional(),
    group: text.describe("The practice group, where it is another than the client's.").optional(),
    closed: date.optional(),
    standard: standard.optional(),
    walls,
    hold,
    formerly,
  })
  .nullable();

/** A firm as its file says it. Every section but the first two may be left out, and stays as it is then. */
export const firmFile = z
  .strictObject({
    firm: text.describe("The firm's name."),
    zone: text.describe("Its time zone, such as Europe/London."),
    hours: z
      .record(z.string(), hours)
      .describe("By weekday, mon to sun, or several as mon-thu. A day left out is closed.")
      .optional(),
    holidays: z
      .strictObject({
        of: text.describe("Whose public holidays, such as US-NY.").optional(),
        reviewed: z.int().min(1970).max(2100).describe("The last year that somebody has looked through.").optional(),
        days: z.record(z.string(), text).describe("By date, what it is.").nullable().optional(),
      })
      .describe("Days on which no clock runs.")
      .optional(),
    "special days": z
      .record(z.string(), z.strictObject({ hours, for: text }))
      .describe("Days with hours of their own: closures, half days.")
      .nullable()
      .optional(),
    settings: z
      .strictObject({
        "merge minutes": z.int().min(0).max(1440).describe("Messages so close together are one inquiry.").optional(),
        "track emoji": text.describe("Makes a message an inquiry.").optional(),
        "resolve emoji": text.describe("Resolves an inquiry.").optional(),
        "most at once": z
          .int()
          .min(1)
          .max(100_000)
          .describe("To more people than this nothing is sent at once before an admin has said so.")
          .optional(),
      })
      .optional(),
    standard: standard.optional(),
    retention,
    people: z
      .array(
        z.strictObject({
          name: text,
          email: z.email().optional(),
          partner: z
            .boolean()
            .describe("Of the firm: sees all of it, reads the digest, and is nudged last.")
            .optional(),
          admin: z.boolean().describe("Sets the firm up and grants roles; sees no inquiries by that.").optional(),
          "risk officer": z.boolean().describe("Keeps walls, clears conflicts, reads the audit log.").optional(),
          zone: text.describe("Where it is not the firm's.").optional(),
          quiet: text
            .describe("When they are not disturbed: 20:00-07:30, or none. 19:00-08:00 where left out.")
            .optional(),
          left: z
            .union([date, z.literal(false)])
            .describe("The day they left; false: they are back.")
            .optional(),
          formerly: z.email().describe("The e-mail address they were known by until now.").optional(),
        }),
      )
      .optional(),
    groups: z
      .record(
        text,
        z.strictObject({
          lead: person.optional(),
          members: z.array(person).optional(),
          partners: z
            .array(person)
            .describe("Partners of this group alone: those of the firm see it anyway.")
            .optional(),
          standard: standard.optional(),
          formerly,
        }),
      )
      .describe("Practice groups by name.")
      .nullable()
      .optional(),
    clients: z
      .record(
        text,
        z
          .strictObject({
            group: text.describe("Its practice group.").optional(),
            responsible: person.optional(),
            standard: standard.optional(),
            walls,
            hold,
            retention,
            matters: z.record(text, matter).describe("By name.").nullable().optional(),
            formerly,
          })
          .nullable(),
      )
      .describe("Clients by name.")
      .nullable()
      .optional(),
    channels: z
      .array(
        z.strictObject({
          channel: text.describe("Its name, without #."),
          client: text.optional(),
          matter: text.optional(),
          kind: z
            .enum(["shared", "internal", "other"])
            .describe(
              "shared: the client's people are in it (where left out); internal: about a client; other: nothing is read.",
            )
            .optional(),
          id: text
            .describe("platform/workspace/id, where the name alone does not say which; needed before the bot is in it.")
            .optional(),
        }),
      )
      .optional(),
  })
  .describe("A firm, as Rejoinder keeps it: npm run firm -- check firm.yaml says what it would change.");

export type FirmFile = z.infer<typeof firmFile>;
export type FileStandard = z.infer<typeof standard>;

/** The same for editors, as JSON Schema. */
export const firmSchema = () => z.toJSONSchema(firmFile, { target: "draft-07", io: "input" });
