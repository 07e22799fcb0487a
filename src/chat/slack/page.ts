import type { ServerResponse } from "node:http";
import type { Installation } from "./installation.ts";

/** What a person reads in a browser while installing. */
interface Page {
  readonly title: string;
  readonly says: readonly string[];
  readonly go?: { readonly to: string; readonly label: string };
}

const again = (to: string) => ({ to, label: "Start again" });

/** `address`: Slack's page on which the workspace is chosen and the permissions are granted. */
export const start = (address: string): string =>
  drawn({
    title: "Add Rejoinder to Slack",
    says: [
      "Rejoinder reminds lawyers in private before an answer to a client is late.",
      "Slack shows next what it asks for, and at its top right you choose the workspace. Only the firm's own workspaces are let in.",
    ],
    go: { to: address, label: "Add to Slack" },
  });

export const done = (name: string, { workspace, teamId }: Installation, appId: string | undefined): Page => ({
  title: `Rejoinder is in ${name}`,
  says: [
    "Invite it to a channel where clients ask: type /invite @Rejoinder there. It then asks you in private whose channel that is.",
    ...(workspace === teamId
      ? []
      : ["It is installed for the organisation: an admin of it adds Rejoinder to each workspace that is to have it."]),
    "You can close this page.",
  ],
  go: {
    to: teamId && appId ? `https://slack.com/app_redirect?team=${teamId}&app=${appId}` : "https://app.slack.com/client",
    label: "Open Slack",
  },
});

/** `givenBack`: whether Slack took back what was granted. */
export const stranger = (id: string | undefined, givenBack: boolean): Page => ({
  title: "Not installed",
  says: [
    `This Rejoinder serves one firm, and ${id ? `the workspace ${id}` : "this workspace"} is not on its list. ${
      givenBack
        ? "Nothing was kept, and the permissions were given back."
        : "Nothing was kept; to take back the permissions, remove the app from the workspace in Slack, under Apps."
    }`,
    "Does it belong to the firm? Then whoever runs Rejoinder adds this id to SLACK_WORKSPACES and starts the program again.",
  ],
});

export const cancelled = (address: string): Page => ({
  title: "Nothing was installed",
  says: ["You pressed Cancel on Slack's page, so nothing was changed."],
  go: again(address),
});

export const stale = (address: string): Page => ({
  title: "This page is too old",
  says: ["It serves once, for ten minutes, in the browser in which it was opened. Nothing was installed."],
  go: again(address),
});

export const refusedBySlack = (error: string, address: string): Page => ({
  title: "Slack did not install it",
  says: [
    WHY[error] ?? `Slack gives as the reason: ${error.replace(/[^a-z_]/g, "").slice(0, 60)}.`,
    "Nothing was installed.",
  ],
  go: again(address),
});

const WHY: Readonly<Record<string, string>> = {
  invalid_team_for_non_distributed_app:
    "The Slack app may not be installed beyond its own workspace yet: at api.slack.com/apps → your app → Manage Distribution, activate public distribution. This page still lets in the firm's own workspaces alone.",
  invalid_scope:
    "The Slack app lacks a permission that Rejoinder asks for: bring it up to date with npm run manifest -- slack.",
  bad_redirect_uri:
    "The Slack app does not know this address: add it at api.slack.com/apps → your app → OAuth & Permissions → Redirect URLs.",
};

export const failed = (address: string): Page => ({
  title: "It did not work this time",
  says: [
    "Something went wrong between Rejoinder and Slack, and installing did not finish. The program's log says what; npm run doctor may know more.",
  ],
  go: again(address),
});

/** Nothing of a page is kept, framed, or fetched from elsewhere. */
export function guard(response: ServerResponse) {
  response.setHeader("cache-control", "no-store");
  response.setHeader("referrer-policy", "no-referrer");
  response.setHeader("x-content-type-options", "nosniff");
  response.setHeader("content-security-policy", POLICY);
}

const POLICY = ["default-src 'none'", "style-src 'unsafe-inline'", "frame-ancestors 'none'"].join("; ");

export function show(response: ServerResponse, status: number, page: Page) {
  response.writeHead(status, { "content-type": "text/html; charset=utf-8" }).end(drawn(page));
}

const drawn = ({ title, says, go }: Page) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
${says.map((line) => `<p>${escaped(line)}</p>`).join("\n")}
${go ? `<p><a class="go" href="${escaped(go.to)}">${escaped(go.label)}</a></p>` : ""}
</main>
</body>
</html>
`;

const css = String.raw;

const STYLE = css`
:root { color-scheme: light dark; --ink: #1d2433; --paper: #f6f7f9; --card: #fff; --line: #d9dde5; --go: #24508f; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8eaf0; --paper: #14171d; --card: #1d222b; --line: #353c49; --go: #9cc1ff; } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 17px/1.5 system-ui, sans-serif; }
main { max-width: 34rem; margin: 12vh auto 2rem; padding: 1.75rem 2rem; background: var(--card); border: 1px solid var(--line); border-radius: 12px; }
h1 { margin: 0 0 .75rem; font-size: 1.5rem; line-height: 1.25; }
p { margin: 0 0 .9rem; overflow-wrap: anywhere; }
.go { display: inline-block; margin-top: .4rem; padding: .6rem 1.1rem; border-radius: 8px; background: var(--go); color: var(--card); font-weight: 600; text-decoration: none; }
.go:focus-visible { outline: 3px solid var(--ink); outline-offset: 2px; }
@media (max-width: 40rem) { main { margin: 1rem; padding: 1.25rem; } }
`;

const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`);
