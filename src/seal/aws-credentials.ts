import { readFile } from "node:fs/promises";
import { ask } from "./ask.ts";
import { SealError } from "./cipher.ts";
import type { Credentials } from "./sigv4.ts";

/** As AWS names them in the environment. */
export interface AwsSettings {
  readonly accessKeyId?: string;
  readonly secretAccessKey?: string;
  readonly sessionToken?: string;
  /** Of a container: where its role's credentials are found, and the file that says who asks. */
  readonly containerUrl?: string;
  readonly containerPath?: string;
  readonly containerTokenFile?: string;
}

/** So long before they expire, in milliseconds, they are asked for anew. */
const EARLY = 5 * 60_000;

/** What this program proves itself to AWS by: the keys it was given, else its container's role, else its machine's. */
export function awsCredentials(given: AwsSettings, now: () => number): () => Promise<Credentials> {
  const { accessKeyId, secretAccessKey, sessionToken } = given;
  if (accessKeyId && secretAccessKey) return async () => ({ accessKeyId, secretAccessKey, sessionToken });
  let kept: (Credentials & { until: number }) | undefined;
  return async () => {
    if (!kept || kept.until - EARLY < now()) kept = read(await (isContainer(given) ? ofContainer(given) : ofMachine()));
    return kept;
  };
}

const isContainer = (given: AwsSettings) => given.containerUrl !== undefined || given.containerPath !== undefined;

async function ofContainer({ containerUrl, containerPath, containerTokenFile }: AwsSettings) {
  const url = containerPath === undefined ? askedSafely(containerUrl!) : `http://169.254.170.2${containerPath}`;
  const token = containerTokenFile && (await readFile(containerTokenFile, "utf8")).trim();
  return ask(
    "AWS's credentials of this container",
    url,
    { headers: token ? { authorization: token } : {} },
    () => undefined,
  );
}

/** What the container proves itself by is sent there: never in the clear to anywhere but its own host, as AWS's own programs have it. */
function askedSafely(url: string): string {
  const { protocol, hostname } = URL.canParse(url) ? new URL(url) : { protocol: "", hostname: "" };
  if (protocol === "https:" || (protocol === "http:" && OWN_HOSTS.test(hostname))) return url;
  throw new SealError(
    "AWS_CONTAINER_CREDENTIALS_FULL_URI has to begin with https://, or to name the container's own host, as ECS and EKS set it.",
  );
}

const OWN_HOSTS = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\]|169\.254\.170\.(?:2|23)|\[fd00:ec2::23\])$/;

const MACHINE = "http://169.254.169.254/latest";

/** Instance metadata, version 2: a token first. */
async function ofMachine() {
  const text = async (path: string, how: RequestInit) => {
    const patience = { redirect: "error", signal: AbortSignal.timeout(2000) } as const;
    const answer = await fetch(`${MACHINE}/${path}`, { ...patience, ...how }).catch(() => undefined);
    if (!answer?.ok)
      throw new SealError(
        "AWS KMS is to hold the firm's key, but there is nothing to prove this program by: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or give its machine or container a role.",
      );
    return answer.text();
  };
  const token = await text("api/token", { method: "PUT", headers: { "x-aws-ec2-metadata-token-ttl-seconds": "300" } });
  const headers = { "x-aws-ec2-metadata-token": token };
  const role = (await text("meta-data/iam/security-credentials/", { headers })).split("\n")[0]!;
  const said = await text(`meta-data/iam/security-credentials/${encodeURIComponent(role)}`, { headers });
  return objectIn(said);
}

/** What is no object says nothing. */
function objectIn(text: string): Record<string, unknown> {
  try {
    const said: unknown = JSON.parse(text);
    return typeof said === "object" && said !== null ? (said as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function read(said: Record<string, unknown>): Credentials & { until: number } {
  const { AccessKeyId, SecretAccessKey, Token, Expiration } = said;
  if (typeof AccessKeyId !== "string" || typeof SecretAccessKey !== "string")
    throw new SealError("AWS gave this machine or container no credentials of its role.");
  const until = typeof Expiration === "string" ? Date.parse(Expiration) : Number.POSITIVE_INFINITY;
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: typeof Token === "string" ? Token : undefined,
    until,
  };
}
