/** One thing that a check-up looked at. */
export interface Finding {
  /** What was looked at, in a word or two: "Database", "Holidays". */
  readonly name: string;
  readonly ok: boolean;
  /** One sentence on how it is; where it is not well, one more on what to do. */
  readonly say: string;
}

export const well = (name: string, say: string): Finding => ({ name, ok: true, say });
export const ill = (name: string, say: string): Finding => ({ name, ok: false, say });
