import { sql } from "kysely";
import type { Reply } from "../../src/chat/platform.ts";
import type { AccountRef } from "../../src/domain/message.ts";
import { at, type Instant, MINUTE } from "../../src/domain/time.ts";
import type { WallKind } from "../../src/domain/walls.ts";
import { actor } from "../../src/flows/actor.ts";
import { answerCommand } from "../../src/flows/answer-command.ts";
import { deliver } from "../../src/flows/deliver.ts";
import { logContactForm, submitForm } from "../../src/flows/fill-form.ts";
import { postDigests } from "../../src/flows/post-digests.ts";
import { pressButton } from "../../src/flows/press-button.ts";
import { retireCards } from "../../src/flows/retire-cards.ts";
import { sendDueNudges } from "../../src/flows/send-due-nudges.ts";
import { showHome } from "../../src/flows/show-home.ts";
import { takeEffect } from "../../src/flows/walls-take-effect.ts";
import { TEAM } from "../../src/sandbox/firm.ts";
import type { Db, Store } from "../../src/store/db.ts";
import { saveLeave } from "../../src/store/people.ts";
import { asViewer } from "../../src/store/viewer.ts";
import { liftWall, makeWall, seesNow, walledFrom } from "../../src/store/walls.ts";
import { office, post, said } from "../flows/office.ts";
import { unaudited } from "../unaudited.ts";

/** One firm's past, its walls, and who looks. */
export interface Case {
  readonly posts: readonly {
    readonly channel: string;
    readonly by: string;
    readonly text: string;
    readonly minute: number;
  }[];
  readonly logged: readonly { readonly client: string; readonly matter?: string; readonly minute: number }[];
  readonly partners: readonly string[];
  readonly leave?: { readonly who: string; readonly delegate: string };
  readonly walls: readonly {
    readonly of: readonly [client: string, matter: string | null];
    readonly kind: WallKind;
    readonly people: readonly string[];
    readonly groups: readonly string[];
  }[];
  readonly viewer: string;
  /** Posts once the walls stand, in channels of theirs too. */
  readonly later: Case["posts"];
}

const MORNING = at("2026-01-13T09:00-05:00");
const NOON = at("2026-01-13T12:00-05:00");
const MONDAY = at("2026-01-19T08:31-05:00");

