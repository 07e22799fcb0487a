/**
 * Words that came from chat, without what would make others be read in another order, or not at all: a name that turns the rest of
 * its line around says what nobody wrote. Line breaks and tabs stay.
 */
export const clean = (words: string): string => words.replace(UNSEEN, "").toWellFormed();

const UNSEEN = /(?![\n\t])\p{Cc}|\p{Bidi_Control}|[\u2028\u2029\ufeff\ufff9-\ufffb]/gu;
