import { useEffect } from "react";
import type { OpenView } from "../../shown.ts";
import { act, at, useLive } from "../api.ts";
import { Blocks } from "../blocks/Blocks.tsx";
import { useWorkspace } from "../workspace.ts";

/** The app's own page, made afresh by the app whenever it is opened. */
export function Home() {
  const { as } = useWorkspace();
  const { data } = useLive<OpenView | null>(at("/api/home", { as }));
  useEffect(() => {
    void act("/api/open-home", { as, tab: "home" });
  }, [as]);
  return (
    <div className="home">
      {data ? <Blocks blocks={data.blocks} at={{ view: data.id }} /> : <p className="quiet">…</p>}
    </div>
  );
}
