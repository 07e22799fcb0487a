/**
 * Past what begins at `i` and is not the writer's own sentence: a quoted line, a marked-up link or mention, an emoji by
 * name. Returns `i` where nothing of the kind begins. Each looks no further than its own end or line.
 */
export function skipMarkup(text: string, i: number, end: number): number {
  switch (text[i]) {
    case ">":
      return atLineStart(text, i) ? lineEnd(text, i, end) : i;
    case "&":
      if (text.startsWith("&gt;", i) && atLineStart(text, i)) return lineEnd(text, i, end);
      return text.startsWith("&amp;", i) ? i + 5 : i;
    case "<":
      return skipAngle(text, i, end);
    case ":":
      return skipEmoji(text, i);
    default:
      return i;
  }
}

/** Past the closing backticks; infinity where there are none, so that they are not looked for again. */
export function skipCode(text: string, i: number, end: number): number {
  const fence = text.startsWith("```", i) ? "```" : "`";
  const close = text.indexOf(fence, i + fence.length);
  return close < 0 || close >= end ? Number.POSITIVE_INFINITY : close + fence.length;
}

/** Past a bare link that begins at `i`, or `i`. */
export function skipLink(text: string, i: number, end: number): number {
  if (!text.startsWith("http://", i) && !text.startsWith("https://", i) && !text.startsWith("www.", i)) return i;
  let to = i;
  while (to < end && text.charCodeAt(to) > 32) to++;
  return to;
}

function atLineStart(text: string, i: number): boolean {
  let before = i - 1;
  while (before >= 0 && text[before] === " ") before--;
  return before < 0 || text[before] === "\n";
}

function lineEnd(text: string, i: number, end: number): number {
  const newline = text.indexOf("\n", i);
  return newline < 0 || newline > end ? end : newline;
}

/** `<@U1>`, `<#C1|name>`, `<!here>`, `<https://…|label>`, `<mailto:…>`, and the tags of a rich message. */
function skipAngle(text: string, i: number, end: number): number {
  if (!/[@#!/a-z]/.test(text[i + 1] ?? "")) return i;
  for (let to = i + 1; to < end; to++) {
    if (text[to] === ">") return to + 1;
    if (text[to] === "<" || text[to] === "\n") return i;
  }
  return i;
}

/** `:tada:`, at most 60 characters and no spaces. */
function skipEmoji(text: string, i: number): number {
  for (let to = i + 1; to < i + 60; to++) {
    const unit = text.charCodeAt(to);
    if (unit === 58) return to > i + 1 && text.charCodeAt(i + 1) > 57 ? to + 1 : i;
    const named =
      (unit >= 97 && unit <= 122) || (unit >= 48 && unit <= 57) || unit === 95 || unit === 45 || unit === 43;
    if (!named) return i;
  }
  return i;
}
