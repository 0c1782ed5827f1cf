import { expect, test } from "vitest";
import { groupByCompany } from "./group-by-company";

const agents = [
  { company_id: "south", company_name: "South", name: "Café" },
  { company_id: "north", company_name: "North", name: "Sales" },
  { company_id: "north", company_name: "North", name: "Reception" },
];

test("agents are grouped by company in the order of its name, and keep their own order", () => {
  const groups = groupByCompany(agents).map(({ id, name, agents }) => [id, name, ...agents.map((agent) => agent.name)]);
  expect(groups).toEqual([
    ["north", "North", "Sales", "Reception"],
    ["south", "South", "Café"],
  ]);
});

test("a company that is given has a group also without agents", () => {
  const companies = [
    { id: "west", name: "West" },
    { id: "north", name: "North" },
  ];
  expect(groupByCompany(agents, companies).map(({ name, agents }) => [name, agents.length])).toEqual([
    ["North", 2],
    ["South", 1],
    ["West", 0],
  ]);
});