/** Everything the viewer is told once the walls stand: by the firm as it is, or by one from whose database what is walled from them was deleted. */
export async function whatIsTold(open: () => Promise<Store>, of: Case, deleted: boolean): Promise<string[]> {
  let store: Store | undefined;
  const o = await office(async () => {
    store = await open();
    return store;
  }, MORNING);
  try {
    const { db, deps } = o;
    const who: AccountRef = { platform: "slack", workspace: TEAM, id: of.viewer };
    const idOf = await names(db);
    for (const id of of.partners)
      await unaudited(db, (tx) => sql`update people set is_partner = true where id = ${idOf.account(id)}`.execute(tx));
    if (of.leave && of.leave.who !== of.leave.delegate) {
      const { who: away, delegate } = of.leave;
      await saveLeave(
        db,
        {
          personId: idOf.account(away),
          delegateId: idOf.account(delegate),
          from: MORNING,
          to: MONDAY,
        },
        MORNING,
      );
    }
    const past = [...of.posts].sort((a, b) => a.minute - b.minute);
    for (const p of past) await hear(o, p, MORNING);
    for (const [i, one] of of.logged.entries()) {
      const answers = {
        client: one.client,
        contact: "Dana Reed",
        ...(one.matter && { matter: one.matter }),
        via: "phone",
        at: "",
      };
      await submitForm(
        deps,
        { ...who, id: "UBEN" },
        { form: "log contact", context: "", answers, key: `past ${i}` },
        MORNING + one.minute * MINUTE,
      );
    }
    for (let t = MORNING; t <= NOON; t += 30 * MINUTE) await round(o, t);

    // Once a firm has had a wall its numbers are drawn, whatever became of the wall.
    const none = { kind: "screened" as const, personIds: [], groupIds: [], reason: "a fixture's", madeBy: null };
    await liftWall(
      db,
      await makeWall(db, { ...none, clientId: idOf.client("Initech"), matterId: null }, NOON),
      null,
      NOON,
    );
    for (const wall of of.walls) {
      const [client, matter] = wall.of;
      const clientId = idOf.client(client);
      const matterId = matter === null ? null : idOf.matter(client, matter);
      const named = { personIds: wall.people.map(idOf.account), groupIds: wall.groups.map(idOf.group) };
      await makeWall(db, { ...none, ...named, kind: wall.kind, clientId, matterId }, NOON);
    }
    const viewerId = idOf.account(of.viewer);
    const hidden = await hiddenFrom(db, viewerId);
    const everything = (await db.selectFrom("inquiries").select("id").orderBy("id").execute()).map(({ id }) => id);
    const channels = (await db.selectFrom("channels").select("id").orderBy("id").execute()).map(({ id }) => id);
    if (deleted) await erase(db, viewerId, hidden);
    for (const name of ["Acme", "Globex", "Initech"]) await takeEffect(deps, idOf.client(name), NOON);
    o.sent.splice(0);

    const told: string[] = [];
    const say = (what: string, thing: unknown) => void told.push(`${what} → ${steady(thing)}`);
    let now = NOON;
    let key = 0;
    const asks = async (text: string) => say(text, await answerCommand(deps, who, text, `ask ${++key}`, ++now));
    const looks = async () => {
      for (const text of LISTS) await asks(text);
      const me = await actor(deps, who, now);
      say("home", await showHome(deps, me!, now));
      say("form", await logContactForm(deps, who, now));
    };
    await looks();
    for (const id of [...everything, 999]) {
      for (const verb of ["show", "why"]) await asks(`${verb} ${id}`);
      for (const action of ["show", "reassign", "belongs"])
        say(`press ${action} ${id}`, await press(deps, who, action, String(id), `press ${++key}`, now));
    }
    const at999 = 999;
    for (const id of [...everything.filter((_, i) => i % 2 === 0), at999]) {
      await asks(`snooze ${id} 2h`);
      await asks(`assign ${id} Ben`);
      await asks(`pause ${id}`);
      await asks(`resume ${id}`);
      await asks(`take ${id}`);
      say(`claim ${id}`, await press(deps, who, "claim", String(id), `press ${++key}`, now));
    }
    for (const client of ["Acme", "Acmee", "Globex", "Hooli", "acme"])
      for (const matter of ["", "lease", "Acme v. Beta"]) {
        const answers = { client, contact: "Dana Reed", ...(matter && { matter }), via: "phone", at: "" };
        const filled = { form: "log contact", context: "", answers, key: `log ${++key}` };
        now += MINUTE;
        say(`log ${client} ${matter}`, await submitForm(deps, who, filled, now));
      }
    for (const id of [...channels, 999]) {
      say(`channel ${id}`, await press(deps, who, "link channel", String(id), `press ${++key}`, now));
      const filled = {
        form: "link channel",
        context: String(id),
        answers: { kind: "shared", client: "Nobody else's" },
        key: `link ${++key}`,
      };
      if (id === 999) say(`link ${id}`, await submitForm(deps, who, filled, ++now));
    }
    await looks();

    const later = [...of.later].sort((a, b) => a.minute - b.minute);
    const step = (t: Instant) => (t < at("2026-01-14T18:00-05:00") ? 60 : 720) * MINUTE;
    for (let t = NOON + 60 * MINUTE; t < MONDAY; t += step(t)) {
      for (const p of later.filter(({ minute }) => minute * MINUTE + NOON > t - step(t) && minute * MINUTE + NOON <= t))
        if (!deleted || !hidden.channels.includes(p.channel)) await hear(o, p, NOON);
      await round(o, t);
      say(
        `told by ${new Date(t).toISOString()}`,
        o.sent.splice(0).filter(({ to }) => to === of.viewer),
      );
    }
    await postDigests(deps, MONDAY);
    const digests = await sql<{ card: unknown; picture: Uint8Array | null }>`
      select card, picture from deliveries where purpose = 'digest' and person_id = ${viewerId} order by id`.execute(
      db,
    );
    say(
      "digest",
      digests.rows.map(({ card, picture }) => ({ card, picture: picture && Buffer.from(picture).toString("base64") })),
    );
    const rows = await asViewer(db, viewerId, async (view) => ({
      inquiries: await view.selectFrom("inquiries").selectAll().orderBy("asked_at").orderBy("id").execute(),
      names: await view.selectFrom("clients").select("name").orderBy("name").execute(),
    }));
    say("rows", rows.inquiries.length);
    say("names", rows.names);
    return told;
  } finally {
    await store?.close();
  }
}

const LISTS = [
  "",
  "all",
  "team",
  "team Litigation",
  "team Corporate all",
  "overdue",
  "overdue all",
  "today",
  "client Acme",
  "client Globex",
  "conflicts Globex",
  "conflicts lease",
  "conflicts",
]
  .concat([
    "client initech",
    "client lease",
    "client Acmee",
    "client alder",
    "lawyer Kim",
    "lawyer Ana all",
    "lawyer Pat",
    "lawyer me",
  ])
  .concat(["walls", "lift 1", 'wall "Acme" from Ben because so', "acme", "help wall", "link Kim Ben", "show 5000000"]);

