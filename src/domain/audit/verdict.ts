/** A link of the chain as it was once: told to somewhere outside, it tells later whether what came before is still as it was. */
export interface Checkpoint {
  readonly seq: number;
  /** In hexadecimal. */
  readonly hash: string;
}

/** What came of working the chain out anew. */
export interface Verdict {
  readonly entries: number;
  readonly head?: Checkpoint;
  /** Of the checkpoints given, those that fit. */
  readonly fitting: number;
  /** What is wrong with the log, at which entry first: by its place in the chain; an inserted one by its row. */
  readonly broken?: {
    readonly what: "edited" | "removed" | "out of order" | "inserted" | "cut off" | "rewritten";
    readonly seq: number;
  };
}
