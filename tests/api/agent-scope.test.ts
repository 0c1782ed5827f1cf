import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Cast, type Person } from "../support/cast.ts";
import { startServer, type Server } from "../support/server.ts";

let server: Server;
let cast: Cast;
/** Reception only, and view-only. */
let eva: Person;
/** Reception and Support, and may edit agents. */
let jose: Person;
/** All agents of South, and may edit agents. */
let tanaka: Person;
/** Nothing at all. */
let layla: Person;
beforeAll(async () => {
  server = await startServer();
  cast = await Cast.on(server);
  eva = await cast.member({ agents: ["Reception"] });
  jose = await cast.member({ agents: ["Reception", "Support"], permissions: { edit_agents: true } });
  tanaka = await cast.member({ companies: ["South"], permissions: { edit_agents: true } });
  layla = await cast.member();
});
afterAll(() => server.stop());

const path = (name: string) => `/agents/${cast.agent(name).id}` as const;

describe("the list of agents", () => {
  test("holds the assigned agents and no others", async () => {
    expect(await eva.names("/agents")).toEqual(["Reception"]);
    expect(await jose.names("/agents")).toEqual(["Reception", "Support"]);
    expect(await layla.names("/agents")).toEqual([]);
    expect(await cast.ada.names("/agents")).toEqual(["Night desk", "Reception", "Sales", "Support"]);
  });

  test("counts the assigned agents only", async () => {
    const total = async (person: Person) => (await person.get("/agents", { total: true })).body.total;
    expect(await total(eva)).toBe(1);
    expect(await total(jose)).toBe(2);
    expect(await total(layla)).toBe(0);
    expect(await total(cast.ada)).toBe(4);
  });

  test("of a company holds the assigned agents only, and nothing of a company out of sight", async () => {
    expect(await jose.names("/agents", { company_id: cast.company("North").id })).toEqual(["Reception"]);
    expect(await jose.names("/agents", { company_id: cast.company("South").id })).toEqual(["Support"]);
    expect(await eva.names("/agents", { company_id: cast.company("South").id })).toEqual([]);
    expect(await eva.names("/agents", { company_id: "no-such-company" })).toEqual([]);
  });

  test("of a member with a whole company grows with the company", async () => {
    expect(await tanaka.names("/agents")).toEqual(["Night desk", "Support"]);
    await cast.newAgent("Late shift", "South");
    expect(await tanaka.names("/agents")).toEqual(["Late shift", "Night desk", "Support"]);
    expect(await tanaka.get(path("Late shift"))).toHaveStatus(200);
    expect(await jose.names("/agents")).not.toContain("Late shift");
    expect(await cast.ada.delete(path("Late shift"))).toHaveStatus(204);
    expect(await tanaka.names("/agents")).toEqual(["Night desk", "Support"]);
  });

  test("of a member with a company and one of its agents names that agent once", async () => {
    const person = await cast.member({ companies: ["South"], agents: ["Support"] });
    expect(await person.names("/agents")).toEqual(["Night desk", "Support"]);
    expect((await person.get("/agents", { total: true })).body.total).toBe(2);
  });

  test("follows an agent that moves between companies", async () => {
    await cast.newAgent("Shuttle", "North");
    expect(await tanaka.get(path("Shuttle"))).toBeRefused(404, "not_found");
    await cast.ada.patch(path("Shuttle"), { company_id: cast.company("South").id });
    expect(await tanaka.get(path("Shuttle"))).toHaveStatus(200);
    await cast.ada.patch(path("Shuttle"), { company_id: cast.company("North").id });
    expect(await tanaka.get(path("Shuttle"))).toBeRefused(404, "not_found");
    await cast.ada.delete(path("Shuttle"));
  });
});

