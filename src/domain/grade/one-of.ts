/** A pattern of alternatives, one on each line; what reads as a list of phrases stays one. Spaces match themselves. */
export const oneOf = (lines: string): string =>
  `(?:${lines
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean)
    .join("|")})`;
