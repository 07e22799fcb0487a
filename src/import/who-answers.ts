import { type PastAccount, PastError } from "../domain/past.ts";

/**
 * The ids of those who answer for the firm, out of what was typed: account ids, e-mail addresses, or a domain ("example.com",
 * its subdomains too). Spaces and commas part them.
 * @throws PastError where one of them is nobody's, or nothing was typed: it says what there is to choose from.
 */
export function whoAnswers(typed: readonly string[], accounts: readonly PastAccount[]): Set<string> {
  const wanted = typed.flatMap((one) => one.split(/[\s,;]+/)).filter((one) => one !== "");
  if (wanted.length === 0) throw new PastError(`Say who answers for the firm with --firm: ${choices(accounts)}`);
  const found = new Set<string>();
  for (const one of wanted) {
    const meant = accounts.filter((account) => !account.bot && isMeant(one, account));
    if (meant.length === 0) throw new PastError(`"${one}" is nobody in this export. Give --firm ${choices(accounts)}`);
    for (const { ref } of meant) found.add(ref.id);
  }
  return found;
}

function isMeant(typed: string, { ref, email = "" }: PastAccount): boolean {
  if (ref.id === typed) return true;
  if (!/[.@]/.test(typed)) return false;
  const [address, wanted] = [email.toLowerCase(), typed.toLowerCase()];
  if (wanted.indexOf("@") > 0) return address === wanted;
  const domain = address.slice(address.indexOf("@") + 1);
  const suffix = wanted.replace(/^@/, "");
  return address !== "" && (domain === suffix || domain.endsWith(`.${suffix}`));
}

function choices(accounts: readonly PastAccount[]): string {
  const people = accounts.filter((account) => !account.bot);
  const domains = Map.groupBy(people, ({ email }) => email?.toLowerCase().split("@")[1] ?? "");
  domains.delete("");
  const common = [...domains].sort((a, b) => b[1].length - a[1].length).slice(0, 5);
  const admins = people.filter((account) => account.runsIt).slice(0, 10);
  const said = [
    ...(common.length > 0
      ? [`an e-mail domain (${common.map(([name, who]) => `${name}: ${who.length}`).join(", ")})`]
      : []),
    `user ids${admins.length > 0 ? ` (its admins are ${admins.map((a) => `${a.name} ${a.ref.id}`).join(", ")})` : " as in its users.json"}`,
  ];
  return `${said.join(", or ")}.`;
}