describe("the list of companies", () => {
  test("holds those that are assigned or own an assigned agent", async () => {
    expect(await eva.names("/companies")).toEqual(["North"]);
    expect(await jose.names("/companies")).toEqual(["North", "South"]);
    expect(await tanaka.names("/companies")).toEqual(["South"]);
    expect(await layla.names("/companies")).toEqual([]);
    expect((await eva.get("/companies", { total: true })).body.total).toBe(1);
  });

  test("offers a member nothing but to look", async () => {
    const [company] = (await eva.get("/companies")).body.items;
    expect(company!.can).toEqual([]);
    expect((await eva.get(`/companies/${company!.id}`)).body.can).toEqual([]);
  });

  test("hides the others one by one too", async () => {
    expect(await eva.get(`/companies/${cast.company("South").id}`)).toBeRefused(404, "not_found");
    expect(await layla.get(`/companies/${cast.company("North").id}`)).toBeRefused(404, "not_found");
  });
});

describe("one agent", () => {
  test("out of scope is not there: not to see, not to change", async () => {
    for (const person of [eva, jose, layla]) {
      expect(await person.get(path("Sales"))).toBeRefused(404, "not_found");
      expect(await person.patch(path("Sales"), { name: "Mine" })).toBeRefused(404, "not_found");
    }
    expect((await cast.ada.get(path("Sales"))).body.name).toBe("Sales");
  });

  test("out of scope is answered as one that never was", async () => {
    const comparable = async (target: `/agents/${string}`) => {
      const { title, status, detail, code, type } = (await eva.get(target)).problem;
      return { title, status, detail, code, type };
    };
    expect(await comparable(path("Sales"))).toEqual(await comparable("/agents/no-such-agent"));
  });

  test("without edit_agents is view-only, and never hidden", async () => {
    const shown = (await eva.get(path("Reception"))).body;
    expect(shown.can).toEqual([]);
    expect(shown.prompt).toBe(cast.agent("Reception").prompt);
    expect(await eva.patch(path("Reception"), { greeting: "Hi." })).toBeRefused(403, "permission_missing");
    expect((await cast.ada.get(path("Reception"))).body.etag).toBe(cast.agent("Reception").etag);
  });

  test("with edit_agents can be changed, and the change is seen by all", async () => {
    expect((await jose.get(path("Support"))).body.can).toEqual(["update"]);
    const changed = await jose.patch(path("Support"), { name: "Support desk", prompt: null });
    expect(changed.body).toMatchObject({ name: "Support desk", prompt: null, can: ["update"] });
    expect((await tanaka.get(path("Support"))).body).toMatchObject({ name: "Support desk", prompt: null });
    expect(await tanaka.patch(path("Support"), { name: "Support" })).toHaveStatus(200);
  });

  test("is moved by administrators only, not even to where it is", async () => {
    for (const company of ["North", "South"]) {
      const answer = await jose.patch(path("Support"), { company_id: cast.company(company).id, greeting: "Moved." });
      expect(answer.status).toBe(403);
    }
    expect((await cast.ada.get(path("Support"))).body).toMatchObject({ company_name: "South" });
    expect((await cast.ada.get(path("Support"))).body.greeting).not.toBe("Moved.");
  });

  test("is created and deleted by administrators only", async () => {
    const agent = { company_id: cast.company("South").id, name: "Own" };
    expect(await tanaka.post("/agents", agent)).toBeRefused(403, "forbidden");
    expect(await tanaka.delete(path("Support"))).toBeRefused(403, "forbidden");
    expect(await cast.ada.names("/agents")).toEqual(["Night desk", "Reception", "Sales", "Support"]);
  });

  test("takes the name of one that the member cannot see, and tells nothing of it", async () => {
    const renamed = await jose.patch(path("Support"), { name: "Night desk" });
    expect(renamed).toHaveStatus(200);
    expect(renamed.text).not.toContain(cast.agent("Night desk").id);
    void (await jose.patch(path("Support"), { name: "Support" })).body;
    expect(await cast.ada.names("/agents")).toEqual(["Night desk", "Reception", "Sales", "Support"]);
  });
});
