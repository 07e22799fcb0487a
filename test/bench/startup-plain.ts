import { App, HTTPReceiver, LogLevel } from "@slack/bolt";
import { Kysely, PostgresDialect, sql } from "kysely";
import pg from "pg";

// What Rejoinder is measured against: Bolt with pg and Kysely, connected to the same database and the same workspace, and no more.

const db = new Kysely({
  dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: process.env.DATABASE_URL }) }),
});
await sql`select 1`.execute(db);
const receiver = new HTTPReceiver({ signingSecret: process.env.SLACK_SIGNING_SECRET!, logLevel: LogLevel.ERROR });
const app = new App({
  token: process.env.SLACK_BOT_TOKEN,
  receiver,
  clientOptions: { slackApiUrl: process.env.SLACK_API_URL },
  logLevel: LogLevel.ERROR,
});
await app.client.auth.test();
app.event("message", async () => {});
await receiver.start({ port: Number(process.env.PORT), host: "127.0.0.1" });
console.log("Serving");
