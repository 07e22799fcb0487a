import type { AccountRef } from "./message.ts";

/** What a platform says of an account. */
export interface AccountInfo {
  readonly ref: AccountRef;
  readonly name: string;
  readonly email?: string;
  readonly zone?: string;
  /** Of another organisation, or a guest. Not known means true. */
  readonly outside: boolean;
  readonly bot: boolean;
  readonly deactivated: boolean;
}
