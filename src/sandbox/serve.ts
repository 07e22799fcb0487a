import { type Config, pageFolder, sandboxFolder } from "../config.ts";
import { whoseStore } from "../store/afresh.ts";
import { openStore, type Store } from "../store/db.ts";
import { StoreError } from "../store/errors.ts";
import { migrate } from "../store/migrate.ts";
import { begin, type Life } from "./begin.ts";
import { fixtureFirm, fixtureWorkspace } from "./firm.ts";
import { ENDS } from "./history/plan.ts";
import { beginning } from "./history/prepared.ts";
import { oneAtATime } from "./in-turn.ts";
import { buildPage } from "./page/build.ts";
import { servePage } from "./page/server.ts";
import { timekeeper } from "./page/time/timekeeper.ts";
import { converse } from "./prompt.ts";

/**
 * The whole job with no account anywhere: the fixture firm's workspace on loopback, the same bot as a firm's, an embedded
 * database, a page to try it in, and a terminal that tells what happens. It begins afresh each time, and whenever someone
 * starts over; a firm's own data is never touched.
 * @throws StoreError where the database named holds a real firm
 */
export async function serveSandbox(
  config: Config,
  print: (line: string) => void = console.log,
): Promise<() => Promise<void>> {
  print("Rejoinder, in a sandbox: a firm and clients that are plainly fixtures, on this machine alone.");
  // Vite keeps one core busy while the database takes the other.
  const building = buildPage(pageFolder(config.store.folder));
  building.catch(() => {});
  const inTurn = oneAtATime();
  let scene = sceneOf(await begin(await openStoreOf(config), print, PREPARED));

  function sceneOf(life: Life) {
    const keeper = timekeeper(life.clock, () => inTurn(() => life.stage.round()));
    return { ...life, db: life.store.db, keeper, inTurn, again };
  }
  /** In its turn: nothing else is under way. */
  async function again() {
    scene.keeper.pause();
    await scene.end();
    scene = sceneOf(await begin(await openStoreOf(config), print, PREPARED));
    page?.show(scene);
    print("It all begins afresh.");
  }

  const built = await building;
  const page = built && (await servePage(scene, { port: config.sandboxPort, built }));
  print(page ? `Open ${page.url} in a browser.` : NO_PAGE);
  print(`Kept in ${scene.store.describe}. The clock stands still unless moved.`);
  print("Opening hours: Mon to Thu 09:00 to 17:30, Fri 09:00 to 16:00, New York.");
  const prompt = converse({ scene: () => scene, print, workspace: fixtureWorkspace, inTurn });
  return async () => {
    prompt.close();
    await page?.close();
    scene.keeper.pause();
    await scene.end();
  };
}

/** The sandbox's store, migrated; whatever it holds is the fixture firm's. */
async function openStoreOf(config: Config): Promise<Store> {
  const store = await openStore(
    config.store.url ? { url: config.store.url } : { folder: sandboxFolder(config.store.folder) },
  );
  await migrate(store.db);
  const owner = await whoseStore(store.db);
  if (owner !== undefined && owner !== fixtureFirm.name)
    throw new StoreError(
      `${store.describe} holds ${owner}'s own data, which the sandbox leaves alone. To serve that firm, set SLACK_BOT_TOKEN and its companions; to try the sandbox, unset DATABASE_URL or name an empty database.`,
    );
  return store;
}

/** Twelve weeks are over, and the story is to come. */
const PREPARED = { at: ENDS, lay: beginning };

const NO_PAGE =
  "The page cannot be built: its tools are development dependencies, which are not installed. Run npm ci without --omit=dev and start again; here in the terminal everything else works.";
