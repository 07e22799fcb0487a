import { createPrivateKey, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Given } from "./setting-values.ts";
import { problem, type Setting } from "./settings.ts";

export interface TeamsSettings {
  readonly appId: string;
  readonly tenantId: string;
  /** One of three ways to prove who the bot is. */
  readonly secret?: string;
  readonly certificate?: Certificate;
  readonly managedIdentity?: boolean;
  readonly endpoints?: ReturnType<typeof elsewhere>;
}

interface Certificate {
  /** SHA-1 of the certificate, in hexadecimal. */
  readonly thumbprint: string;
  /** PEM. */
  readonly privateKey: string;
}

/** Teams wants to know which bot, of which tenant, and one proof of it. Nothing of it set: it is not served. */
export function teamsSettings(given: Given): { settings?: TeamsSettings; wrong: string[] } {
  const { TEAMS_APP_ID: appId, TEAMS_TENANT_ID: tenantId, TEAMS_APP_PASSWORD: secret } = given;
  const set = NAMES.filter((name) => isGiven(given, name));
  if (set.length === 0) return { wrong: [] };
  const lacking = (["TEAMS_APP_ID", "TEAMS_TENANT_ID"] as const).filter((name) => !given[name]);
  const wrong = lacking.map((name) => problem(name, `is missing, though ${set[0]} is set.`));
  const ways = PROOFS.filter((names) => names.some((name) => set.includes(name)));
  if (ways.length === 0) wrong.push(problem("TEAMS_APP_PASSWORD", `is missing, though ${set[0]} is set; ${OR}`));
  if (ways.length > 1)
    wrong.push(`${ways.map(([name]) => name).join(" and ")}: one proof will do; leave out the other.`);
  const certificate = readCertificate(given.TEAMS_CERTIFICATE_FILE, given.TEAMS_CERTIFICATE_KEY_FILE, wrong);
  if (wrong.length > 0 || !appId || !tenantId) return { wrong };
  const managedIdentity = isGiven(given, "TEAMS_MANAGED_IDENTITY") || undefined;
  const endpoints = given.TEAMS_API_URL === undefined ? undefined : elsewhere(given.TEAMS_API_URL);
  return { settings: { appId, tenantId, secret, certificate, managedIdentity, endpoints }, wrong };
}

const PROOFS = [
  ["TEAMS_APP_PASSWORD"],
  ["TEAMS_CERTIFICATE_FILE", "TEAMS_CERTIFICATE_KEY_FILE"],
  ["TEAMS_MANAGED_IDENTITY"],
] as const;
const NAMES = ["TEAMS_APP_ID", "TEAMS_TENANT_ID", ...PROOFS.flat()] as const;
const OR = "or set TEAMS_CERTIFICATE_FILE with TEAMS_CERTIFICATE_KEY_FILE, or TEAMS_MANAGED_IDENTITY.";

const isGiven = (given: Given, name: Setting) =>
  given[name] !== undefined && !(name === "TEAMS_MANAGED_IDENTITY" && given[name] === "false");

/** What is wrong with the two files is added to `wrong`. */
function readCertificate(file: string | undefined, keyFile: string | undefined, wrong: string[]) {
  if (!file && !keyFile) return undefined;
  const pem = read("TEAMS_CERTIFICATE_FILE", file, "TEAMS_CERTIFICATE_KEY_FILE", wrong);
  const keyPem = read("TEAMS_CERTIFICATE_KEY_FILE", keyFile, "TEAMS_CERTIFICATE_FILE", wrong);
  if (pem === undefined || keyPem === undefined) return undefined;
  const certificate = orNone(() => new X509Certificate(pem));
  const key = orNone(() => createPrivateKey(keyPem));
  if (!certificate) wrong.push(problem("TEAMS_CERTIFICATE_FILE", "names a file that holds no certificate in PEM."));
  if (!key)
    wrong.push(problem("TEAMS_CERTIFICATE_KEY_FILE", "names a file that holds no private key that can be read."));
  if (!certificate || !key) return undefined;
  if (!certificate.checkPrivateKey(key))
    wrong.push(problem("TEAMS_CERTIFICATE_KEY_FILE", "holds the key of another certificate."));
  return { thumbprint: certificate.fingerprint.replaceAll(":", ""), privateKey: keyPem };
}

function read(name: Setting, file: string | undefined, other: Setting, wrong: string[]): string | undefined {
  if (!file) {
    wrong.push(problem(name, `is missing, though ${other} is set.`));
    return undefined;
  }
  try {
    return readFileSync(file, "utf8");
  } catch (thrown) {
    wrong.push(problem(name, `names a file that cannot be read (${(thrown as NodeJS.ErrnoException).code}).`));
    return undefined;
  }
}

function orNone<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}

/** All that Microsoft is asked for, at one other server. */
function elsewhere(url: string) {
  const origin = url.replace(/\/+$/, "");
  return {
    openIdMetadata: `${origin}/v1/.well-known/openidconfiguration`,
    login: origin,
    graph: origin,
    serviceUrls: [`${origin}/`],
    serviceUrl: `${origin}/teams/`,
  };
}
