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
  const url = containerUrl ?? `http://169.254.170.2${containerPath}`;
  const token = containerTokenFile && (await readFile(containerTokenFile, "utf8")).trim();
  return ask(
    "AWS's credentials of this container",
    url,
    { headers: token ? { authorization: token } : {} },
    () => undefined,
  );
}

const MACHINE = "http://169.254.169.254/latest";

/** Instance metadata, version 2: a token first. */
async function ofMachine() {
  const text = async (path: string, how: RequestInit) => {
    const answer = await fetch(`${MACHINE}/${path}`, { signal: AbortSignal.timeout(2000), ...how }).catch(
      () => undefined,
    );
    if (!answer?.ok)
      throw new SealError(
        "AWS KMS is to hold the firm's key, but there is nothing to prove this program by: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or give its machine or container a role.",
      );
    return answer.text();
  };
  const token = await text("api/token", { method: "PUT", headers: { "x-aws-ec2-metadata-token-ttl-seconds": "300" } });
  const headers = { "x-aws-ec2-metadata-token": token };
  const role = (await text("meta-data/iam/security-credentials/", { headers })).split("\n")[0]!;
  return JSON.parse(await text(`meta-data/iam/security-credentials/${role}`, { headers })) as Record<string, unknown>;
}

function read(said: Record<string, unknown>): Credentials & { until: number } {
  const { AccessKeyId, SecretAccessKey, Token, Expiration } = said;
  if (typeof AccessKeyId !== "string" || typeof SecretAccessKey !== "string")
    throw new SealError("AWS gave this machine no credentials of its role.");
  const until = typeof Expiration === "string" ? Date.parse(Expiration) : Number.POSITIVE_INFINITY;
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: typeof Token === "string" ? Token : undefined,
    until,
  };
}
