import { buttonsUnder } from "../../src/flows/buttons.ts";

/** All processes of the suite seal with one key, as those of a firm do; so the suite can read what a button is about. */
export const buttons = buttonsUnder(["a key of the fault suite's own, of no use elsewhere"]);
