import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import nock from "nock";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { type AwsSettings, awsCredentials } from "../../src/seal/aws-credentials.ts";
import { awsKms } from "../../src/seal/aws-kms.ts";
import { ARN, CREDENTIALS, kmsHere } from "./aws-kms.ts";

const START = Date.parse("2026-01-09T09:00:00Z");
const HOUR = 3_600_000;
const secret = Buffer.alloc(32, 9);

let now = START;
beforeAll(() => {
  if (!nock.isActive()) nock.activate();
  nock.disableNetConnect();
});
beforeEach(() => {
  now = START;
});
afterEach(() => nock.cleanAll());
afterAll(() => {
  nock.enableNetConnect();
  nock.restore();
});

/** As AWS tells them: what the role is called for so long, and gone six hours later. */
const told = () => ({
  Code: "Success",
  Type: "AWS-HMAC",
  AccessKeyId: CREDENTIALS.accessKeyId,
  SecretAccessKey: CREDENTIALS.secretAccessKey,
  Token: CREDENTIALS.sessionToken,
  Expiration: new Date(now + 6 * HOUR).toISOString(),
});

/** A machine of EC2 that answers version 2 alone: who brings no token is turned away. Counts what was asked. */
function machineHere(role = "fixture-role", says: () => unknown = told) {
  const asked: string[] = [];
  const at = nock("http://169.254.169.254").persist();
  at.put("/latest/api/token").reply((request: Request) => {
    asked.push("token");
    const lives = Number(request.headers.get("x-aws-ec2-metadata-token-ttl-seconds"));
    return lives >= 1 && lives <= 21_600 ? [200, "fixture-token"] : [400, ""];
  });
  const withToken = (path: string, answer: () => unknown) =>
    at.get(path).reply((request: Request) => {
      asked.push(path.split("/").at(-1) || "roles");
      return request.headers.get("x-aws-ec2-metadata-token") === "fixture-token" ? [200, answer()] : [401, ""];
    });
  withToken("/latest/meta-data/iam/security-credentials/", () => role);
  withToken(`/latest/meta-data/iam/security-credentials/${role}`, says);
  return asked;
}

/** A container's agent: it gives credentials to who proves itself by `token`, where one is asked for. */
function containerHere(host: string, path: string, token?: string) {
  const asked: string[] = [];
  nock(host)
    .get(path)
    .reply((request: Request) => {
      asked.push(request.headers.get("authorization") ?? "nothing");
      return token === undefined || request.headers.get("authorization") === token ? [200, told()] : [403, {}];
    })
    .persist();
  return asked;
}

const key = (given: AwsSettings) =>
  awsKms(
    ARN,
    awsCredentials(given, () => now),
    () => now,
  );

/** The stand-in for AWS KMS checks each signature, and the session's token, by what it was sent. */
async function wrapsAndUnwraps(given: AwsSettings, of = key(given)) {
  const wrapped = await of.wrap(secret, "client:1 a");
  return (await of.unwrap(wrapped, "client:1 a")).equals(secret);
}

describe("AWS KMS, asked in the name of a role", () => {
  test("of a machine: by a token first; once for as long as it lasts, and anew before it ends", async () => {
    kmsHere(() => now);
    const asked = machineHere();
    const of = key({});
    expect(await wrapsAndUnwraps({}, of)).toBe(true);
    now += 5 * HOUR;
    expect(await wrapsAndUnwraps({}, of)).toBe(true);
    expect(asked).toEqual(["token", "roles", "fixture-role"]);
    now += HOUR - 4 * 60_000;
    expect(await wrapsAndUnwraps({}, of)).toBe(true);
    expect(asked).toHaveLength(6);
  });

  test("of a container on ECS: at the address that ECS tells, with nothing to prove", async () => {
    kmsHere(() => now);
    const asked = containerHere("http://169.254.170.2", "/v2/credentials/0f8fad5b");
    expect(await wrapsAndUnwraps({ containerPath: "/v2/credentials/0f8fad5b" })).toBe(true);
    expect(asked).toEqual(["nothing"]);
  });

  test("of a pod on EKS: by the token in its file, as it is each time it is asked for anew", async () => {
    kmsHere(() => now);
    const folder = mkdtempSync(join(tmpdir(), "rejoinder-aws-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const containerTokenFile = join(folder, "token");
    const given = { containerUrl: "http://169.254.170.23/v1/credentials", containerTokenFile };
    writeFileSync(containerTokenFile, "first-token\n");
    const asked = containerHere("http://169.254.170.23", "/v1/credentials");
    const of = key(given);
    expect(await wrapsAndUnwraps(given, of)).toBe(true);
    writeFileSync(containerTokenFile, "second-token\n");
    now += 6 * HOUR;
    expect(await wrapsAndUnwraps(given, of)).toBe(true);
    expect(asked).toEqual(["first-token", "second-token"]);
  });

  test("keys that were given come first: neither container nor machine is asked", async () => {
    kmsHere(() => now);
    const asked = [machineHere(), containerHere("http://169.254.170.2", "/v2/credentials/0f8fad5b")];
    expect(await wrapsAndUnwraps({ ...CREDENTIALS, containerPath: "/v2/credentials/0f8fad5b" })).toBe(true);
    expect(asked.flat()).toEqual([]);
  });

  test("where there is none it is said what to set, and nothing of what was answered", async () => {
    kmsHere(() => now);
    await expect(key({}).wrap(secret, "a")).rejects.toThrow(/nothing to prove this program by: set AWS_ACCESS_KEY_ID/);
    containerHere("http://169.254.170.2", "/v2/credentials/0f8fad5b", "another");
    const refused = key({ containerPath: "/v2/credentials/0f8fad5b" }).wrap(secret, "a");
    await expect(refused).rejects.toThrow(/AWS's credentials of this container refuses: 403/);
    for (const says of ["<html>", { Code: "Failed" }, "null"]) {
      machineHere("fixture-role", () => says);
      await expect(key({}).wrap(secret, "a")).rejects.toThrow(/gave this machine or container no credentials/);
      nock.cleanAll();
    }
  });

  test("what a container proves itself by goes to its own host or sealed, and nowhere else", async () => {
    const evil = containerHere("http://evil.example", "/v1/credentials");
    for (const containerUrl of [
      "http://evil.example/v1/credentials",
      "http://169.254.170.2.evil.example/",
      "file:///etc",
      "x",
    ])
      await expect(key({ containerUrl }).wrap(secret, "a")).rejects.toThrow(/has to begin with https:\/\//);
    expect(evil).toEqual([]);
    kmsHere(() => now);
    containerHere("https://credentials.example", "/v1");
    expect(await wrapsAndUnwraps({ containerUrl: "https://credentials.example/v1" })).toBe(true);
  });

  test("credentials that another role was given are refused by KMS, by its own word", async () => {
    kmsHere(() => now);
    machineHere("fixture-role", () => ({ ...told(), Token: "another session" }));
    await expect(key({}).wrap(secret, "a")).rejects.toThrow(/AWS KMS .* refuses: UnrecognizedClientException/);
  });
});
