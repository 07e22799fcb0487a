import { posix } from "node:path";
import { codeOf, importsOf, type Source } from "./source.ts";

// Each rule of the house takes files and gives back a sentence for each place where it is broken.

/** Who may import whom, within src. The first line that fits a file is its own; a folder stands for all that is in it. */
const arrows: readonly (readonly [from: string, to: readonly string[]])[] = [
  ["domain/", ["domain/"]],
  ["views/", ["domain/", "views/"]],
  // Knows keys and bytes; not what is sealed, nor where it is kept.
  ["seal/", ["seal/"]],
  ["store/", ["domain/", "store/", "seal/"]],
  ["chat/platform.ts", ["domain/", "views/"]],
  ["chat/door.ts", []],
  ["chat/web-server.ts", ["chat/platform.ts", "chat/door.ts"]],
  ["chat/slack/", ["domain/", "views/", "chat/platform.ts", "chat/door.ts", "chat/web-server.ts", "chat/slack/"]],
  ["chat/teams/", ["domain/", "views/", "chat/platform.ts", "chat/door.ts", "chat/web-server.ts", "chat/teams/"]],
  ["firm-file/", ["domain/", "firm-file/"]],
  ["flows/", ["domain/", "views/", "store/", "chat/platform.ts", "flows/"]],
  ["engine.ts", ["domain/", "store/", "chat/platform.ts", "flows/"]],
  ["bot.ts", ["domain/", "store/", "chat/platform.ts", "flows/", "engine.ts"]],
  ["log.ts", ["domain/", "flows/"]],
  ["ops/", ["domain/", "store/", "chat/platform.ts", "flows/", "ops/"]],
  ["chats.ts", ["domain/", "store/", "chat/", "config.ts", "log.ts"]],
  ["sealing.ts", ["domain/", "store/", "seal/", "config-sealing.ts"]],
  [
    "config.ts",
    [
      ...["secret-files.ts", "settings.ts", "setting-values.ts", "env-file.ts"],
      ...["config-slack.ts", "config-teams.ts", "config-sealing.ts"],
    ],
  ],
  ["config-sealing.ts", ["setting-values.ts"]],
  ["config-slack.ts", ["settings.ts", "setting-values.ts"]],
  ["config-teams.ts", ["settings.ts", "setting-values.ts"]],
  ["setting-values.ts", ["settings.ts", "seal/keyring.ts"]],
  ["settings.ts", []],
  ["secret-files.ts", ["settings.ts"]],
  ["env-file.ts", []],
  ["first-run.ts", ["domain/", "store/", "config.ts", "settings.ts"]],
  // A workspace of its own: what it is told of the bot, it is told over HTTP or a socket.
  ["sandbox/page/web/", ["sandbox/page/"]],
  ["sandbox/slack/", ["domain/", "sandbox/slack/", "sandbox/clock.ts", "sandbox/workspace.ts"]],
];

export function wrongWay(files: readonly Source[]): string[] {
  return files.flatMap((file) => {
    const rule = arrows.find(([from]) => within(file.path, from));
    const reached = importsOf(file).files;
    const programs = reached.filter(
      (to) =>
        (within(to, "main.ts") && file.path !== "src/start.ts") || (within(to, "cli/") && !within(file.path, "cli/")),
    );
    const wrong = rule ? reached.filter((to) => !rule[1].some((allowed) => within(to, allowed))) : programs;
    return wrong.map((to) => `${file.path} imports ${to}: arrows run one way.`);
  });
}