type Office = Awaited<ReturnType<typeof office>>;

async function hear(o: Office, p: Case["posts"][number], from: Instant) {
  const when = from + p.minute * MINUTE;
  await o.hears(said(post(p.channel, p.by, when, p.text)), when);
}

async function round({ deps }: Office, now: Instant) {
  await sendDueNudges(deps, now);
  await deliver(deps, () => now);
  await retireCards(deps, now);
}

const press = (
  deps: Office["deps"],
  who: AccountRef,
  action: string,
  value: string,
  key: string,
  now: Instant,
): Promise<Reply> => pressButton(deps, who, action, value, undefined, key, now);

/** Numbers that are drawn differ from firm to firm. */
const steady = (thing: unknown) => JSON.stringify(thing).replace(/\b[1-9]\d{6}\b/g, "#");

async function names(db: Db) {
  const accounts = await db.selectFrom("accounts").select(["external_id", "person_id"]).execute();
  const clients = await db.selectFrom("clients").select(["id", "name"]).execute();
  const matters = await db.selectFrom("matters").select(["id", "name", "client_id"]).execute();
  const groups = await db.selectFrom("practice_groups").select(["id", "name"]).execute();
  const client = (name: string) => clients.find((c) => c.name === name)!.id;
  return {
    client,
    account: (id: string) => accounts.find((a) => a.external_id === id)!.person_id!,
    matter: (of: string, name: string) => matters.find((m) => m.client_id === client(of) && m.name === name)!.id,
    group: (name: string) => groups.find((g) => g.name === name)!.id,
  };
}

async function hiddenFrom(db: Db, viewerId: number) {
  const sees = await seesNow(db);
  const channels = await db.selectFrom("channels").select(["external_id", "client_id", "matter_id"]).execute();
  const out = channels.filter((c) => !sees(viewerId, { clientId: c.client_id, matterId: c.matter_id }));
  return { ...(await walledFrom(db, [viewerId])), channels: out.map((c) => c.external_id) };
}

/** As if it had never been. */
async function erase(db: Db, viewerId: number, { clients, matters, channels }: Awaited<ReturnType<typeof hiddenFrom>>) {
  await db.transaction().execute(async (tx) => {
    await sql`set local session_replication_role = replica`.execute(tx);
    await sql`create temporary table gone on commit drop as
      select id from inquiries where not rejoinder_sees(${viewerId}, client_id, matter_id)`.execute(tx);
    await sql`create temporary table said on commit drop as
      select distinct delivery_id as id from delivery_inquiries where inquiry_id in (select id from gone)`.execute(tx);
    for (const table of ["facts", "clocks", "nudges", "delivery_inquiries"])
      await sql`delete from ${sql.table(table)} where inquiry_id in (select id from gone)`.execute(tx);
    await sql`delete from deliveries d where id in (select id from said)
      and not exists (select from delivery_inquiries a where a.delivery_id = d.id)`.execute(tx);
    await sql`delete from messages where inquiry_id in (select id from gone)
      or channel_id in (select id from channels where external_id = any(${channels}::text[]))`.execute(tx);
    await sql`delete from inquiries where id in (select id from gone)`.execute(tx);
    await sql`delete from channels where external_id = any(${channels}::text[])`.execute(tx);
    await sql`update accounts set contact_id = null where contact_id in (select id from contacts where client_id = any(${clients}::int[]))`.execute(
      tx,
    );
    await sql`delete from contacts where client_id = any(${clients}::int[])`.execute(tx);
    await sql`delete from standards where scope = 'client' and scope_id = any(${clients}::int[])
      or scope = 'matter' and (scope_id = any(${matters}::int[]) or scope_id in (select id from matters where client_id = any(${clients}::int[])))`.execute(
      tx,
    );
    await sql`delete from walls where client_id = any(${clients}::int[]) or matter_id = any(${matters}::int[])`.execute(
      tx,
    );
    await sql`delete from matters where id = any(${matters}::int[]) or client_id = any(${clients}::int[])`.execute(tx);
    await sql`delete from clients where id = any(${clients}::int[])`.execute(tx);
    await sql`delete from wall_people where wall_id not in (select id from walls)`.execute(tx);
    await sql`delete from wall_groups where wall_id not in (select id from walls)`.execute(tx);
  });
}
