import { useSyncExternalStore } from "react";

/** Light, dark, or as the machine has it. */
export type Theme = "light" | "dark" | "system";

const KEY = "rejoinder theme";
const dark = matchMedia("(prefers-color-scheme: dark)");
const listeners = new Set<() => void>();

export function theme(): Theme {
  const kept = localStorage.getItem(KEY);
  return kept === "light" || kept === "dark" ? kept : "system";
}

export function setTheme(to: Theme): void {
  localStorage.setItem(KEY, to);
  applyTheme(to);
  for (const listener of listeners) listener();
}

export function applyTheme(to: Theme): void {
  document.documentElement.dataset.theme = to;
}

const drawn = (): "light" | "dark" => {
  const chosen = theme();
  return chosen === "system" ? (dark.matches ? "dark" : "light") : chosen;
};

/** What it comes to just now. */
export const useDrawnTheme = (): "light" | "dark" =>
  useSyncExternalStore((listener) => {
    listeners.add(listener);
    dark.addEventListener("change", listener);
    return () => {
      listeners.delete(listener);
      dark.removeEventListener("change", listener);
    };
  }, drawn);
