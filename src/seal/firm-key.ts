/** What a wrapped key is for: whose it is, and its id. Wrapped for one, it comes out for no other. */
type Purpose = string;

/** The firm's key, which wraps all others: the port, behind which it may lie in this process or with a service that never lets it out. */
export interface FirmKey {
  /** Names it without giving it away; kept beside what it wrapped. */
  readonly id: string;
  /** @throws SealError */
  wrap(secret: Buffer, purpose: Purpose): Promise<Buffer>;
  /** @throws SealError where it was not wrapped by this key for this purpose, or the service refuses */
  unwrap(wrapped: Buffer, purpose: Purpose): Promise<Buffer>;
}

/** The firm's keys that this program was given. */
export interface Keyring {
  /** What is new is wrapped with this one. */
  current(): Promise<FirmKey>;
  /** The key of that id; undefined where this program was not given it. */
  find(id: string): Promise<FirmKey | undefined>;
  /** Where the key comes from, in words: "the key file data/keys/firm.key". */
  readonly where: string;
}
