/** A bar on one line of a terminal, drawn over itself at most ten times a second; where there is no terminal, nothing. */
export function progressBar(out: NodeJS.WriteStream, total: number, clock: () => number) {
  let done = 0;
  let drawnAt = Number.NEGATIVE_INFINITY;
  const draw = (what: string) => {
    const share = total === 0 ? 1 : Math.min(1, done / total);
    const bar = "█".repeat(Math.round(24 * share)).padEnd(24, "░");
    const room = Math.max(10, (out.columns ?? 80) - 36);
    out.write(`\r\u001b[K${bar} ${String(Math.floor(100 * share)).padStart(3)} %  ${what.slice(0, room)}`);
  };
  return {
    add(amount: number, what: string) {
      done += amount;
      if (!out.isTTY || clock() - drawnAt < 100) return;
      drawnAt = clock();
      draw(what.replace(/\p{Cc}/gu, ""));
    },
    /** Takes the bar away. */
    end() {
      if (out.isTTY) out.write("\r\u001b[K");
    },
  };
}
