/** Slack's page on which a person chooses a workspace and grants what an app asks for; the plainest there can be. */
export function authorizePage(asked: URLSearchParams, teams: readonly { id: string; name: string }[]): string {
  const hidden = ["client_id", "redirect_uri", "state", "scope"].map(
    (name) => `<input type="hidden" name="${name}" value="${escaped(asked.get(name) ?? "")}">`,
  );
  const first = asked.get("team");
  const choices = teams.map(
    ({ id, name }) => `<option value="${escaped(id)}"${id === first ? " selected" : ""}>${escaped(name)}</option>`,
  );
  const scopes = (asked.get("scope") ?? "").split(",").map((scope) => `<li>${escaped(scope)}</li>`);
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Sandbox: install an app</title>
<h1>An app asks to be let in</h1>
<form method="post">${hidden.join("")}
<p><label>Workspace <select name="team">${choices.join("")}</select></label></p>
<ul>${scopes.join("")}</ul>
<p><button name="answer" value="allow">Allow</button> <button name="answer" value="cancel">Cancel</button></p>
</form></html>`;
}

const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.codePointAt(0)};`);
