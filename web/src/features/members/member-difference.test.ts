import { expect, test } from "vitest";
import { nothingChosen, tickAgent, tickCompany } from "./agent-choice";
import { differenceOf } from "./member-difference";

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
  agents: tickAgent(nothingChosen, "sales", true),
};

test("nothing changed, nothing said", () => {
  expect(differenceOf(before, { ...before, name: "José " }, known)).toEqual([]);
});

test("fields, permissions and agents are told by their names", () => {
  const after = {
    ...before,
    name: "José Álvarez",
    job_title: "Designer",
    permissions: { ...before.permissions, edit_agents: false, view_recordings: true },
    agents: tickAgent(nothingChosen, "support", true),
  };
  expect(differenceOf(before, after, known)).toEqual([
    { kind: "field", label: "Name", before: "José", after: "José Álvarez" },
    { kind: "field", label: "Job title", before: "", after: "Designer" },
    { kind: "lost", names: ["Can edit agents"] },
    { kind: "gained", names: ["Can view recordings"] },
    { kind: "gained", names: ["Support"] },
    { kind: "lost", names: ["Sales"] },
  ]);
});

test("a company gives what was not seen before, and what comes later", () => {
  const after = { ...before, agents: tickCompany(before.agents, "north", true) };
  const later = ": agents added later";
  expect(differenceOf(before, after, known)).toEqual([
    { kind: "gained", names: ["Reception"] },
    { kind: "gained", names: ["North"], note: later },
  ]);
  expect(differenceOf(after, before, known)).toEqual([
    { kind: "lost", names: ["Reception"] },
    { kind: "lost", names: ["North"], note: later },
  ]);
});

test("whoever becomes an administrator gets everything; whoever stops being one loses what is not ticked", () => {
  const administrator = { ...before, administrator: true };
  expect(differenceOf(before, administrator, known).map((line) => line.kind)).toEqual(["gained"]);
  expect(differenceOf(administrator, administrator, known)).toEqual([]);
  expect(differenceOf(administrator, before, known).flatMap((line) => ("names" in line ? line.names : []))).toEqual([
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
