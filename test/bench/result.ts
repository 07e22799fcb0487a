/** One line of `npm run bench`. */
export interface BenchResult {
  name: string;
  value: number;
  unit: string;
  /** Against a peer or a ceiling measured in the same run. */
  ratio?: number;
  /** In words, "≤ 60 ns". */
  target: string;
  met: boolean;
  note?: string;
}
