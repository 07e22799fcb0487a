/** The settings as a list for `--help`. */
export function settingsHelp(): string {
  const width = Math.max(...Object.keys(settings).map((name) => name.length));
  const lines = Object.entries(settings).map(
    ([name, { what, where }]) => `  ${name.padEnd(width)}  ${what}\n  ${" ".repeat(width)}  ${where}`,
  );
  return [
    "Settings, from the environment or a file .env (see .env.example). A secret may stand in a file of its own, which the",
    "setting with _FILE after its name names: SLACK_BOT_TOKEN_FILE=/run/secrets/slack.",
    ...lines,
  ].join("\n");
}

const slackApp = "api.slack.com/apps → your app";
const azureBot = "portal.azure.com → your Azure Bot → Configuration";
const entraApp = "entra.microsoft.com → App registrations → your bot → Certificates & secrets";

const AWS = "AWS → IAM → the role or user; it needs kms:Encrypt and kms:Decrypt on that one key.";
const BY_AWS = "Set by AWS itself; leave it alone.";
const ENTRA = "entra.microsoft.com → App registrations; it needs wrap and unwrap on that one key.";

/** Every setting there is: what it is for, and where its value is found. */
export const settings = {
  DATABASE_URL: {
    what: "PostgreSQL 15 or newer to keep everything in; without it, an embedded database.",
    where:
      "Write it like postgresql://user:password@host:5432/rejoinder (in a password, @ is %40, / is %2F, # is %23).",
  },
  MIGRATE_DATABASE_URL: {
    what: "The same database by the user who owns its tables, where DATABASE_URL is one who may not change them.",
    where:
      "Written like DATABASE_URL; npm run migrate -- --help says how the two are made. Unset: DATABASE_URL serves for both.",
  },
  DATA_FOLDER: {
    what: "Folder of the embedded database, and of the keys where nothing else is set: keep it as safe as your files.",
    where: "Any folder this user may write to; data/ if unset.",
  },
  SEALING_KEY: {
    what: "The firm's key, by which all that is confided is sealed: 32 bytes, or the name of a key with AWS KMS or Azure Key Vault.",
    where:
      "npm run keys -- make writes one into a file, which needs no setting; or arn:aws:kms:…:key/…, or https://….vault.azure.net/keys/….",
  },
  SEALING_KEY_FILE: {
    what: "Or the file that the firm's key is in.",
    where: "keys/firm.key in DATA_FOLDER if unset; made at the first start beside an embedded database.",
  },
  SEALING_KEY_OLD: {
    what: "Keys that SEALING_KEY was before, commas between, until nothing is wrapped with them any more.",
    where: "npm run keys says which are needed.",
  },
  KEY_LIST_FILE: {
    what: "Where the list of clients' keys is kept, which a restore needs beside the backup; always written over.",
    where: "keys/clients.keys in DATA_FOLDER if unset.",
  },
  STORE_TEXT: {
    what: "Whether what people write is kept, sealed. With no, it is read as it comes and only what it meant is kept.",
    where: "yes or no; yes if unset.",
  },
  AWS_ACCESS_KEY_ID: {
    what: "Proves the program to AWS KMS; without it, its container's or machine's role does.",
    where: AWS,
  },
  AWS_SECRET_ACCESS_KEY: { what: "The secret that goes with it.", where: AWS },
  AWS_SESSION_TOKEN: { what: "And its session's token, where it is a temporary one.", where: AWS },
  AWS_CONTAINER_CREDENTIALS_FULL_URI: { what: "Where a container's role is asked for.", where: BY_AWS },
  AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: { what: "The same, on ECS.", where: BY_AWS },
  AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: { what: "What the container proves itself by there.", where: BY_AWS },
  AZURE_TENANT_ID: {
    what: "Proves the program to Azure Key Vault, with the next two; without them, its managed identity does.",
    where: ENTRA,
  },
  AZURE_CLIENT_ID: { what: "The application's id; alone, that of a user-assigned managed identity.", where: ENTRA },
  AZURE_CLIENT_SECRET: { what: "Its client secret.", where: ENTRA },
  SLACK_BOT_TOKEN: {
    what: "The Slack app's bot token, xoxb-…",
    where: `Find it at ${slackApp} → OAuth & Permissions.`,
  },
  SLACK_SIGNING_SECRET: {
    what: "With this, Slack's events come by HTTP, each checked against it. It or SLACK_APP_TOKEN is needed.",
    where: `Find it at ${slackApp} → Basic Information → App Credentials.`,
  },
  SLACK_APP_TOKEN: {
    what: "With this, they come over Socket Mode, without a public address: an app-level token, xapp-…",
    where: `Make one at ${slackApp} → Basic Information → App-Level Tokens, with the scope connections:write.`,
  },
  SLACK_CLIENT_ID: {
    what: "In place of SLACK_BOT_TOKEN, this and the next three let admins install it in several workspaces of the firm.",
    where: `Find it at ${slackApp} → Basic Information → App Credentials.`,
  },
  SLACK_CLIENT_SECRET: {
    what: "The Slack app's client secret.",
    where: `Find it at ${slackApp} → Basic Information → App Credentials.`,
  },
  SLACK_WORKSPACES: {
    what: "The ids of the firm's workspaces, the only ones that may install it: T…, or E… for a whole organisation; commas between.",
    where:
      "Each stands in the address of Slack in a browser, app.slack.com/client/T…; such as SLACK_WORKSPACES=T0123ABCD",
  },
  SLACK_PUBLIC_URL: {
    what: "Where a browser reaches the program from outside, to install it.",
    where:
      "The address of your proxy with TLS, which hands requests on to PORT: SLACK_PUBLIC_URL=https://rejoinder.example.com",
  },
  TEAMS_APP_ID: {
    what: "The bot's Microsoft app id, a GUID. It, the tenant, and one of the three after it serve Microsoft Teams.",
    where: `Find it at ${azureBot} → Microsoft App ID.`,
  },
  TEAMS_TENANT_ID: {
    what: "The firm's own Microsoft 365 tenant, a GUID; what comes from another is refused.",
    where: `Find it at ${azureBot} → App Tenant ID, or at entra.microsoft.com → Overview.`,
  },
  TEAMS_APP_PASSWORD: {
    what: "The bot proves itself by this client secret.",
    where: `Make one at ${entraApp} → Client secrets, and take its Value, not its Secret ID.`,
  },
  TEAMS_CERTIFICATE_FILE: {
    what: "Or by a certificate: the file with it, in PEM.",
    where: `The one uploaded at ${entraApp} → Certificates.`,
  },
  TEAMS_CERTIFICATE_KEY_FILE: {
    what: "The certificate's private key, in PEM, without a passphrase.",
    where: "The file that was made together with the certificate.",
  },
  TEAMS_MANAGED_IDENTITY: {
    what: "Or, on a machine of Azure's, by the user-assigned managed identity that TEAMS_APP_ID names.",
    where: "true or false; the bot's type at portal.azure.com must then be User-Assigned Managed Identity.",
  },
  TEAMS_PORT: {
    what: "Port to listen on for Teams.",
    where: "A number from 0 to 65535; 3978 if unset, 0 for any free one.",
  },
  FIRM_NAME: {
    what: "The firm's name. This and the next three are for the first start, on an empty database.",
    where: 'As people know it, such as FIRM_NAME="Fixture & Partners LLP".',
  },
  FIRM_ZONE: {
    what: "The firm's time zone; its hours are Monday to Friday 09:00 to 17:30 there.",
    where: "An area and a city, such as FIRM_ZONE=America/New_York.",
  },
  FIRM_HOLIDAYS: {
    what: "Whose public holidays the firm keeps: a country, and a state where it has its own.",
    where: "Such as FIRM_HOLIDAYS=US-NY, or GB-ENG; the list is the firm's to review.",
  },
  FIRM_ADMIN: {
    what: "The e-mail address of the firm's admin, who is told what nobody owns.",
    where: "The one in their chat profile, such as FIRM_ADMIN=ash@fixture.example.",
  },
  BUTTON_KEY: {
    what: "Seals what buttons carry, so that each is good for one person only. All processes of the firm need the same.",
    where:
      "Any 32 characters or more that nobody guesses, as of openssl rand -base64 32. Unset: drawn from what the platform's app is set up with; with a managed identity alone, buttons end with the process.",
  },
  BUTTON_KEY_BEFORE: {
    what: "The key before that one: buttons sealed with it work on.",
    where: "What BUTTON_KEY was until now; leave it out once nobody presses those any more.",
  },
  SLACK_API_URL: { what: "Another server in Slack's place, for tests.", where: "Leave it unset to talk to Slack." },
  TEAMS_API_URL: {
    what: "Another server in Microsoft's place, for tests.",
    where: "Leave it unset to talk to Microsoft.",
  },
  HOST: { what: "Address to listen on for HTTP.", where: "127.0.0.1 if unset: put a proxy with TLS before it." },
  PORT: {
    what: "Port to listen on for Slack's HTTP.",
    where: "A number from 0 to 65535; 3000 if unset, 0 for any free one.",
  },
  SANDBOX_PORT: {
    what: "Port of the sandbox's page, on this machine alone.",
    where: "A number from 0 to 65535; 4747 if unset, the next free one where that is taken, 0 for any free one.",
  },
  HEALTH_PORT: {
    what: "Port to listen on for whoever watches the program: /healthz, /readyz and /metrics.",
    where: "A number from 0 to 65535; 3010 if unset, 0 for any free one. It needs no public address.",
  },
  HEARTBEAT_URL: {
    what: "An address that is asked once a minute while the rounds go on, so that whoever watches it notices when they stop.",
    where: "Such as one of healthchecks.io or of your own; nothing of the firm's goes with it. Unset: none.",
  },
  AUDIT_CHECKPOINTS: {
    what: "A file to which the audit log's last hash is added now and then: best where nobody who can write the database can write.",
    where: "Such as a folder of another machine's; npm run audit -- verify --checkpoints reads it. Unset: none.",
  },
  AUDIT_CHECKPOINT_MINUTES: {
    what: "After how many minutes one is added.",
    where: "A number from 1 to 10080; 60 if unset.",
  },
  AUDIT_CHECKPOINT_CHANNEL: {
    what: "A channel of the firm's own to which it is sent once a day, asked just before whether nobody outside reads there.",
    where: "platform/workspace/id, as the firm's file has channels; the bot has to be in it. Unset: none.",
  },
  LOG_LEVEL: { what: "How much to log.", where: "debug, info, warn, error or silent; info if unset." },
} as const;

export type Setting = keyof typeof settings;

/** What is wrong with a setting, and where its value is found. */
export const problem = (setting: Setting, message: string) => `${setting}: ${message} ${settings[setting].where}`;
