import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Cast, type Person } from "../support/cast.ts";
import { startServer, type Server } from "../support/server.ts";
import { titled } from "./titled.ts";

let server: Server;
let cast: Cast;
let ada: Person;
beforeAll(async () => {
  server = await startServer();
  cast = await Cast.on(server);
  ada = cast.ada;
});
afterAll(() => server.stop());

const north = () => cast.company("North").id;
const basics = { greeting: "Ahoy.", prompt: "Ask for the ship's name.", voice: "Juno", language: "en-GB" };

describe("an agent", () => {
  test("is created, listed and shown", async () => {
    const answer = await ada.post("/agents", { company_id: north(), name: "Harbour master", ...basics });
    expect(answer).toHaveStatus(201);
    const agent = answer.body;
    expect(answer.headers["location"]).toBe(`/api/v1/agents/${agent.id}`);
    expect(answer.headers["etag"]).toBe(agent.etag);
    expect(agent).toMatchObject({
      company_id: north(),
      company_name: "North",
      name: "Harbour master",
      ...basics,
      can: ["update", "view_configuration", "move", "delete"],
    });

    const shown = await ada.get(`/agents/${agent.id}`);
    expect(shown.body).toEqual(agent);
    expect(shown.headers["etag"]).toBe(agent.etag);
    const { greeting: _greeting, prompt: _prompt, ...summary } = agent;
    expect((await ada.get("/agents", { limit: 200 })).body.items).toContainEqual(summary);
  });

  test("needs no more than a company and a name", async () => {
    const agent = (await ada.post("/agents", { company_id: north(), name: "Bare" })).body;
    expect(agent).toMatchObject({ greeting: null, prompt: null, voice: null, language: null });
  });

  test("keeps what a change does not name, and empties what it names null", async () => {
    const { id } = await cast.newAgent("Pilot", "North", basics);
    const changed = (await ada.patch(`/agents/${id}`, { greeting: "Hello.", voice: null })).body;
    expect(changed).toMatchObject({ name: "Pilot", ...basics, greeting: "Hello.", voice: null });
    expect((await ada.get(`/agents/${id}`)).body).toEqual(changed);
  });

  test("is not changed by an empty change", async () => {
    const agent = await cast.newAgent("Anchor", "North", basics);
    expect((await ada.patch(`/agents/${agent.id}`, {})).body).toEqual(agent);
  });

  test("moves to another company by an administrator", async () => {
    const { id } = await cast.newAgent("Ferry", "North");
    const moved = (await ada.patch(`/agents/${id}`, { company_id: cast.company("South").id })).body;
    expect(moved).toMatchObject({ company_id: cast.company("South").id, company_name: "South" });
    expect(await ada.names("/agents", { company_id: north() })).not.toContain("Ferry");
    expect(await ada.names("/agents", { company_id: cast.company("South").id })).toContain("Ferry");
  });

  test("is deleted with the assignments to it", async () => {
    const { id } = await cast.newAgent("Dredger", "North");
    const eva = await cast.member({ agents: ["Dredger", "Reception"] });
    expect(await ada.delete(`/agents/${id}`)).toHaveStatus(204);
    expect(await ada.get(`/agents/${id}`)).toBeRefused(404, "not_found");
    expect(await eva.names("/agents")).toEqual(["Reception"]);
    expect((await ada.get(`/members/${eva.id}`)).body.agent_ids).toEqual([cast.agent("Reception").id]);
  });

  test("shows the new name of its company at once", async () => {
    const company = await cast.newCompany("Norrland");
    const { id } = await cast.newAgent("Ice breaker", company);
    await ada.patch(`/companies/${company.id}`, { name: "Norrbotten" });
    expect((await ada.get(`/agents/${id}`)).body.company_name).toBe("Norrbotten");
  });
});

describe("an agent's name", () => {
  test.each(["Reception", "RECEPTION", "reception"])("is there once in a company: %s", async (name) => {
    expect(await ada.post("/agents", { company_id: north(), name })).toBeRefused(409, "conflict");
    const { id, etag } = await cast.newAgent(`Other than ${name}`, "North");
    expect(await ada.patch(`/agents/${id}`, { name })).toBeRefused(409, "conflict");
    expect((await ada.get(`/agents/${id}`)).body.etag).toBe(etag);
    expect(await ada.delete(`/agents/${id}`)).toHaveStatus(204);
  });

  test("may be the same in another company, and then forbids the move there", async () => {
    const { id } = await cast.newAgent("Reception", "South");
    expect(await ada.patch(`/agents/${id}`, { company_id: north() })).toBeRefused(409, "conflict");
    expect((await ada.get(`/agents/${id}`)).body.company_name).toBe("South");
    expect(await ada.delete(`/agents/${id}`)).toHaveStatus(204);
  });

  test.each(titled(["ريم", "受付", "🛟 Lifeboat", "<i>Buoy</i>", "Ω".repeat(200)]))(
    "is kept to the letter: %s",
    async (_, name) => {
      const { id } = await cast.newAgent(name, "North");
      expect((await ada.get(`/agents/${id}`)).body.name).toBe(name);
    },
  );
});

