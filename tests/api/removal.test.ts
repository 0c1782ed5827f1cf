import { readFileSync } from "node:fs";
import { simpleParser } from "mailparser";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Cast, Person } from "../support/cast.ts";
import { Client } from "../support/client.ts";
import { filesWith } from "../support/folder.ts";
import { keptMail } from "../support/outbox.ts";
import { onPostgres } from "../support/postgres.ts";
import { startServer, type Server } from "../support/server.ts";
import { storedOf } from "../support/stored.ts";

let server: Server;
let cast: Cast;
beforeAll(async () => {
  server = await startServer();
  cast = await Cast.on(server);
});
afterAll(() => server.stop());

const remove = (by: Client, whom: { id: string }) => by.delete(`/members/${whom.id}`);
const stored = (texts: string[]) => storedOf(server, texts);

/** Waits until they are gone, at most until the time that the receipt names. */
async function erased(texts: string[], eraseBy: string) {
  while (stored(texts).length > 0 && Date.now() < Date.parse(eraseBy)) await new Promise((go) => setTimeout(go, 250));
  return stored(texts);
}

describe("removing a member", () => {
  test("ends all access with the answer, and says what ended and what was deleted", async () => {
    const eva = await cast.member({ agents: ["Reception", "Sales"], companies: ["South"] });
    const phone = await eva.elsewhere();
    const answer = await remove(cast.ada, eva);
    expect(answer).toHaveStatus(200);
    expect(answer.body).toMatchObject({ id: eva.id, sessions_ended: 2, api_tokens_revoked: 0, assignments_deleted: 3 });
    expect(answer.body.deleted).toEqual([
      "profile",
      "picture",
      "password",
      "sessions",
      "api_tokens",
      "assignments",
      "invitation",
      "mail",
    ]);
    expect(answer.body.erased_from).toBe(onPostgres ? "tables" : "data_folder");
    expect(Date.parse(answer.body.erase_by) - Date.now()).toBeLessThanOrEqual(60_000);
    for (const browser of [eva, phone]) expect(await browser.get("/agents")).toHaveStatus(401);
    expect(await eva.signIn(eva.email, eva.password)).toHaveStatus(401);
    expect(await cast.ada.get(`/members/${eva.id}`)).toHaveStatus(404);
    expect(await cast.ada.names("/members")).not.toContain(eva.name);
  });

  test("takes every trace of the person out of what is stored by the time that the receipt names", async () => {
    const created = await cast.ada.post("/members", {
      email: "Wilhelmina.Quux@harbour.example",
      name: "Wilhelmina Zyxqué",
      job_title: "Keeper of the Xylophone",
      password: "a heron stands still",
      send_invitation: false,
    });
    const browser = new Client(server, { "User-Agent": "Quuxbrowser/7" });
    await browser.signIn("wilhelmina.quux@harbour.example", "a heron stands still");
    await cast.ada.patch(`/members/${created.body.id}`, { name: "Wilhelmina Zyxwvé", role: "administrator" });
    await browser.post("/api-tokens", { name: "Of the Glockenspiel" });
    const traces = [
      "Wilhelmina.Quux@",
      "wilhelmina.quux@",
      "Zyxwvé",
      "zyxwve",
      "Xylophone",
      "xylophone",
      "Quuxbrowser",
    ];
    traces.push("Glockenspiel");
    // What a row was before is in SQLite's log; PostgreSQL's is not ours.
    if (!onPostgres) traces.push("Zyxqué");
    expect(stored(traces)).toEqual(traces);

    const receipt = (await remove(cast.ada, created.body)).body;
    expect(receipt.api_tokens_revoked).toBe(1);
    expect(await erased(traces, receipt.erase_by)).toEqual([]);
    expect(stored(["Reception"])).toEqual(["Reception"]);
  });

  test("takes every mail to the person out of the data folder, kept and queued, however it was encoded", async () => {
    const name = "Wolfgang Zyxwvütz";
    const who = { email: "wolfgang.zyx@harbour.example", name, send_invitation: true };
    const invited = (await cast.ada.post("/members", who)).body;
    const [mail] = await keptMail(cast.ada, invited.id);
    const decoded = async () => {
      const mails = filesWith(server.dataFolder, "").filter((path) => path.endsWith(".eml"));
      const parsed = await Promise.all(mails.map((path) => simpleParser(readFileSync(path))));
      return parsed.filter(({ text, html, to }) => JSON.stringify([text, html, to]).includes(name)).length;
    };
    expect(await decoded()).toBe(1);
    const traces = ["wolfgang.zyx@", "Zyxwvütz", "zyxwvutz", `${mail!.id}.eml`, "=?UTF-8?Q?Wolfgang"];
    expect(stored(["wolfgang.zyx@", "zyxwvutz"])).toEqual(["wolfgang.zyx@", "zyxwvutz"]);

    const receipt = (await remove(cast.ada, invited)).body;
    expect(receipt.mail_deleted).toBe(1);
    expect(await erased(traces, receipt.erase_by)).toEqual([]);
    expect(await decoded()).toBe(0);
    expect(await cast.ada.get(`/mail/${mail!.id}`)).toHaveStatus(404);
  });

  test("finishes erasing after a crash", async () => {
    const person = await cast.member({ name: "Somebody Unmistakable" });
    expect(stored(["Somebody Unmistakable"])).toEqual(["Somebody Unmistakable"]);
    const receipt = (await remove(cast.ada, person)).body;
    await server.kill();
    await server.startAgain();
    expect(await erased(["Somebody Unmistakable", person.email], receipt.erase_by)).toEqual([]);
  });

  test("leaves the agents, and the address free for somebody new", async () => {
    const person = await cast.member({ agents: ["Reception"] });
    await remove(cast.ada, person);
    expect(await cast.ada.names("/agents")).toContain("Reception");
    const invitedAgain = await cast.ada.post("/members", {
      email: person.email,
      name: person.name,
      password: "six new herrings",
      send_invitation: false,
    });
    expect(invitedAgain).toHaveStatus(201);
    expect(invitedAgain.body.id).not.toBe(person.id);
    expect(invitedAgain.body.agent_ids).toEqual([]);
  });

  test("is refused for the last administrator, for a member who changed meanwhile, and for nobody", async () => {
    expect((await remove(cast.ada, cast.ada)).problem.code).toBe("last_administrator");
    const person = await cast.member();
    const { etag } = (await cast.ada.get(`/members/${person.id}`)).body;
    await cast.ada.patch(`/members/${person.id}`, { job_title: "Changed" });
    expect(await cast.ada.delete(`/members/${person.id}`, { ifMatch: etag })).toHaveStatus(412);
    expect(await remove(cast.ada, { id: "nobody" })).toHaveStatus(404);
    expect(await person.get("/session")).toHaveStatus(200);
  });

  test("keeps one of two administrators who remove each other at once", async () => {
    let stays: Person = await cast.member({ role: "administrator" });
    await remove(stays, cast.ada);
    for (let round = 0; round < 20; ++round) {
      const other = await administrator(stays, round);
      const answers = await Promise.all([remove(stays, other), remove(other, stays)]);
      expect(answers.filter((answer) => answer.status === 200).length).toBe(1);
      if (answers[1]!.status === 200) stays = other;
      expect(await stays.get("/members")).toHaveStatus(200);
    }
  });
});

/** Another administrator, made by `by`. */
async function administrator(by: Client, round: number): Promise<Person> {
  const who = { email: `deputy-${round}@harbour.example`, name: `Deputy ${round}`, password: "a heron stands still" };
  const created = await by.post("/members", { ...who, role: "administrator", send_invitation: false });
  const person = new Person(server, { ...who, id: created.body.id });
  void (await person.signIn(who.email, who.password)).body;
  return person;
}
