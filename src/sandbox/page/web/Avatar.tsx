import type { Person } from "../shown.ts";

/** A person's initials in a colour that is always theirs; the bot has its own sign. */
export function Avatar({ person, size = 36 }: { readonly person: Person; readonly size?: number }) {
  if (person.bot)
    return (
      <svg className="avatar" width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
        <rect width="32" height="32" fill="#1f3a5f" />
        <circle cx="16" cy="16" r="9" fill="none" stroke="#fff" strokeWidth="2.5" />
        <path d="M16 10.5V16l4 3" fill="none" stroke="#fff" strokeWidth="2.5" strokeLinecap="round" />
      </svg>
    );
  const initials = person.name
    .split(" ")
    .map((word) => word.charAt(0))
    .join("")
    .slice(0, 2);
  return (
    <svg className="avatar" width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" fill={COLOURS[sum(person.id) % COLOURS.length]} />
      <text x="16" y="21" textAnchor="middle" fontSize="13" fontWeight="700" fill="#fff">
        {initials}
      </text>
    </svg>
  );
}

// White stands out on each by more than 4.5 to 1.
const COLOURS = ["#8a3a6b", "#2f6b4f", "#2b5f9e", "#a2471f", "#5b4b9e", "#13696f", "#8c2f39", "#4f6228"];

const sum = (id: string) => [...id].reduce((total, letter) => total * 31 + letter.charCodeAt(0), 7) % 9973;