describe("a field", () => {
  const longest = {
    greeting: "g".repeat(10_000),
    prompt: "p".repeat(100_000),
    voice: "v".repeat(200),
    language: "l".repeat(35),
  };

  test("may be as long as the contract says", async () => {
    const { language: _, ...texts } = longest;
    const { id } = await cast.newAgent("Novelist", "North", texts);
    expect((await ada.get(`/agents/${id}`)).body).toMatchObject(texts);
  });

  test.each(
    titled<object>([
      { name: "" },
      { name: "n".repeat(201) },
      { name: null },
      { greeting: `${longest.greeting}${"g".repeat(300)}` },
      { prompt: `${longest.prompt}${"p".repeat(3_000)}` },
      { voice: "v".repeat(201) },
      { language: "l".repeat(36) },
      { greeting: 1 },
      { prompt: ["Ask."] },
      { voice: true },
      { language: {} },
      { company_id: null },
      { company_id: 1 },
      { can: ["delete"] },
      { company_name: "South" },
      { updated_at: "2001-01-01T00:00:00Z" },
    ]),
  )("cannot be as in %s", async (_, wrong) => {
    const field = Object.keys(wrong);
    const names = await ada.names("/agents");
    const created = await ada.post("/agents", { company_id: north(), name: "Wrong", ...wrong });
    expect(created).toBeRefused(422, "invalid_fields", field);
    const { id, etag } = cast.agent("Sales");
    expect(await ada.patch(`/agents/${id}`, wrong)).toBeRefused(422, "invalid_fields", field);
    expect((await ada.get(`/agents/${id}`)).body.etag).toBe(etag);
    expect(await ada.names("/agents")).toEqual(names);
  });

  test.each(["no-such-company", "00000000-0000-7000-8000-000000000000", ""])(
    "company_id has to be a company that exists, not %j",
    async (company_id) => {
      expect(await ada.post("/agents", { company_id, name: "Lost" })).toBeRefused(422, "invalid_fields", [
        "company_id",
      ]);
      const { id } = cast.agent("Sales");
      expect(await ada.patch(`/agents/${id}`, { company_id })).toBeRefused(422, "invalid_fields", ["company_id"]);
    },
  );
});

describe("two people at once", () => {
  test("the second change is told that the agent has changed, and changes nothing", async () => {
    const seen = await cast.newAgent("Lock keeper", "North", basics);
    const path = `/agents/${seen.id}` as const;
    const first = await ada.patch(path, { greeting: "First." }, { ifMatch: seen.etag });
    expect(first).toHaveStatus(200);
    expect(await ada.patch(path, { greeting: "Second." }, { ifMatch: seen.etag })).toBeRefused(
      412,
      "changed_meanwhile",
    );
    expect(await ada.delete(path, { ifMatch: seen.etag })).toBeRefused(412, "changed_meanwhile");
    expect(await ada.patch(path, { greeting: "Third." }, { ifMatch: '"nonsense"' })).toBeRefused(
      412,
      "changed_meanwhile",
    );
    expect((await ada.get(path)).body.greeting).toBe("First.");
    expect(await ada.patch(path, { greeting: "Fourth." }, { ifMatch: first.body.etag })).toHaveStatus(200);
    expect(await ada.patch(path, { greeting: "Fifth." }, { ifMatch: "*" })).toHaveStatus(200);
  });

  test("of ten changes based on the same state one holds", async () => {
    const seen = await cast.newAgent("Tug", "North");
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) => ada.patch(`/agents/${seen.id}`, { voice: `v${n}` }, { ifMatch: seen.etag })),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, ...Array<number>(9).fill(412)]);
  });
});

test.each(["no-such-agent", "00000000-0000-7000-8000-000000000000", "%F0%9F%9B%9F", "' OR 1=1 --", "a%2Fb"])(
  "the id %s is not there",
  async (id) => {
    const path = `/agents/${id.replaceAll(" ", "%20")}` as const;
    expect(await ada.get(path)).toBeRefused(404, "not_found");
    expect(await ada.patch(path, { name: "Ghost" })).toBeRefused(404, "not_found");
    expect(await ada.delete(path)).toBeRefused(404, "not_found");
  },
);
