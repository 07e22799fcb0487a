/** The names that firms know emoji by, for what Teams calls otherwise. */
const NAMES: Readonly<Record<string, string>> = {
  like: "+1",
  laugh: "joy",
  surprised: "open_mouth",
  sad: "disappointed",
  "👍": "+1",
  "📌": "pushpin",
  "✅": "white_check_mark",
  "✔": "heavy_check_mark",
  "👀": "eyes",
  "❤": "heart",
  "⏰": "alarm_clock",
  "🚩": "triangular_flag_on_post",
  "⭐": "star",
};

/**
 * A reaction by the name a firm keeps for it, whatever the platform: Teams says `like`, the emoji itself, or its code point and a
 * name of its own, `1f4cc_pushpin`.
 */
export function emojiName(type: string): string {
  const [, code, name] = /^([0-9a-f]{4,6}(?:-[0-9a-f]{2,6})*)_(.+)$/i.exec(type) ?? [];
  const drawn = code ? String.fromCodePoint(...points(code)) : type;
  return NAMES[drawn.replace(/[\ufe0e\ufe0f]|[\u{1f3fb}-\u{1f3ff}]/gu, "")] ?? name ?? type;
}

const points = (code: string) =>
  code.split("-").flatMap((hex) => {
    const point = Number.parseInt(hex, 16);
    return point <= 0x10ffff ? [point] : [];
  });