/** Packages with one home each; the domain has no others than its two. */
const homes: readonly (readonly [name: RegExp, homes: readonly string[]])[] = [
  [/^@slack\//, ["chat/slack/", "sandbox/"]],
  [/^(@microsoft\/|botbuilder)/, ["chat/teams/", "sandbox/"]],
  [/^(pg|@electric-sql\/pglite)$/, ["store/"]],
  [/^kysely$/, ["store/", "flows/"]],
  [/^node-cron$/, ["engine.ts"]],
  // A firm's file is read in one place, and settings in another.
  [/^yaml$/, ["firm-file/"]],
  [/^csv-parse/, ["cli/names-file.ts"]],
  [/^zod$/, ["firm-file/", "config.ts", "config-slack.ts", "config-teams.ts", "setting-values.ts", "sandbox/page/"]],
  [/^pino$/, ["log.ts", "chat/"]],
  [/^(react|react-dom|slack-blocks-to-jsx)$/, ["sandbox/page/web/"]],
  [/^(vite|@vitejs\/.*)$/, ["sandbox/page/build-worker.ts"]],
  [/^prom-client$/, ["ops/"]],
];

export function awayFromHome(files: readonly Source[]): string[] {
  return files.flatMap((file) =>
    importsOf(file)
      .packages.filter((name) => {
        const home = homes.find(([pattern]) => pattern.test(name));
        if (within(file.path, "sandbox/page/web/") && name.startsWith("node:")) return true;
        if (within(file.path, "domain/")) return name !== "temporal-polyfill" && name !== "chrono-node";
        return home && !home[1].some((folder) => within(file.path, folder));
      })
      .map((name) => `${file.path} uses ${name}, which has no place there.`),
  );
}

/** Only a platform's own folder, and the programs that choose between platforms, name one. */
export function namesPlatform(files: readonly Source[]): string[] {
  const settings = [
    "config.ts",
    "secret-files.ts",
    "config-slack.ts",
    "config-teams.ts",
    "setting-values.ts",
    "settings.ts",
  ];
  const may = ["chat/slack/", "chat/teams/", "sandbox/", "cli/", "main.ts", "chats.ts", ...settings];
  return files
    .filter((file) => !may.some((place) => within(file.path, place)))
    .flatMap((file) => lines(file, /slack|\bmsteams\b|microsoft teams|["'`/]teams["'`/]/i, "names a platform"));
}

/** Time is a parameter: only what starts a program asks what time it is. */
export function readsClock(files: readonly Source[]): string[] {
  const clock = /\bnew Date\b(?!\s*\(\s*[^\s)])|\bDate\.now\b|(?<![\w.]|new )Date\(\s*\)|\bTemporal\.Now\b|\bhrtime\b/;
  const sqlClock =
    /\bnow\(\)|\b(current_timestamp|current_date|localtimestamp|(clock|statement|transaction)_timestamp)\b/i;
  const may = ["config.ts", "sandbox/"];
  return files
    .filter((file) => !may.some((place) => within(file.path, place)))
    .flatMap((file) => [
      ...lines(file, clock, "reads the clock"),
      // The one comparison of the database's clock with the machine's.
      ...(within(file.path, "store/") && !within(file.path, "store/checkup.ts")
        ? lines(file, sqlClock, "reads the database's clock")
        : []),
    ]);
}

export function readsEnvironment(files: readonly Source[]): string[] {
  const may = ["main.ts", "config.ts", "engine.ts", "sandbox/"];
  const env =
    /\bprocess\.env\b|\bprocess\[|\bimport\.meta\.env\b|\bloadEnvFile\b|\{[^}]*\benv\b[^}]*\}\s*(=\s*process\b|from\s*["']node:process)/;
  return files
    .filter((file) => !may.some((place) => within(file.path, place)))
    .flatMap((file) => lines(file, env, "reads the environment"));
}

/** Every line of a log goes through the one place that knows what may stand in it; programs speak for themselves. */
export function speaksPastLog(files: readonly Source[]): string[] {
  const may = ["main.ts", "log.ts", "cli/", "sandbox/"];
  return files
    .filter((file) => !may.some((place) => within(file.path, place)))
    .flatMap((file) => lines(file, /\bconsole\b|\bprocess\.(stdout|stderr)\b/, "speaks past the log"));
}

/**
 * What sends anything is called in one place of each platform, by functions that take an `InternalDestination`, or answer whoever
 * asked; and that destination is made by the one check that finds out, just now, who reads there.
 */
export function speaksWithoutLeave(files: readonly Source[]): string[] {
  const slack: readonly (readonly [RegExp, readonly string[]])[] = [
    [/\bchat\.\w+\(|\.views\.(publish|push|update)\(/, ["chat/slack/send.ts"]],
    [/\.views\.open\(|\brespond\(/, ["chat/slack/answers.ts"]],
    [/\.files\.(get|complete|upload|remote)\w*\b/, ["chat/slack/pictures.ts"]],
    [/\bWebhook\b|\bsay\(\{ text|\.(reactions|reminders|calls|canvases|assistant)\.\w+/, []],
  ];
  const teams: readonly (readonly [RegExp, readonly string[]])[] = [
    [
      /\b(sendActivit\w+|updateActivity|deleteActivity|replyToActivity|sendToConversation|createConversation)\b/,
      ["chat/teams/connector.ts"],
    ],
    [/\bconnector\.(say|replace)\(/, ["chat/teams/send.ts"]],
  ];
  const anywhere: readonly (readonly [RegExp, readonly string[]])[] = [
    [/\bapiCall\b/, []],
    [
      /\bas (unknown as )?InternalDestination\b|\bcheckedJustNow\b/,
      ["chat/slack/accounts.ts", "chat/teams/accounts.ts", "chat/platform.ts"],
    ],
    // To Slack, to Microsoft, to whoever watches, and to whoever holds the firm's key.
    [
      /\bfetch\(/,
      [
        "chat/slack/pictures.ts",
        "chat/slack/rotation.ts",
        "chat/teams/http.ts",
        "ops/heartbeat.ts",
        "seal/ask.ts",
        "seal/aws-credentials.ts",
      ],
    ],
  ];
  const rulesOf = (file: Source) => [
    ...(within(file.path, "chat/slack/") ? slack : []),
    ...(within(file.path, "chat/teams/") ? teams : []),
    ...anywhere,
  ];
  return files
    .filter((file) => !within(file.path, "sandbox/") && !within(file.path, "cli/"))
    .flatMap((file) =>
      rulesOf(file)
        .filter(([, places]) => !places.some((place) => within(file.path, place)))
        .flatMap(([pattern]) => lines(file, pattern, "speaks without leave")),
    );
}

export function barrelOrAttic(files: readonly Source[]): string[] {
  return files.flatMap((file) => {
    if (/(^|\/)index\.tsx?$/.test(file.path)) return [`${file.path} is a barrel: import from where a thing is.`];
    if (/(^|\/)(utils?|helpers?|common|misc|lib)(\/|\.tsx?$)/.test(file.path))
      return [`${file.path} is an attic: name it after what it does.`];
    return lines(file, /^\s*export\s+\*/, "passes on what another file exports");
  });
}

/** What runs in a browser takes of what runs here the shape of what travels between them, and no code. */
export function leansAcross(files: readonly Source[]): string[] {
  return files
    .filter((file) => within(file.path, "sandbox/page/web/"))
    .flatMap((file) => {
      const across = importsOf(file).files.filter((to) => !within(to, "sandbox/page/web/"));
      const typesOnly = [...codeOf(file.text).matchAll(/import type [^;]*?from "([^"]+)"/g)].map(([, from]) =>
        posix.join(posix.dirname(file.path), from!),
      );
      return across
        .filter((to) => !/shown\.ts$/.test(to) || !typesOnly.includes(to))
        .map((to) => `${file.path} imports ${to}: code of the page takes only types from a …shown.ts outside of it.`);
    });
}

export function tooLong(files: readonly Source[], most = 200): string[] {
  const long = files.map((file) => ({ path: file.path, count: file.text.trimEnd().split("\n").length }));
  return long
    .filter(({ count }) => count > most)
    .map(({ path, count }) => `${path} has ${count} lines, more than ${most}.`);
}

/** What a program needs once it runs has to be there by then: it runs where it says so, and waits there for its end. */
export function runsTooSoon(files: readonly Source[]): string[] {
  return files.flatMap(({ path, text }) => {
    const [, after = ""] = text.split(/^if \(import\.meta\.main\)/m);
    return [...after.matchAll(/^(?:export )?(?:const|let|class) (\w+)/gm)].map(
      ([, name]) => `${path} runs before ${name} is there: what runs stands last.`,
    );
  });
}

/** A migration is frozen: what it leaned on would change under it. */
export function leaningMigration(files: readonly Source[]): string[] {
  return files.flatMap((file) => {
    const { files: ours, packages } = importsOf(file);
    return [...ours, ...packages.filter((name) => name !== "kysely")].map(
      (to) => `${file.path} imports ${to}: a migration imports no code.`,
    );
  });
}

const within = (path: string, place: string) =>
  place.endsWith("/") ? path.startsWith(`src/${place}`) : path === `src/${place}`;

function lines(file: Source, pattern: RegExp, what: string): string[] {
  const found = codeOf(file.text)
    .split("\n")
    .filter((line) => pattern.test(line));
  return found.map((line) => `${file.path} ${what}: ${line.trim()}`);
}
