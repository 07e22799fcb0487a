import { memo, useMemo } from "react";
import { type Block as LibraryBlock, Message, type MessageProps } from "slack-blocks-to-jsx";
import type { Block } from "../../shown.ts";
import { go, placeOfLink } from "../place.ts";
import { useDrawnTheme } from "../theme.ts";
import { useSurroundings } from "../workspace.ts";

/** Text in Slack's markup. */
export const Words = ({ text }: { readonly text: string }) => {
  const blocks = useMemo(() => [{ type: "section", text: { type: "mrkdwn", text } }], [text]);
  return <Drawn blocks={blocks} />;
};

/** Blocks that are only to be read, as the library draws them; names and links are the workspace's own. */
export const Drawn = memo(function Drawn({ blocks }: { readonly blocks: readonly Block[] }) {
  const { people, channels, as } = useSurroundings();
  const theme = useDrawnTheme();
  const data = useMemo(
    () => ({
      users: people.map(({ id, name }) => ({ id, name })),
      channels: channels.filter((one) => one.kind === "channel").map(({ id, name }) => ({ id, name })),
    }),
    [people, channels],
  );
  const hooks = useMemo<MessageProps["hooks"]>(
    () => ({
      link: ({ href, children }) => (
        <Link href={href} as={as}>
          {children}
        </Link>
      ),
      // "10:30: two hours" names no emoji; the library would leave the colons out.
      emoji: (one, parse) => {
        const sign = parse(one);
        return sign === one.name || sign === "" ? `:${one.name}:` : sign;
      },
    }),
    [as],
  );
  const drawn = useMemo(() => formatted(blocks), [blocks]);
  return <Message blocks={drawn} logo="" name="" theme={theme} data={data} hooks={hooks} withoutWrapper />;
});

/**
 * The library takes `verbatim` for "no formatting at all"; Slack means by it that bare names and addresses make no links.
 * And it draws a space after each `&gt;`, of which it needs none but at the beginning of a line.
 */
const formatted = (blocks: readonly Block[]): LibraryBlock[] =>
  JSON.parse(
    JSON.stringify(blocks, (key, value) => {
      if (key === "verbatim") return undefined;
      return key === "text" && typeof value === "string" ? value.replace(/(?<=[^\n])&gt;/g, ">") : value;
    }),
  );

/** A link into the workspace leads there; any other leaves the page, in a tab of its own. */
function Link({
  href,
  as,
  children,
}: {
  readonly href: string;
  readonly as: string;
  readonly children: React.ReactNode;
}) {
  const place = placeOfLink(href);
  if (!place)
    return (
      <a href={href} target="_blank" rel="noreferrer noopener">
        {children}
      </a>
    );
  return (
    <a
      href={href}
      onClick={(event) => {
        event.preventDefault();
        go({ ...place, as });
      }}
    >
      {children}
    </a>
  );
}
