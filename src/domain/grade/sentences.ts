/** The sentences of a reply in its writer's own words: no quotes, no emoji by name; a link or a figure stays a word. */
export function sentencesOf(text: string): string[] {
  return text
    .replace(/[’‘]/g, "'")
    .replace(/^[ \t]{0,9}(?:>|&gt;).*$/gm, "")
    .replace(/<[@#!][^<>\n]{0,200}>/g, " ")
    .replace(/:[a-z][a-z0-9_+-]{0,60}:/g, " ")
    .split(/(?<=[.!?;。？！])\s+|\n+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
}

export const wordsIn = (text: string): number => text.match(/[\p{L}\p{N}][\p{L}\p{N}'.,/-]*/gu)?.length ?? 0;
