import type { AccountInfo } from "../../domain/account.ts";
import type { AccountRef } from "../../domain/message.ts";
import type { Installation } from "./installation.ts";
import { type Fields, word } from "./read.ts";

/** What the firm's own people are called on a roster. Of someone of another tenant it says nothing: they may be `owner` too. */
const COLLEAGUES: ReadonlySet<string> = new Set(["user", "owner", "admin", "member"]);

/**
 * A member of a roster (TeamsChannelAccount). A guest carries the firm's own tenant id and a name with `#EXT#` in it; someone
 * of another tenant may be called `owner`. Whatever the roster does not say makes an outsider.
 */
export function infoOf(member: Fields, ref: AccountRef, here: Installation, zone?: string): AccountInfo {
  return {
    ref,
    name: word(member.name) ?? ([word(member.givenName), word(member.surname)].filter(Boolean).join(" ") || ref.id),
    // Vouched for by the firm's own directory, for whoever is in it.
    email: word(member.email),
    zone,
    outside: !isColleague(member, here),
    bot: isBot(ref.id),
    deactivated: false,
  };
}

export function isColleague(member: Fields, here: Installation): boolean {
  if (word(member.tenantId)?.toLowerCase() !== here.workspace) return false;
  if (/#EXT#/i.test(word(member.userPrincipalName) ?? "")) return false;
  return COLLEAGUES.has((word(member.userRole) ?? "").toLowerCase());
}

export const isBot = (id: string): boolean => id.startsWith("28:");
