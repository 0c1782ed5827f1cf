import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Cast, type Person } from "../support/cast.ts";
import { startServer, type Server } from "../support/server.ts";

let server: Server;
let cast: Cast;
beforeAll(async () => {
  server = await startServer();
  cast = await Cast.on(server);
});
afterAll(() => server.stop());

const shown = async (person: Person) => (await cast.ada.get(`/members/${person.id}`)).body;

describe("editing a member", () => {
  test("changes name and job title, and leaves what is not named", async () => {
    const eva = await cast.member({ agents: ["Reception"], permissions: { edit_agents: true } });
    const answer = await cast.ada.patch(`/members/${eva.id}`, { name: "  Eva Berg ", job_title: "Client" });
    expect(answer).toHaveStatus(200);
    expect(answer.body).toMatchObject({
      name: "Eva Berg",
      job_title: "Client",
      email: eva.email,
      agent_ids: [cast.agent("Reception").id],
      permissions: { edit_agents: true, view_recordings: false },
    });
    expect(answer.headers["etag"]).toBe(answer.body.etag);
    expect(await shown(eva)).toEqual(answer.body);
    expect((await cast.ada.patch(`/members/${eva.id}`, { job_title: null })).body.job_title).toBeNull();
  });

  test("switches only those permissions that are named, from the next request on", async () => {
    const jose = await cast.member({ permissions: { view_recordings: true } });
    await cast.ada.patch(`/members/${jose.id}`, { permissions: { edit_agents: true } });
    expect((await jose.get("/session")).body.permissions).toMatchObject({ edit_agents: true, view_recordings: true });
    await cast.ada.patch(`/members/${jose.id}`, { permissions: { view_recordings: false } });
    expect((await jose.get("/session")).body.permissions).toMatchObject({ edit_agents: true, view_recordings: false });
  });

  test("replaces the assigned agents, from the next request on", async () => {
    const person = await cast.member({ agents: ["Reception", "Sales"] });
    await cast.ada.patch(`/members/${person.id}`, {
      agent_ids: [cast.agent("Sales").id, cast.agent("Support").id, cast.agent("Sales").id],
    });
    expect(await person.names("/agents")).toEqual(["Sales", "Support"]);
    expect(await person.get(`/agents/${cast.agent("Reception").id}`)).toHaveStatus(404);
    await cast.ada.patch(`/members/${person.id}`, { agent_ids: [], company_ids: [cast.company("North").id] });
    const ofNorth = (await cast.ada.get("/agents", { company_id: cast.company("North").id })).body.items;
    expect(await person.names("/agents")).toEqual(ofNorth.map((agent) => agent.name));
    await cast.ada.patch(`/members/${person.id}`, { company_ids: [] });
    expect(await person.names("/agents")).toEqual([]);
  });

  test("makes an administrator of a member, and a member of an administrator", async () => {
    const person = await cast.member();
    await cast.ada.patch(`/members/${person.id}`, { role: "administrator" });
    expect(await person.get("/members")).toHaveStatus(200);
    await cast.ada.patch(`/members/${person.id}`, { role: "member" });
    expect(await person.get("/members")).toHaveStatus(403);
  });

  test("does not change the email, and says what to do instead", async () => {
    const person = await cast.member();
    for (const email of ["other@harbour.example", person.email, null]) {
      const answer = await cast.ada.patch(`/members/${person.id}`, { name: "Other", email });
      expect(answer).toHaveStatus(422);
      expect(answer.problem.fields?.["email"]).toContain("invite again");
    }
    expect((await shown(person)).name).toBe(person.name);
  });

  test("refuses what is not possible, names the field, and changes nothing", async () => {
    const person = await cast.member({ agents: ["Reception"] });
    const before = await shown(person);
    const reception = cast.agent("Reception").id;
    const wrong: [object, string][] = [
      [{ name: "" }, "name"],
      [{ name: null }, "name"],
      [{ name: "x".repeat(201) }, "name"],
      [{ job_title: "two\nlines" }, "job_title"],
      [{ role: "owner" }, "role"],
      [{ permissions: { fly: true } }, "permissions.fly"],
      [{ permissions: { edit_agents: "yes" } }, "permissions.edit_agents"],
      [{ name: "New", agent_ids: [reception, "nobody"] }, "agent_ids[1]"],
      [{ name: "New", company_ids: ["nobody"] }, "company_ids[0]"],
      [{ status: "active" }, "status"],
    ];
    for (const [body, field] of wrong) {
      const answer = await cast.ada.patch(`/members/${person.id}`, body);
      expect(answer).toHaveStatus(422);
      expect(Object.keys(answer.problem.fields ?? {})).toEqual([field]);
    }
    expect(await shown(person)).toEqual(before);
  });

  test("tells the second of two administrators that somebody was faster", async () => {
    const person = await cast.member();
    const { etag } = await shown(person);
    const path = `/members/${person.id}` as const;
    expect(await cast.ada.patch(path, { job_title: "First" }, { ifMatch: etag })).toHaveStatus(200);
    const second = await cast.ada.patch(path, { job_title: "Second" }, { ifMatch: etag });
    expect(second).toHaveStatus(412);
    expect(second.problem.code).toBe("changed_meanwhile");
    expect((await shown(person)).job_title).toBe("First");
  });

  test("is not disturbed by the member's own activity", async () => {
    const person = await cast.member();
    const { etag } = await shown(person);
    await person.elsewhere();
    expect((await shown(person)).etag).toBe(etag);
  });

  test("of somebody who is not there is 404", async () => {
    expect(await cast.ada.patch("/members/nobody", { name: "X" })).toHaveStatus(404);
  });
});

