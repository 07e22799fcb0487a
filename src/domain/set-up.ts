import type { CalendarSpec } from "./calendar/spec.ts";
import { type Instant, MINUTE, type Zone } from "./time.ts";

/** What an admin is led through, in this order, and may do in any. */
export const steps = ["office", "groups", "people", "client", "channel"] as const;
export type Step = (typeof steps)[number];

/** The firm as it is set up so far; whatever can be seen from it is not noted anywhere else. */
export interface FirmSoFar {
  readonly name: string;
  readonly zone: Zone;
  readonly weekly: CalendarSpec["weekly"];
  readonly jurisdiction?: string;
  /** This year in the firm's zone, how many holidays are kept in it, and whether someone has looked them over. */
  readonly year: number;
  readonly holidays: number;
  readonly reviewed: boolean;
  readonly groups: readonly { readonly id: number; readonly name: string; readonly lead?: string }[];
  readonly partners: readonly string[];
  readonly clients: readonly string[];
  /** Channels that are a client's. */
  readonly channels: readonly string[];
}

/** What someone last did about a step. */
interface Noted {
  readonly step: string;
  readonly skipped: boolean;
  readonly by?: { readonly id: number; readonly name: string };
  readonly at: Instant;
}

export interface StepSeen {
  readonly step: Step;
  readonly is: "done" | "skipped" | "to do";
  /** Another admin who is at it just now. */
  readonly atIt?: string;
}

/** So long someone who began a step is taken to be at it. */
const AT_IT = 10 * MINUTE;

/** Each step as `reader` is to see it. What was done is done, skipped or not. */
export function stepsSeen(firm: FirmSoFar, noted: readonly Noted[], reader: number, now: Instant): StepSeen[] {
  return steps.map((step) => {
    const note = noted.find((one) => one.step === step);
    if (isDone[step](firm)) return { step, is: "done" };
    if (note?.skipped) return { step, is: "skipped" };
    const other = note?.by && note.by.id !== reader && note.at > now - AT_IT ? note.by.name : undefined;
    return { step, is: "to do", ...(other && { atIt: other }) };
  });
}

const isDone: Readonly<Record<Step, (firm: FirmSoFar) => boolean>> = {
  office: (firm) => firm.reviewed,
  groups: (firm) => firm.groups.length > 0,
  people: (firm) => firm.partners.length > 0,
  client: (firm) => firm.clients.length > 0,
  channel: (firm) => firm.channels.length > 0,
};

/** Nothing is left to do: done or skipped, all of it. */
export const isFinished = (seen: readonly StepSeen[]): boolean => seen.every(({ is }) => is !== "to do");
