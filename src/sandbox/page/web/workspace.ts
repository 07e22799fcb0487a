import { createContext, useContext } from "react";
import type { Conversation, Person, Shortcut, View } from "../shown.ts";
import type { Place } from "./place.ts";

/** What seldom changes while one stays the same person: messages go by this, so that a clock that moves redraws none of them. */
export interface Surroundings {
  readonly as: string;
  readonly zone: string;
  readonly app: View["app"];
  readonly people: readonly Person[];
  readonly channels: readonly Pick<Conversation, "id" | "name" | "kind" | "members">[];
  readonly onMessage: readonly Shortcut[];
  readonly person: (id: string) => Person;
  /** Asks the side panel what the bot knows: of a message, or an inquiry by its number. */
  readonly ask: (about: Asking) => void;
}

/** All of it: what is unread, what time it is, where one is. */
export interface Workspace extends Surroundings {
  readonly view: View;
  readonly place: Place;
}

export type Asking = { readonly channel: string; readonly ts: string } | { readonly inquiry: number };

export const WorkspaceContext = createContext<Workspace | undefined>(undefined);

export const SurroundingsContext = createContext<Surroundings | undefined>(undefined);

export function useSurroundings(): Surroundings {
  const surroundings = useContext(SurroundingsContext);
  if (!surroundings) throw new Error("Drawn outside of the workspace.");
  return surroundings;
}

export function useWorkspace(): Workspace {
  const workspace = useContext(WorkspaceContext);
  if (!workspace) throw new Error("Drawn outside of the workspace.");
  return workspace;
}
