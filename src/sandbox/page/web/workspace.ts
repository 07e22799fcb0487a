import { createContext, useContext } from "react";
import type { Person, View } from "../shown.ts";
import type { Place } from "./place.ts";

/** What everything on the page goes by: whose eyes it is seen with, and where they are. */
export interface Workspace {
  readonly view: View;
  readonly as: string;
  readonly place: Place;
  readonly person: (id: string) => Person;
  /** Asks the side panel what the bot knows: of a message, or an inquiry by its number. */
  readonly ask: (about: Asking) => void;
}

export type Asking = { readonly channel: string; readonly ts: string } | { readonly inquiry: number };

export const WorkspaceContext = createContext<Workspace | undefined>(undefined);

export function useWorkspace(): Workspace {
  const workspace = useContext(WorkspaceContext);
  if (!workspace) throw new Error("Drawn outside of the workspace.");
  return workspace;
}
