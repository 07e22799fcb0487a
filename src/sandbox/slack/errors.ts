import type { Fields } from "./workspace.ts";

/** A refusal in Slack's own word, such as `channel_not_found`. HTTP status stays 200, as Slack's does. */
export class SlackError extends Error {
  readonly code: string;
  readonly extra: Fields;

  constructor(code: string, extra: Fields = {}) {
    super(code);
    this.code = code;
    this.extra = extra;
  }
}

export const refuse = (code: string, extra?: Fields): never => {
  throw new SlackError(code, extra);
};

/** `invalid_blocks` and `invalid_arguments` come with one line for each thing that is wrong. */
export const refuseWith = (code: string, problems: string[]): never =>
  refuse(code, {
    ...(code === "invalid_blocks" ? { errors: problems } : {}),
    response_metadata: { messages: problems.map((problem) => `[ERROR] ${problem}`) },
  });
