/** A refusal of the connector or of Graph, in their own shape: `{ error: { code, message } }`. */
export class TeamsError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

// As in "Status codes from bot conversational APIs" and what the service was seen to answer.
const REFUSALS = {
  BadArgument: [400, "Bad format of conversation ID"],
  BadSyntax: [400, "Bad format of request"],
  Unauthorized: [401, "Authorization has been denied for this request."],
  BotNotInConversationRoster: [403, "The bot is not part of the conversation roster."],
  ForbiddenOperationException: [403, "Bot is not installed in user's personal scope"],
  ConversationBlockedByUser: [403, "User blocked the conversation with the bot."],
  BotDisabledByAdmin: [403, "The tenant admin disabled this bot"],
  NotEnoughPermissions: [403, "The bot does not have the required permissions to perform the requested action."],
  MessageWritesBlocked: [403, "Message writes are blocked in this conversation."],
  ConversationNotFound: [404, "Conversation not found."],
  ActivityNotFoundInConversation: [404, "Activity not found in conversation."],
  MemberNotFoundInConversation: [404, "Member not found in conversation."],
  PreconditionFailed: [412, "Precondition failed, please try again."],
  MessageSizeTooBig: [413, "Message size too large."],
  ServiceError: [500, "Internal server error."],
} as const;

/** @throws TeamsError */
export function refuse(code: keyof typeof REFUSALS, message?: string): never {
  const [status, usual] = REFUSALS[code];
  throw new TeamsError(status, code, message ?? usual);
}