describe("what an edit would change", () => {
  test("is told in permissions and agents, by whatever way they are assigned, and nothing changes", async () => {
    const person = await cast.member({ agents: ["Reception"], permissions: { edit_agents: true } });
    const before = await shown(person);
    const ofSouth = (await cast.ada.get("/agents", { company_id: cast.company("South").id })).body.items;
    const answer = await cast.ada.post(`/members/${person.id}/changes`, {
      name: person.name,
      permissions: { edit_agents: false, view_recordings: true },
      agent_ids: [],
      company_ids: [cast.company("South").id],
    });
    expect(answer).toHaveStatus(200);
    expect(answer.body.fields).toEqual(["permissions", "agent_ids", "company_ids"]);
    expect(answer.body.permissions_added).toEqual(["view_recordings"]);
    expect(answer.body.permissions_removed).toEqual(["edit_agents"]);
    expect(new Set(answer.body.agents_added)).toEqual(new Set(ofSouth.map((agent) => agent.id)));
    expect(answer.body.agents_removed).toEqual([cast.agent("Reception").id]);
    expect(await shown(person)).toEqual(before);
  });
});

describe("the last administrator", () => {
  test("cannot step down", async () => {
    const answer = await cast.ada.patch(`/members/${cast.ada.id}`, { role: "member" });
    expect(answer).toHaveStatus(409);
    expect(answer.problem.code).toBe("last_administrator");
    expect(await cast.ada.get("/members")).toHaveStatus(200);
  });

  test("stays when two demote or suspend each other at once, two hundred times", async () => {
    const bea = await cast.member({ role: "administrator" });
    for (let round = 0; round < 200; ++round) {
      const demote = (by: Person, whom: Person) => by.patch(`/members/${whom.id}`, { role: "member" });
      const suspend = (by: Person, whom: Person) => by.put(`/members/${whom.id}/suspension`);
      const act = round % 10 ? demote : suspend;
      const answers = await Promise.all([act(cast.ada, bea), act(bea, cast.ada)]);
      const done = answers.filter((answer) => answer.status < 300).length;
      expect(done).toBe(1);
      const winner = answers[0]!.status < 300 ? cast.ada : bea;
      const loser = winner === bea ? cast.ada : bea;
      expect(await winner.get("/members")).toHaveStatus(200);
      await winner.patch(`/members/${loser.id}`, { role: "administrator" });
      if (act === demote) continue;
      await winner.delete(`/members/${loser.id}/suspension`);
      void (await loser.signIn(loser.email, loser.password)).body;
    }
  });
});
