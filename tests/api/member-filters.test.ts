import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Cast } from "../support/cast.ts";
import { startServer, type Server } from "../support/server.ts";

let server: Server;
let cast: Cast;
beforeAll(async () => {
  server = await startServer();
  cast = await Cast.on(server);
  await cast.member({ name: "Eva Lindqvist", agents: ["Reception"], permissions: { view_recordings: true } });
  await cast.member({ name: "José Müller", companies: ["North"], permissions: { edit_agents: true } });
  const tanaka = await cast.member({ name: "田中太郎", companies: ["South"], permissions: { view_recordings: true } });
  await cast.ada.put(`/members/${tanaka.id}/suspension`);
});
afterAll(() => server.stop());

const ada = "Ada Okafor";
const eva = "Eva Lindqvist";
const jose = "José Müller";
const tanaka = "田中太郎";
const names = (query: Record<string, string | number>) => cast.ada.names("/members", query);

describe("the list of members", () => {
  test("is filtered by status", async () => {
    expect(await names({ status: "active" })).toEqual([ada, eva, jose]);
    expect(await names({ status: "suspended" })).toEqual([tanaka]);
  });

  test("is filtered by role", async () => {
    expect(await names({ role: "administrator" })).toEqual([ada]);
    expect(await names({ role: "member" })).toEqual([eva, jose, tanaka]);
  });

  test("is filtered by permission, which administrators have", async () => {
    expect(await names({ permission: "view_recordings" })).toEqual([ada, eva, tanaka]);
    expect(await names({ permission: "access_crm" })).toEqual([ada]);
  });

  test("is filtered by an agent: the members who may see it, in whatever way", async () => {
    expect(await names({ agent_id: cast.agent("Reception").id })).toEqual([ada, eva, jose]);
    expect(await names({ agent_id: cast.agent("Sales").id })).toEqual([ada, jose]);
    expect(await names({ agent_id: cast.agent("Support").id })).toEqual([ada, tanaka]);
  });

  test("is filtered by a company: the members who may see it or an agent of it", async () => {
    expect(await names({ company_id: cast.company("North").id })).toEqual([ada, eva, jose]);
    expect(await names({ company_id: cast.company("South").id })).toEqual([ada, tanaka]);
  });

  test("is filtered by inactivity", async () => {
    expect(await names({ inactive_days: 90 })).toEqual([]);
    expect(await names({ inactive_days: 1 })).toEqual([]);
  });

  test("takes all filters together, with search, order, pages and total", async () => {
    const north = { company_id: cast.company("North").id, status: "active" };
    expect(await names({ ...north, role: "member", permission: "view_recordings" })).toEqual([eva]);
    expect(await names({ ...north, search: "harbour" })).toEqual([ada, eva, jose]);
    const query = { ...north, search: "harbour", sort: "-name", total: true, limit: 2 };
    const first = (await cast.ada.get("/members", query)).body;
    expect(first.items.map((member) => member.name)).toEqual([jose, eva]);
    expect(first.total).toBe(3);
    const second = (await cast.ada.get("/members", { ...query, cursor: first.next_cursor! })).body;
    expect(second.items.map((member) => member.name)).toEqual([ada]);
  });

  test.each([
    ["status", "asleep"],
    ["status", ""],
    ["role", "owner"],
    ["permission", "fly"],
    ["agent_id", "unknown"],
    ["company_id", "unknown"],
    ["inactive_days", "0"],
    ["inactive_days", "-3"],
    ["inactive_days", "90 days"],
    ["inactive_days", "36501"],
    ["inactive_days", "99999999999999999999"],
  ])("refuses %s=%s", async (field, value) => {
    expect(await cast.ada.get("/members", { [field]: value })).toBeRefused(422, "invalid_fields", [field]);
  });

  test("tells all that is wrong at once", async () => {
    const answer = await cast.ada.get("/members", { status: "asleep", inactive_days: 0, agent_id: "unknown" });
    expect(answer).toBeRefused(422, "invalid_fields", ["agent_id", "inactive_days", "status"]);
  });
});
