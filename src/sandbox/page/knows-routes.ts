import type { PageParts } from "./parts.ts";
import type { Routes } from "./routes.ts";

/** What the bot knows. (An empty place for the side panel's helper.) */
export function knowsRoutes(_parts: PageParts): Routes {
  return {};
}
