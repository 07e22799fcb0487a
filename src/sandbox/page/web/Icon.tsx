/** Signs drawn here, so that they look the same wherever the machine's letters come from. */
const paths = {
  close: "M5 5l10 10M15 5L5 15",
  menu: "M3 5.5h14M3 10h14M3 14.5h14",
  plus: "M10 4v12M4 10h12",
  dots: "M4.5 10h.01M10 10h.01M15.5 10h.01",
  smile: "M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15ZM7.5 8h.01M12.5 8h.01M7 12c1.5 2 4.5 2 6 0",
  reply: "M3 4.5h14v9.5H9l-4 3v-3H3Z",
  send: "M3 3.5 17.5 10 3 16.5 5 10Zm2 6.5h6",
  clip: "M15.5 9.5 10 15a3.5 3.5 0 0 1-5-5l6-6a2.3 2.3 0 0 1 3.3 3.3L8.5 13a1.1 1.1 0 0 1-1.6-1.6L12 6.5",
  slash: "M12.5 4l-5 12",
  lock: "M5 9h10v7.5H5ZM7 9V6.5a3 3 0 0 1 6 0V9",
  panel: "M2.5 3.5h15v13h-15ZM12.5 3.5v13",
  theme: "M10 3a7 7 0 1 0 0 14ZM10 3a7 7 0 0 1 0 14",
  eye: "M2 10c3.5-6 12.5-6 16 0-3.5 6-12.5 6-16 0ZM10 12.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4",
  down: "M5.5 8l4.5 4.5L14.5 8",
  check: "M4 10.5l4 4 8-9",
} as const;

export function Icon({ name, size = 18 }: { readonly name: keyof typeof paths; readonly size?: number }) {
  return (
    <svg
      className="sign-icon"
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth={name === "dots" ? 2.6 : 1.6}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  );
}
