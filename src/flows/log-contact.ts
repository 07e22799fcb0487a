import type { Reply } from "../chat/platform.ts";
import { byPerson } from "../domain/audit.ts";
import type { Instant } from "../domain/time.ts";
import type { Fact } from "../domain/timeline.ts";
import { record } from "../store/audit.ts";
import { contactNamed, matterFor } from "../store/clients.ts";
import { addFact } from "../store/facts.ts";
import { firstTime } from "../store/inbox.ts";
import { createInquiry } from "../store/inquiries.ts";
import { aboutClient } from "../store/rights.ts";
import { subjectCard } from "../store/subject.ts";
import type { Filled } from "../views/card.ts";
import { readLogContact } from "../views/forms.ts";
import { logged } from "../views/replies.ts";
import { say } from "../views/say.ts";
import type { Actor } from "./actor.ts";
import { assessInquiries } from "./assess-inquiries.ts";
import { refusedTo } from "./authorise.ts";
import type { Deps, Told } from "./deps.ts";
import { clientOf } from "./link-channel.ts";

const WAYS = ["phone", "e-mail", "letter", "in person"] as const;

/** A call, an e-mail or a letter, written down: an inquiry like any other, with the same clocks. */
export async function logContact(deps: Deps, who: Actor, { answers, key }: Filled, now: Instant): Promise<Reply> {
  const read = readLogContact(answers, { zone: who.zone, now });
  if ("errors" in read) return read;
  const told: Told[] = [];
  const by = byPerson(who.id, now);
  const reply = await deps.db.transaction().execute(async (tx): Promise<Reply> => {
    const client = await clientOf(tx, who, read.client, now);
    if ("errors" in client) return client;
    const within = { ...deps, db: tx };
    const refusal = await refusedTo(within, who, "log contact", await aboutClient(tx, client.id), now);
    if (refusal) return { card: refusal };
    if (!(await firstTime(tx, key, now))) return { card: say("That is logged already.") };
    const matterId = read.matter ? await matterFor(tx, who.id, client.id, read.matter, by) : null;
    const contactId = read.contact ? await contactNamed(tx, client.id, read.contact, by) : null;
    const via = WAYS.find((way) => way === read.via) ?? "phone";
    const asked = { clientId: client.id, matterId, contactId, channelId: null, via, unsure: false, askedAt: read.at };
    const id = await createInquiry(tx, asked);
    const facts: Fact[] = [{ kind: "asked", key: `logged:${key}`, at: read.at, contactId: contactId ?? undefined }];
    if (read.answered) facts.push({ kind: "answered", key: `answered:${key}`, at: now, personId: who.id });
    for (const fact of facts) await addFact(tx, id, fact);
    await record(tx, { ...by, act: "logged", subject: { kind: "inquiry", id }, details: { via } });
    told.push(...(await assessInquiries({ ...deps, db: tx }, [id], now)));
    return { card: logged(await subjectCard(tx, id), read.answered, who.zone, now) };
  });
  for (const one of told) deps.tell(one);
  return reply;
}
