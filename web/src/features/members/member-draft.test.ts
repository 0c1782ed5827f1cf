import { expect, test } from "vitest";
import { tickAgent, tickCompany } from "./agent-choice";
import { getChanges, rebaseMemberDraft, toDraft } from "./member-draft";

const none = {
  edit_agents: false,
  use_advanced_editor: false,
  access_crm: false,
  view_billable_minutes: false,
  view_recordings: false,
};
const jose = {
  id: "m1",
  email: "jose@harbour.example",
  name: "José",
  job_title: null,
  role: "member" as const,
  status: "active" as const,
  invitation: null,
  permissions: { ...none, edit_agents: true },
  access: { all_agents: false, companies: [], company_count: 0, agent_count: 1 },
  agent_ids: ["sales"],
  company_ids: [],
  created_at: "2026-01-01T00:00:00Z",
  last_active_at: null,
  picture_url: null,
  can: [],
  etag: '"1"',
};
const agents = [
  { id: "sales", company_id: "north", name: "Sales" },
  { id: "support", company_id: "south", name: "Support" },
];
const base = toDraft(jose);

test("without changes nothing is sent, and spaces around a name are no change", () => {
  expect(getChanges(base, base, agents)).toEqual({});
  expect(getChanges(base, { ...base, name: " José ", job_title: " " }, agents)).toEqual({});
});

test("only changed fields are sent", () => {
  const draft = {
    ...base,
    job_title: "Designer",
    permissions: { ...base.permissions, view_recordings: true },
    agents: tickAgent(base.agents, "support", true),
  };
  expect(getChanges(base, draft, agents)).toEqual({
    job_title: "Designer",
    permissions: { view_recordings: true },
    agent_ids: ["sales", "support"],
  });
});

test("an emptied job title is sent as null", () => {
  const titled = { ...base, job_title: "Designer" };
  expect(getChanges(titled, { ...titled, job_title: "" }, agents)).toEqual({ job_title: null });
});

test("while the agents are loading, none is unassigned", () => {
  expect(getChanges(base, { ...base, name: "José Álvarez" }, [])).toEqual({ name: "José Álvarez" });
});

test("permissions and agents of a new administrator are not changed", () => {
  const draft = { ...base, administrator: true, permissions: none, agents: tickAgent(base.agents, "sales", false) };
  expect(getChanges(base, draft, agents)).toEqual({ role: "administrator" });
});

test("changes of two people are merged by field, permission and agent", () => {
  const draft = {
    ...base,
    name: "José Álvarez",
    permissions: { ...base.permissions, view_recordings: true },
    agents: tickCompany(tickAgent(base.agents, "support", true), "south", true),
  };
  const saved = toDraft({
    ...jose,
    name: "Pepe",
    job_title: "Designer",
    permissions: { ...none, access_crm: true },
    agent_ids: [],
    company_ids: ["north"],
  });
  expect(rebaseMemberDraft(base, draft, saved)).toEqual({
    name: "José Álvarez",
    job_title: "Designer",
    administrator: false,
    permissions: { ...none, access_crm: true, view_recordings: true },
    agents: { agentIds: new Set(["support"]), companyIds: new Set(["north", "south"]) },
  });
});
