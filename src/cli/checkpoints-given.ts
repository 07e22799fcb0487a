import { readFileSync } from "node:fs";
import type { Checkpoint } from "../domain/audit/verdict.ts";
import { Refusal } from "./store-command.ts";

/** The options by which a command is told of checkpoints that were kept outside. */
export const checkpointOptions = {
  checkpoints: { type: "string" },
  checkpoint: { type: "string", multiple: true },
} as const;

export interface CheckpointsAsked {
  readonly checkpoints?: string;
  readonly checkpoint?: readonly string[];
}

/** @throws Refusal in a sentence */
export const checkpointsGiven = ({ checkpoint, checkpoints }: CheckpointsAsked): Checkpoint[] => [
  ...(checkpoint ?? []).map(oneTyped),
  ...(checkpoints ? inFile(checkpoints) : []),
];

function oneTyped(typed: string): Checkpoint {
  const [, seq, hash] = /^(\d{1,15}):([0-9a-f]{64})$/i.exec(typed.trim()) ?? [];
  if (!seq || !hash)
    throw new Refusal(`"${typed}" is no checkpoint: write it like 4127:3f2a…, the number and the whole hash.`);
  return { seq: Number(seq), hash: hash.toLowerCase() };
}

/** One checkpoint a line, as AUDIT_CHECKPOINTS has them written. */
function inFile(file: string): Checkpoint[] {
  const lines = read(file).split("\n");
  return lines.flatMap((line, i) => {
    if (line.trim() === "") return [];
    const [, seq, hash] = /^\S+ entry (\d{1,15}) ([0-9a-f]{64})$/.exec(line.trim()) ?? [];
    if (!seq || !hash) throw new Refusal(`${file}, line ${i + 1}: is no checkpoint.`);
    return [{ seq: Number(seq), hash }];
  });
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (thrown) {
    throw new Refusal(`${file} cannot be read (${(thrown as NodeJS.ErrnoException).code}).`);
  }
}
