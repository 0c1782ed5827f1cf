import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Cast } from "../support/cast.ts";
import { startServer, type Server } from "../support/server.ts";

let server: Server;
let cast: Cast;
beforeAll(async () => {
  server = await startServer();
  cast = await Cast.on(server);
});
afterAll(() => server.stop());

/** RFC 4180 as we write it: every cell quoted. */
const rows = (text: string) =>
  text
    .split("\r\n")
    .filter((line) => line !== "")
    .map((line) => [...line.matchAll(/"((?:[^"]|"")*)"(?:,|$)/g)].map((cell) => cell[1]!.replaceAll('""', '"')));

async function table(path: "/members.csv" | "/audit-entries.csv", query: Record<string, string | number> = {}) {
  const answer = await cast.ada.get(path, query);
  expect(answer).toHaveStatus(200);
  expect(answer.text.startsWith("\uFEFF")).toBe(true);
  const [header, ...lines] = rows(answer.text.slice(1));
  return lines.map((line) => Object.fromEntries(header!.map((name, index) => [name, line[index]!])));
}

const create = async (name: string, more: object = {}) => {
  const email = `${Buffer.from(name).toString("hex").slice(0, 40)}@csv.example`;
  const body = { name, email, password: "seven gulls at dawn", send_invitation: false, ...more };
  return (await cast.ada.post("/members", body)).body;
};

describe("members.csv", () => {
  test("is a file to download, never cached", async () => {
    const { headers } = await cast.ada.get("/members.csv");
    expect(headers["content-type"]).toBe("text/csv; charset=utf-8; header=present");
    expect(headers["content-disposition"]).toBe('attachment; filename="members.csv"');
    expect(headers["cache-control"]).toBe("no-store");
  });

  test("tells of each member what they may do, and where", async () => {
    const agent_ids = [cast.agent("Sales").id, cast.agent("Reception").id];
    const company_ids = [cast.company("South").id];
    const permissions = { edit_agents: true, view_recordings: true };
    const eva = await create("Eva Csv", { job_title: "Team lead", agent_ids, company_ids, permissions });
    expect(await table("/members.csv", { search: "eva csv" })).toEqual([
      {
        name: "Eva Csv",
        email: eva.email,
        job_title: "Team lead",
        role: "member",
        status: "active",
        permissions: "edit_agents; view_recordings",
        agents: "Reception; Sales",
        companies: "South",
        last_active_at: "",
        created_at: eva.created_at,
      },
    ]);
  });

  test("says that administrators have all", async () => {
    const [ada] = await table("/members.csv", { role: "administrator" });
    expect(ada).toMatchObject({ name: cast.ada.name, agents: "all", companies: "all" });
    expect(ada!.permissions).toBe(
      "edit_agents; use_advanced_editor; access_crm; view_billable_minutes; view_recordings",
    );
    expect(ada!.last_active_at).toMatch(/^\d{4}-\d\d-\d\dT/);
  });

  test("says that nobody has the CRM while it is switched off, as the filter and the access to an agent do", async () => {
    const { id } = await cast.member({
      agents: ["Reception"],
      permissions: { access_crm: true, view_recordings: true },
    });
    await cast.ada.patch("/settings", { crm_enabled: false });
    const rows = await table("/members.csv");
    const filtered = await table("/members.csv", { permission: "access_crm" });
    const listed = (await cast.ada.get("/members", { permission: "access_crm" })).body.items;
    const access = (await cast.ada.get(`/agents/${cast.agent("Reception").id}/access`, { limit: 100 })).body.items;
    await cast.ada.patch("/settings", { crm_enabled: true });
    expect(rows.map(({ permissions }) => permissions)).toContain("view_recordings");
    expect(rows.find(({ role }) => role === "administrator")!.permissions).toMatch(/^edit_agents; .*view_recordings$/);
    expect(rows.filter(({ permissions }) => permissions!.includes("access_crm"))).toEqual([]);
    expect([...filtered, ...listed]).toEqual([]);
    expect(access.filter(({ permissions }) => permissions.access_crm)).toEqual([]);
    const again = (await cast.ada.get("/members", { permission: "access_crm" })).body.items;
    expect(again.map((member) => member.id)).toEqual(expect.arrayContaining([id, cast.ada.id]));
  });

  test.each(["=1+1", "+44", "-A1", "@SUM(A1)", '=HYPERLINK("https://evil.example")'])(
    "lets the name %s be no formula",
    async (name) => {
      await create(name);
      const names = (await table("/members.csv")).map((row) => row.name);
      expect(names).toContain(`'${name}`);
      expect(names).not.toContain(name);
    },
  );

  test("keeps quotes, commas and every script", async () => {
    for (const name of ['Ann "The Gull", Berg', "田中太郎, 課長", "🦭; ليلى"]) {
      await create(name);
      expect((await table("/members.csv", { search: name })).map((row) => row.name)).toEqual([name]);
    }
  });

  test("holds the whole list, with its filters and its order", async () => {
    for (let number = 0; number < 12; number++) await create(`Row ${number}`);
    const all = await table("/members.csv", { sort: "-created_at" });
    expect(all.length).toBe((await cast.ada.get("/members", { total: true, limit: 1 })).body.total);
    expect(all[0]!.name).toBe("Row 11");
    expect((await table("/members.csv", { search: "row 1" })).map((row) => row.name)).toEqual(
      await cast.ada.names("/members", { search: "row 1" }),
    );
  });

  test.each([
    ["limit", "10"],
    ["cursor", "x"],
    ["total", "true"],
    ["status", "asleep"],
    ["page", "2"],
  ])("refuses %s=%s", async (name, value) => {
    expect(await cast.ada.get("/members.csv", { [name]: value })).toBeRefused(422, "invalid_fields", [name]);
  });

  test("is for administrators", async () => {
    const person = await cast.member({ permissions: { edit_agents: true } });
    expect(await person.get("/members.csv")).toBeRefused(403, "forbidden");
    expect(await person.get("/audit-entries.csv")).toBeRefused(403, "forbidden");
  });
});

describe("audit-entries.csv", () => {
  test("holds what the filters let through, newest first", async () => {
    const company = await cast.newCompany("=West");
    await cast.ada.patch(`/companies/${company.id}`, { name: "=Far West" });
    const entries = await table("/audit-entries.csv", { subject_id: company.id });
    expect(entries.map((entry) => entry.action)).toEqual(["company.updated", "company.created"]);
    expect(entries[0]).toMatchObject({
      actor_id: cast.ada.id,
      actor_name: cast.ada.name,
      subject_name: "'=Far West",
      fields: "name",
    });
    expect(entries[0]!.happened_at).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
  });

  test("refuses what the list does not have", async () => {
    expect(await cast.ada.get("/audit-entries.csv", { limit: 3 })).toBeRefused(422, "invalid_fields", ["limit"]);
  });
});
