import { spawn } from "node:child_process";
import { rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { administrator, Cast } from "../support/cast.ts";
import { Client } from "../support/client.ts";
import { runBeside } from "../support/command.ts";
import { temporaryFolder } from "../support/folder.ts";
import { startServer, type Server } from "../support/server.ts";
import { runSql } from "../support/sql.ts";

let server: Server;
let cast: Cast;
beforeAll(async () => {
  server = await startServer();
  cast = await Cast.on(server);
});
afterAll(() => server.stop());

const reset = (email: string) => runBeside(server, ["reset-password", email]);

/** The password that was printed. */
function passwordIn(output: string): string {
  const password = /^The new password of \S+ is (\S+)$/m.exec(output)?.[1];
  if (password === undefined) throw new Error(`There is no password in: ${output}`);
  return password;
}

/** Signs in with the printed password, and chooses another one, as the page asks for. */
async function signInAndChoose(email: string, password: string, chosen: string) {
  const browser = new Client(server);
  const session = (await browser.signIn(email, password)).body;
  expect(session.password_change_required).toBe(true);
  expect(await browser.get("/members")).toHaveStatus(403);
  const change = { current_password: password, password: chosen };
  expect((await browser.put("/profile/password", change)).status).toBeLessThan(300);
  expect(await browser.get("/members")).toHaveStatus(200);
  return browser;
}

describe("rollcall reset-password", () => {
  test("gives an administrator a new password while the server runs, and ends sessions and API tokens", async () => {
    const otto = await cast.member({ role: "administrator" });
    const { token } = (await otto.post("/api-tokens", { name: "Nightly", scopes: ["read"] })).body;
    const program = new Client(server, { Authorization: `Bearer ${token}` });
    expect(await program.get("/agents")).toHaveStatus(200);

    const { code, output, log } = await reset(otto.email.toUpperCase());
    expect(log).toBe("");
    expect(code).toBe(0);
    const password = passwordIn(output);
    expect(await otto.get("/members")).toHaveStatus(401);
    expect(await program.get("/agents")).toHaveStatus(401);
    expect(await new Client(server).signIn(otto.email, otto.password)).toHaveStatus(401);
    await signInAndChoose(otto.email, password, "the lighthouse keeper sleeps");

    const entries = (await cast.ada.get("/audit-entries", { action: "password.set", subject_id: otto.id })).body.items;
    expect(entries).toMatchObject([{ actor_kind: "command_line", actor_id: "", actor_name: null }]);
    expect(server.log.join("\n")).not.toContain(password);
    expect(statSync(join(server.dataFolder, "control.sock")).mode & 0o077).toBe(0);
  });

  test("helps one for whom too many wrong passwords were tried", async () => {
    const otto = await cast.member({ role: "administrator" });
    for (let count = 0; count < 12; ++count) await new Client(server).signIn(otto.email, `wrong ${count}`);
    expect(await new Client(server).signIn(otto.email, otto.password)).toHaveStatus(429);
    const { output } = await reset(otto.email);
    await signInAndChoose(otto.email, passwordIn(output), "the lighthouse keeper wakes");
  });

  test("says what is wrong with an email, and changes nothing", async () => {
    const member = await cast.member({});
    const suspended = await cast.member({ role: "administrator" });
    expect((await cast.ada.put(`/members/${suspended.id}/suspension`)).status).toBeLessThan(300);
    for (const [email, says] of [
      ["nobody@harbour.example", /^rollcall: No member has the email nobody@harbour\.example\.$/],
      [member.email, /^rollcall: \S+ is no administrator\. .*Account > Members\.$/],
      [suspended.email, /^rollcall: \S+ is suspended\. .*Account > Members\.$/],
    ] as const) {
      const { code, output, log } = await reset(email);
      expect(output).toBe("");
      expect(log).toMatch(says);
      expect(code).toBe(1);
    }
    expect(await member.get("/session")).toHaveStatus(200);
    expect(await new Client(server).signIn(member.email, member.password)).toHaveStatus(201);
    expect((await runBeside(server, ["reset-password"])).code).toBe(2);
  });

  test("works while no server runs, and is refused where one runs that it cannot ask", async () => {
    const otto = await cast.member({ role: "administrator" });
    const elsewhere = { environment: { ROLLCALL_DATA: temporaryFolder() } };
    if (server.database === undefined) {
      Object.assign(elsewhere.environment, { ROLLCALL_DATABASE: join(server.dataFolder, "rollcall.db") });
    }
    const refused = await runBeside(server, ["reset-password", otto.email], elsewhere);
    expect(refused.log).toMatch(/(another|other instances of) rollcall.*--data/i);
    expect(refused.code).toBe(1);
    expect(await otto.get("/members")).toHaveStatus(200);

    await server.kill();
    const { code, output, log } = await reset(otto.email);
    expect(log).toBe("");
    expect(code).toBe(0);
    await server.startAgain();
    expect(await otto.get("/members")).toHaveStatus(401);
    await signInAndChoose(otto.email, passwordIn(output), "the lighthouse keeper dreams");
  });

  test("does not update a database of an older Rollcall, and makes no key file", async () => {
    const old = await startServer();
    await Cast.withAda(old);
    await old.stop();
    rmSync(join(old.dataFolder, "secret.key"));
    const withoutKey = await runBeside(old, ["reset-password", administrator.email]);
    expect(withoutKey.log).toMatch(/secret\.key cannot be read/);
    expect(withoutKey.code).toBe(1);
    runSql(old, "DELETE FROM schema_migrations WHERE version = (SELECT MAX(version) FROM schema_migrations)");
    const { code, log } = await runBeside(old, ["reset-password", administrator.email]);
    expect(log).toMatch(/older Rollcall \(its schema is \d+, this one needs \d+\)\. Start the server once/);
    expect(code).toBe(1);
  });

  test("that begins and says nothing holds nobody up for long", async () => {
    const silent = spawn("python3", [
      "-c",
      "import socket, sys, time\ns = socket.socket(socket.AF_UNIX)\ns.connect(sys.argv[1])\nprint('in', flush=True)\ntime.sleep(60)",
      join(server.dataFolder, "control.sock"),
    ]);
    await new Promise((connected) => silent.stdout.once("data", connected));
    const began = Date.now();
    const { log } = await reset("nobody@harbour.example");
    expect(Date.now() - began).toBeLessThan(20_000);
    silent.kill("SIGKILL");
    expect(log).toMatch(/No member has the email/);
  });
});
