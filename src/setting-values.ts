import { z } from "zod";
import { isFirmKey } from "./seal/keyring.ts";
import type { Setting } from "./settings.ts";

/** The settings as they were written; what is empty is absent. */
export type Given = Partial<Record<Setting, string>>;

const databaseUrl = z.string().superRefine((value, context) => {
  const say = (message: string) => context.addIssue({ code: "custom", message });
  const protocol = /^([a-z][a-z0-9+.-]*):\/\//i.exec(value)?.[1]?.toLowerCase();
  if (!protocol) say("is not a URL.");
  else if (protocol !== "postgresql" && protocol !== "postgres")
    say(`begins with ${protocol}://, but only PostgreSQL serves.`);
  else if (!URL.canParse(value)) say("cannot be read as a URL.");
});

/** A token that stands in another's place is told where it belongs. */
const secret = (prefix: string, kind: string) =>
  z.string().superRefine((value, context) => {
    const found = Object.entries(kinds).find(([start]) => value.startsWith(start));
    if (prefix ? value.startsWith(prefix) && value.length > prefix.length : !found && /^\S{8,}$/.test(value)) return;
    const message = found && found[0] !== prefix ? `holds ${found[1]}, not ${kind}.` : `is not ${kind}.`;
    context.addIssue({ code: "custom", message });
  });

const kinds = {
  "xoxb-": "a bot token, which belongs in SLACK_BOT_TOKEN",
  "xapp-": "an app-level token, which belongs in SLACK_APP_TOKEN",
  "xoxp-": "a user's token, which serves nowhere here",
  "xoxe.xoxb-":
    "a token that expires (token rotation is on in the app), which only installing by OAuth renews (SLACK_CLIENT_ID and the three after it)",
  xoxe: "a configuration or refresh token, which serves nowhere here",
};

/** An https origin; http only on this machine, for trying out. */
function isPublic(value: string): boolean {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  const near = url?.protocol === "http:" && /^(?:localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname);
  return url !== undefined && (url.protocol === "https:" || near) && value.replace(/\/+$/, "") === url.origin;
}

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const guid = z.string().regex(GUID, "is not a GUID, such as 00000000-0000-0000-0000-000000000000.");

const server = z.url({ protocol: /^https?$/, error: "is not an http or https URL." });

const port = z.coerce
  .number("is not a number.")
  .int("is not a whole number.")
  .min(0, "is below 0.")
  .max(65_535, "is above 65535.");

const SHORT_KEY = "is shorter than 32 characters: too easily guessed.";
const KEY = "is no key: neither 32 bytes in base64, nor a key's ARN, nor its address in Azure Key Vault.";

/** What each value must be, one by one. A message is the end of a sentence that begins with the setting's name. */
export const shape = z.object({
  DATABASE_URL: databaseUrl.optional(),
  MIGRATE_DATABASE_URL: databaseUrl.optional(),
  DATA_FOLDER: z.string().default("data"),
  SEALING_KEY: z.string().refine(isFirmKey, KEY).optional(),
  SEALING_KEY_FILE: z.string().optional(),
  SEALING_KEY_OLD: z
    .string()
    .refine(
      (value) =>
        value
          .split(/[\s,]+/)
          .filter(Boolean)
          .every(isFirmKey),
      KEY,
    )
    .optional(),
  KEY_LIST_FILE: z.string().optional(),
  STORE_TEXT: z.enum(["yes", "no"], "is neither yes nor no.").default("yes"),
  AWS_ACCESS_KEY_ID: z.string().optional(),
  AWS_SECRET_ACCESS_KEY: z.string().optional(),
  AWS_SESSION_TOKEN: z.string().optional(),
  AWS_CONTAINER_CREDENTIALS_FULL_URI: z.string().optional(),
  AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: z.string().optional(),
  AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: z.string().optional(),
  AZURE_TENANT_ID: z.string().optional(),
  AZURE_CLIENT_ID: z.string().optional(),
  AZURE_CLIENT_SECRET: z.string().optional(),
  SLACK_BOT_TOKEN: secret("xoxb-", "a bot token (xoxb-…)").optional(),
  SLACK_SIGNING_SECRET: secret("", "a signing secret").optional(),
  SLACK_APP_TOKEN: secret("xapp-", "an app-level token (xapp-…)").optional(),
  SLACK_CLIENT_ID: z
    .string()
    .regex(/^\d+\.\d+$/, "is not a client id, which is two numbers with a dot between.")
    .optional(),
  SLACK_CLIENT_SECRET: secret("", "a client secret").optional(),
  SLACK_WORKSPACES: z
    .string()
    .regex(/^[TE][A-Z0-9]+(?:[\s,]+[TE][A-Z0-9]+)*[\s,]*$/, "is not a list of ids such as T0123ABCD, E0123ABCD.")
    .optional(),
  SLACK_PUBLIC_URL: z
    .string()
    .refine(isPublic, "is not an https address of a server alone, without a path.")
    .optional(),
  TEAMS_APP_ID: guid.optional(),
  TEAMS_TENANT_ID: guid.optional(),
  TEAMS_APP_PASSWORD: z
    .string()
    .refine((value) => !GUID.test(value), "holds a GUID: that is the secret's id.")
    .optional(),
  TEAMS_CERTIFICATE_FILE: z.string().optional(),
  TEAMS_CERTIFICATE_KEY_FILE: z.string().optional(),
  TEAMS_MANAGED_IDENTITY: z.enum(["true", "false"], "is neither.").optional(),
  TEAMS_PORT: port.default(3978),
  FIRM_NAME: z.string().max(200, "is too long.").optional(),
  FIRM_ZONE: z.string().optional(),
  FIRM_HOLIDAYS: z.string().optional(),
  FIRM_ADMIN: z
    .string()
    .regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, "is not an e-mail address.")
    .optional(),
  BUTTON_KEY: z.string().min(32, SHORT_KEY).optional(),
  BUTTON_KEY_BEFORE: z.string().min(32, SHORT_KEY).optional(),
  SLACK_API_URL: server.optional(),
  TEAMS_API_URL: server.optional(),
  HOST: z
    .string()
    .regex(/^[^\s/]+$/, "is not an address.")
    .default("127.0.0.1"),
  PORT: port.default(3000),
  SANDBOX_PORT: port.default(4747),
  HEALTH_PORT: port.default(3010),
  HEARTBEAT_URL: server.optional(),
  AUDIT_CHECKPOINTS: z.string().optional(),
  AUDIT_CHECKPOINT_MINUTES: z.coerce
    .number("is not a number.")
    .int("is not a whole number.")
    .min(1, "is below 1.")
    .max(10_080, "is more than a week.")
    .default(60),
  AUDIT_CHECKPOINT_CHANNEL: z
    .string()
    .regex(/^(?:slack|teams)\/[^/\s]+\/\S+$/, "is no channel.")
    .optional(),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"], "is none of the levels.").default("info"),
});
