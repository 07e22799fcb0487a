/** What one can react with, by Slack's names; the first two mean something to the bot. */
export const EMOJIS: readonly (readonly [name: string, sign: string])[] = [
  ["pushpin", "📌"],
  ["white_check_mark", "✅"],
  ["thumbsup", "👍"],
  ["eyes", "👀"],
  ["pray", "🙏"],
  ["tada", "🎉"],
  ["heart", "❤️"],
  ["smile", "😄"],
  ["thinking_face", "🤔"],
  ["hourglass", "⌛"],
];

const signs = new Map<string, string>([...EMOJIS, ["+1", "👍"], ["heavy_check_mark", "✔️"], ["wave", "👋"]]);

export const signOf = (name: string): string => signs.get(name) ?? `:${name}:`;
