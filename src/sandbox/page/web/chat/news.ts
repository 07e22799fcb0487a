import { useEffect, useRef, useState } from "react";
import type { ShownMessage } from "../../shown.ts";
import { useSurroundings } from "../workspace.ts";

/** What came since the list was opened, in words for a screen reader: the newest alone. */
export function useNews(messages: readonly ShownMessage[]): string {
  const { as, person } = useSurroundings();
  const known = useRef<string>(undefined);
  const [news, setNews] = useState("");
  const newest = messages.at(-1);
  useEffect(() => {
    const before = known.current;
    known.current = newest?.ts;
    if (before === undefined || !newest || newest.ts <= before || newest.author === as) return;
    setNews(`${newest.ephemeral ? "Only visible to you" : person(newest.author).name}: ${newest.text}`);
  }, [newest, as, person]);
  return news;
}
