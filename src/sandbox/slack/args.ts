import type { IncomingMessage } from "node:http";
import { SlackError } from "./errors.ts";
import type { Fields } from "./workspace.ts";

/** The arguments of a call, however they came: query, form, JSON or multipart. Lists and objects are parsed. */
export async function readArgs(request: IncomingMessage, raw: Buffer): Promise<Fields> {
  const query = new URL(request.url ?? "/", "http://sandbox").searchParams;
  return unfold({ ...Object.fromEntries(query), ...(await readBody(request.headers["content-type"] ?? "", raw)) });
}

async function readBody(type: string, raw: Buffer): Promise<Fields> {
  if (raw.length === 0) return {};
  if (type.startsWith("application/json")) {
    try {
      return JSON.parse(raw.toString()) as Fields;
    } catch {
      throw new SlackError("invalid_json");
    }
  }
  if (type.startsWith("multipart/form-data")) {
    const form = await new Response(new Uint8Array(raw), { headers: { "content-type": type } }).formData();
    return Object.fromEntries(form);
  }
  return Object.fromEntries(new URLSearchParams(raw.toString()));
}

const STRUCTURED = ["blocks", "attachments", "view", "metadata", "files"];

function unfold(args: Fields): Fields {
  const whole = { ...args };
  for (const key of STRUCTURED) {
    const value = args[key];
    if (typeof value !== "string" || value === "") continue;
    try {
      whole[key] = JSON.parse(value);
    } catch {
      throw new SlackError(key === "blocks" ? "invalid_blocks_format" : "invalid_arguments");
    }
  }
  return whole;
}

export async function readAll(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** An argument as text; undefined when absent or empty. */
export function text(args: Fields, name: string): string | undefined {
  const value = args[name];
  return value === undefined || value === null || value === "" ? undefined : String(value);
}

/** An argument that must be there; Slack calls its absence `invalid_arguments`. */
export function needed(args: Fields, name: string): string {
  const value = text(args, name);
  if (value !== undefined) return value;
  throw new SlackError("invalid_arguments", {
    response_metadata: { messages: [`[ERROR] missing required field: ${name}`] },
  });
}

export const flag = (args: Fields, name: string): boolean => ["true", "1", "True"].includes(String(args[name]));

export const list = (args: Fields, name: string): string[] => {
  const value = args[name];
  if (Array.isArray(value)) return value.map(String);
  return (text(args, name) ?? "")
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);
};
