import { expect, test } from "vitest";
import { noAgents, tickAgent, tickCompany } from "./agent-choice";
import { describeCallChanges, getScopeChanges, listDifferences } from "./member-difference";

const known = {
  agents: [
    { id: "reception", company_id: "north", name: "Reception" },
    { id: "sales", company_id: "north", name: "Sales" },
    { id: "support", company_id: "south", name: "Support" },
  ],
  companies: [
    { id: "north", name: "North" },
    { id: "south", name: "South" },
  ],
};
const before = {
  name: "José",
  job_title: "",
  administrator: false,
  permissions: {
    edit_agents: true,
    use_advanced_editor: false,
    access_crm: false,
    view_billable_minutes: false,
    view_recordings: false,
  },
  agents: tickAgent(noAgents, "sales", true),
};

test("without changes there are no differences", () => {
  expect(listDifferences(before, { ...before, name: "José " }, known)).toEqual([]);
});

test("fields, permissions and agents are named", () => {
  const after = {
    ...before,
    name: "José Álvarez",
    job_title: "Designer",
    permissions: { ...before.permissions, edit_agents: false, view_recordings: true },
    agents: tickAgent(noAgents, "support", true),
  };
  expect(listDifferences(before, after, known)).toEqual([
    { kind: "field", label: "Name", before: "José", after: "José Álvarez" },
    { kind: "field", label: "Job title", before: "", after: "Designer" },
    { kind: "lost", names: ["Can edit agents"] },
    { kind: "gained", names: ["Can view recordings"] },
    { kind: "gained", names: ["Support"] },
    { kind: "lost", names: ["Sales"] },
  ]);
});

test("a company adds its agents that were not assigned, and those added later", () => {
  const after = { ...before, agents: tickCompany(before.agents, "north", true) };
  const later = ": agents added later";
  expect(listDifferences(before, after, known)).toEqual([
    { kind: "gained", names: ["Reception"] },
    { kind: "gained", names: ["North"], note: later },
  ]);
  expect(listDifferences(after, before, known)).toEqual([
    { kind: "lost", names: ["Reception"] },
    { kind: "lost", names: ["North"], note: later },
  ]);
});

test("a new administrator gains everything, and a former one loses what is not ticked", () => {
  const administrator = { ...before, administrator: true };
  expect(listDifferences(before, administrator, known).map((line) => line.kind)).toEqual(["gained"]);
  expect(listDifferences(administrator, administrator, known)).toEqual([]);
  expect(listDifferences(administrator, before, known).flatMap((line) => ("names" in line ? line.names : []))).toEqual([
    "Administrator",
    "Can use advanced editor",
    "Can access CRM",
    "Can view billable minutes",
    "Can view recordings",
    "Reception",
    "Support",
    "North",
    "South",
  ]);
});

test("only changes of role, agents and companies are scope changes", () => {
  expect(getScopeChanges({ name: "José", permissions: { view_recordings: true } })).toBeNull();
  expect(getScopeChanges({ name: "José", agent_ids: ["a"] })).toEqual({ agent_ids: ["a"] });
  expect(getScopeChanges({ role: "administrator" })).toEqual({ role: "administrator" });
});

test("the calls that become visible and hidden are counted in words", () => {
  expect(describeCallChanges({ calls_shown: 1, calls_hidden: 1240 })).toEqual([
    "1 call becomes visible",
    "1,240 calls become hidden",
  ]);
  expect(describeCallChanges({ calls_shown: 0, calls_hidden: 0 })).toEqual([]);
});
