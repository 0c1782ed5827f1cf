import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { WebhookReceiver } from "../../fixtures/stand-in/webhook-receiver.ts";
import { temporaryFolder } from "../support/folder.ts";
import { RecordingHost } from "../support/recordings.ts";
import { startServer } from "../support/server.ts";
import { runSql } from "../support/sql.ts";
import { AnyClient } from "./any-client.ts";
import { fill } from "./fill.ts";
import { pack, type Expected } from "./kept-database.ts";
import { administrator, members, type KeptMember } from "./people.ts";
import { seenBy } from "./sight.ts";

/** scripts/keep-schema runs this, once for each database. */
test("a database is filled, and kept with what each member sees", async () => {
  const target = process.env["ROLLCALL_KEEP_IN"]!;
  const recordings = await RecordingHost.start();
  const receiver = await WebhookReceiver.start();
  const server = await startServer({ dataFolder: temporaryFolder() });
  await server.stop();
  const schema = Number(runSql(server, "SELECT max(version) FROM schema_migrations"));
  const webhooks = schema >= 28 ? ["--webhook-hosts", receiver.host] : [];
  await server.startAgain({ flags: ["--recording-hosts", recordings.name, ...webhooks] });

  await fill({ server, schema, recordings, receiver });
  const expected: Expected = { members: [] };
  for (const member of [administrator, ...members]) {
    const { email, password } = member;
    const client = new AnyClient(server);
    const { status } = await client.ask("POST", "/session", { email, password });
    expect(status < 400, `${email} can sign in`).toBe(canSignIn(member));
    expected.members.push({ email, password, sees: canSignIn(member) ? await seenBy(client, false) : null });
  }
  await server.stop();
  recordings.stop();
  receiver.stop();

  pack(server, target);
  writeFileSync(join(target, "schema"), `${schema}\n`);
  writeFileSync(join(target, "expected.json"), JSON.stringify(expected));
});

const canSignIn = ({ state }: KeptMember) => state === "active" || state === "must choose a password";
