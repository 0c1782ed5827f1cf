import { expect, test } from "vitest";
import { tickAgent, tickCompany } from "./agent-choice";
import { changesOf, draftOf, rebase } from "./member-draft";

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
const base = draftOf(jose);

test("without a change nothing is sent, and spaces around a name are no change", () => {
  expect(changesOf(base, base, agents)).toEqual({});
  expect(changesOf(base, { ...base, name: " José ", job_title: " " }, agents)).toEqual({});
});

test("only what was changed is sent", () => {
  const draft = {
    ...base,
    job_title: "Designer",
    permissions: { ...base.permissions, view_recordings: true },
    agents: tickAgent(base.agents, "support", true),
  };
  expect(changesOf(base, draft, agents)).toEqual({
    job_title: "Designer",
    permissions: { view_recordings: true },
    agent_ids: ["sales", "support"],
  });
});

test("an emptied job title is sent as none", () => {
  const titled = { ...base, job_title: "Designer" };
  expect(changesOf(titled, { ...titled, job_title: "" }, agents)).toEqual({ job_title: null });
});

test("while the agents are not read yet, none is taken away", () => {
  expect(changesOf(base, { ...base, name: "José Álvarez" }, [])).toEqual({ name: "José Álvarez" });
});

test("a new administrator keeps the choices of before for later", () => {
  const draft = { ...base, administrator: true, permissions: none, agents: tickAgent(base.agents, "sales", false) };
  expect(changesOf(base, draft, agents)).toEqual({ role: "administrator" });
});

test("changes of two people come together, field by field and agent by agent", () => {
  const mine = {
    ...base,
    name: "José Álvarez",
    permissions: { ...base.permissions, view_recordings: true },
    agents: tickCompany(tickAgent(base.agents, "support", true), "south", true),
  };
  const theirs = draftOf({
    ...jose,
    name: "Pepe",
    job_title: "Designer",
    permissions: { ...none, access_crm: true },
    agent_ids: [],
    company_ids: ["north"],
  });
  expect(rebase(base, mine, theirs)).toEqual({
    name: "José Álvarez",
    job_title: "Designer",
    administrator: false,
    permissions: { ...none, access_crm: true, view_recordings: true },
    agents: { agentIds: new Set(["support"]), companyIds: new Set(["north", "south"]) },
  });
});
