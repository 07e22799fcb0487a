import { ringOf } from "../src/seal/keyring.ts";
import { localKey } from "../src/seal/local-key.ts";
import { type Vault, vaultWith } from "../src/store/vault.ts";

/** Plainly a fixture. */
export const FIXTURE_KEY = Buffer.alloc(32, "fixture ").toString("base64");

/** What a test's store is sealed with: a key that every process of the test has. One for each store: it remembers its keys. */
export const testVault = (keepsText = true): Vault =>
  vaultWith(ringOf(localKey(Buffer.from(FIXTURE_KEY, "base64"))), { keepsText });
