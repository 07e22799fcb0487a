import { constants, generateKeyPairSync, privateDecrypt, publicEncrypt } from "node:crypto";
import nock from "nock";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { awsKms } from "../../src/seal/aws-kms.ts";
import { azureKeyVault, azureToken } from "../../src/seal/azure-key-vault.ts";
import { keyring } from "../../src/seal/keyring.ts";
import { ARN, CREDENTIALS, kmsHere } from "./aws-kms.ts";

const NOW = Date.parse("2026-01-09T09:00:00Z");
const secret = Buffer.alloc(32, 9);
const none = { aws: {}, azure: {}, old: [], file: "/nowhere/firm.key" };

beforeAll(() => {
  if (!nock.isActive()) nock.activate();
  nock.disableNetConnect();
});
afterEach(() => nock.cleanAll());
afterAll(() => {
  nock.enableNetConnect();
  nock.restore();
});

test("AWS KMS wraps and unwraps, for one purpose alone, and a request that is not well signed is refused", async () => {
  kmsHere(() => NOW);
  const key = awsKms(
    ARN,
    async () => CREDENTIALS,
    () => NOW,
  );
  const wrapped = await key.wrap(secret, "client:1 a");
  expect(wrapped.includes(secret)).toBe(false);
  expect((await key.unwrap(wrapped, "client:1 a")).equals(secret)).toBe(true);
  await expect(key.unwrap(wrapped, "client:2 a")).rejects.toThrow(/AWS KMS .* refuses: InvalidCiphertextException/);
  const other = awsKms(
    ARN,
    async () => ({ ...CREDENTIALS, secretAccessKey: "another" }),
    () => NOW,
  );
  await expect(other.wrap(secret, "client:1 a")).rejects.toThrow(/refuses: InvalidSignatureException/);
  const late = awsKms(
    ARN,
    async () => CREDENTIALS,
    () => NOW - 3_600_000,
  );
  await expect(late.wrap(secret, "client:1 a")).rejects.toThrow(/refuses: RequestExpired/);
});

test("a service that is away is named, and nothing that was sent is repeated", async () => {
  nock("https://kms.eu-central-1.amazonaws.com").post("/").replyWithError("refused");
  const key = awsKms(
    ARN,
    async () => CREDENTIALS,
    () => NOW,
  );
  const said = await key.wrap(secret, "client:1 a").catch((fault: Error) => fault.message);
  expect(said).toBe(
    "AWS KMS (kms.eu-central-1.amazonaws.com) does not answer. It is asked again when a key is needed next.",
  );
});

const VAULT_KEY = "https://fixture.vault.azure.net/keys/rejoinder";
const VERSIONED = `${VAULT_KEY}/0123456789abcdef0123456789abcdef`;

/** Azure Key Vault and Entra for tests: a token for who proves it, and an RSA key that never leaves it. */
function azureHere() {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const padding = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha256" };
  const asked: string[] = [];
  nock("https://login.microsoftonline.com")
    .post("/fixture-tenant/oauth2/v2.0/token")
    .reply(async (request: Request) => {
      const given = new URLSearchParams(await request.text());
      const well =
        given.get("client_secret") === "fixture" && given.get("scope") === "https://vault.azure.net/.default";
      asked.push("token");
      return well ? [200, { access_token: "fixture-token", expires_in: 3600 }] : [401, { error: "invalid_client" }];
    })
    .persist();
  const act = (from: string, work: (value: Buffer) => Buffer) =>
    nock("https://fixture.vault.azure.net", { reqheaders: { authorization: "Bearer fixture-token" } })
      .post(`${from}?api-version=7.4`)
      .reply(async (request: Request) => {
        const { alg, value } = (await request.json()) as { alg: string; value: string };
        asked.push(from.split("/").at(-1)!);
        if (alg !== "RSA-OAEP-256") return [400, { error: { code: "BadParameter" } }];
        return [200, { kid: VERSIONED, value: work(Buffer.from(value, "base64url")).toString("base64url") }];
      })
      .persist();
  act("/keys/rejoinder/wrapkey", (value) => publicEncrypt({ key: publicKey, ...padding }, value));
  act(new URL(`${VERSIONED}/unwrapkey`).pathname, (value) => privateDecrypt({ key: privateKey, ...padding }, value));
  return asked;
}

const azure = { tenantId: "fixture-tenant", clientId: "fixture-app", clientSecret: "fixture" };

test("Azure Key Vault wraps and unwraps, by the version that wrapped, for one purpose alone; one token serves for an hour", async () => {
  const asked = azureHere();
  const key = azureKeyVault(
    VAULT_KEY,
    azureToken(VAULT_KEY, azure, () => NOW),
  );
  const wrapped = await key.wrap(secret, "client:1 a");
  expect((await key.unwrap(wrapped, "client:1 a")).equals(secret)).toBe(true);
  await expect(key.unwrap(wrapped, "client:2 a")).rejects.toThrow(/was changed since/);
  expect(asked).toEqual(["token", "wrapkey", "unwrapkey", "unwrapkey"]);
});

test("what stands in the database sends no token to another server", async () => {
  azureHere();
  const key = azureKeyVault(
    VAULT_KEY,
    azureToken(VAULT_KEY, azure, () => NOW),
  );
  const wrapped = await key.wrap(secret, "client:1 a");
  for (const kid of [
    "https://evil.example/keys/rejoinder/0123456789abcdef0123456789abcdef",
    `${VAULT_KEY}.evil.example/x`,
  ]) {
    const forged = Buffer.concat([Buffer.from(`${kid}\n`), wrapped.subarray(wrapped.indexOf("\n") + 1)]);
    await expect(key.unwrap(forged, "client:1 a")).rejects.toThrow(/was not wrapped by/);
  }
});

test("who cannot prove itself to Azure is told so by Microsoft's own word", async () => {
  azureHere();
  const key = azureKeyVault(
    VAULT_KEY,
    azureToken(VAULT_KEY, { ...azure, clientSecret: "wrong" }, () => NOW),
  );
  await expect(key.wrap(secret, "client:1 a")).rejects.toThrow(/Microsoft Entra refuses: invalid_client/);
});

test("one setting is a key, a key of AWS or one of Azure; the one before still unwraps", async () => {
  kmsHere(() => NOW);
  const old = secret.toString("base64");
  const before = await keyring({ ...none, key: old }, () => NOW).current();
  const aws = keyring({ ...none, key: ARN, old: [old], aws: CREDENTIALS }, () => NOW);
  expect((await aws.current()).id).toBe(ARN);
  const wrapped = await before.wrap(Buffer.alloc(32, 5), "firm a");
  expect((await (await aws.find(before.id))!.unwrap(wrapped, "firm a")).equals(Buffer.alloc(32, 5))).toBe(true);
  expect((await keyring({ ...none, key: VAULT_KEY }, () => NOW).current()).id).toBe(VAULT_KEY);
  await expect(keyring(none, () => NOW).current()).rejects.toThrow(/The firm's key is missing: there is no \/nowhere/);
});
