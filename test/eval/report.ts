/** What scoring a corpus found; `npm run eval` prints it and exits 1 when there are failures. */
export interface Report {
  name: string;
  /** Rows scored. */
  rows: number;
  /** Of those, rows on which nothing but the expected answer will do. */
  mustPass: number;
  /** The must-pass rows that were answered otherwise. */
  failures: { id: string; source: string; expected: unknown; got: unknown }[];
  /** Figures to print. */
  lines: string[];
}
