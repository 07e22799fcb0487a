import { type AwsSettings, awsCredentials } from "./aws-credentials.ts";
import { awsKms, isKmsArn } from "./aws-kms.ts";
import { type AzureSettings, azureKeyVault, azureToken, isVaultKey } from "./azure-key-vault.ts";
import { SealError } from "./cipher.ts";
import type { FirmKey, Keyring } from "./firm-key.ts";
import { addKey, readKeyFile } from "./key-file.ts";
import { readKey } from "./local-key.ts";

/** Where the firm's key is. */
export interface KeySettings {
  /** The key itself, an ARN of AWS KMS, or an address of Azure Key Vault; without it, the file's. */
  readonly key?: string;
  /** Keys that were in use before, each in any of those forms. */
  readonly old: readonly string[];
  readonly file: string;
  readonly aws: AwsSettings;
  readonly azure: AzureSettings;
}

/** Whether a value can be a firm's key, in any of its forms. */
export const isFirmKey = (value: string): boolean =>
  isKmsArn(value) || isVaultKey(value) || readKey(value) !== undefined;

/** The firm's keys as the settings have them. The file is read again each time: it may have been rotated meanwhile. */
export function keyring(settings: KeySettings, now: () => number): Keyring {
  const who = awsCredentials(settings.aws, now);
  const known = new Map<string, FirmKey>();
  const keyOf = (value: string): FirmKey => {
    const found = known.get(value);
    if (found) return found;
    const key = isKmsArn(value)
      ? awsKms(value, who, now)
      : isVaultKey(value)
        ? azureKeyVault(value, azureToken(value, settings.azure, now))
        : readKey(value);
    if (!key) throw new SealError("SEALING_KEY holds no key. npm run keys -- make writes one.");
    known.set(value, key);
    return key;
  };
  const { key, old, file } = settings;
  return {
    where: key === undefined ? `the key file ${file}` : "SEALING_KEY",
    async current() {
      if (key !== undefined) return keyOf(key);
      const inFile = await readKeyFile(file);
      if (inFile) return inFile[0]!;
      throw new SealError(
        `The firm's key is missing: there is no ${file}, and SEALING_KEY is not set. Put the key back; for a new database, npm run keys -- make writes one.`,
      );
    },
    async find(id) {
      const given = [...(key === undefined ? [] : [key]), ...old].map(keyOf);
      return [...given, ...((await readKeyFile(file)) ?? [])].find((one) => one.id === id);
    },
  };
}

/** One key that lasts as long as this process. */
export const ringOf = (key: FirmKey): Keyring => ({
  where: "memory",
  current: async () => key,
  find: async (id) => (id === key.id ? key : undefined),
});

/** Makes the firm's first key where there is none. @returns the file it is in; undefined where there was one */
export async function makeFirstKey({ key, file }: Pick<KeySettings, "key" | "file">): Promise<string | undefined> {
  if (key !== undefined || (await readKeyFile(file))) return undefined;
  await addKey(file);
  return file;
}
