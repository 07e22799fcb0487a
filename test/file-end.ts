import { afterAll } from "vitest";
import { closeOpened } from "./database.ts";

// Run for each file: the files of a worker share its process, and with it what was loaded and which databases lie ready.
afterAll(closeOpened);
