import { join } from "node:path";
import type { Given } from "./setting-values.ts";

/** What words are sealed with, and whether any are kept. */
export interface SealingSettings {
  /** The firm's key itself, or the name of one that a key service holds; without it, the file's. */
  readonly key?: string;
  /** Keys that were in use before. */
  readonly old: readonly string[];
  readonly file: string;
  /** Where the list of all other keys is kept. */
  readonly list: string;
  readonly keepsText: boolean;
  readonly aws: {
    readonly accessKeyId?: string;
    readonly secretAccessKey?: string;
    readonly sessionToken?: string;
    readonly containerUrl?: string;
    readonly containerPath?: string;
    readonly containerTokenFile?: string;
  };
  readonly azure: { readonly tenantId?: string; readonly clientId?: string; readonly clientSecret?: string };
}

export const sealingSettings = (given: Given, folder: string): SealingSettings => ({
  key: given.SEALING_KEY,
  old: (given.SEALING_KEY_OLD ?? "").split(/[\s,]+/).filter(Boolean),
  file: given.SEALING_KEY_FILE ?? join(folder, "keys", "firm.key"),
  list: given.KEY_LIST_FILE ?? join(folder, "keys", "clients.keys"),
  keepsText: given.STORE_TEXT !== "no",
  aws: {
    accessKeyId: given.AWS_ACCESS_KEY_ID,
    secretAccessKey: given.AWS_SECRET_ACCESS_KEY,
    sessionToken: given.AWS_SESSION_TOKEN,
    containerUrl: given.AWS_CONTAINER_CREDENTIALS_FULL_URI,
    containerPath: given.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI,
    containerTokenFile: given.AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE,
  },
  azure: { tenantId: given.AZURE_TENANT_ID, clientId: given.AZURE_CLIENT_ID, clientSecret: given.AZURE_CLIENT_SECRET },
});
