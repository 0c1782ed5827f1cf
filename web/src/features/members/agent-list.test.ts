import { expect, test } from "vitest";
import { noAgents, tickAgent, tickAgents, tickCompany, type AgentChoice } from "./agent-choice";
import { listCompanies, type AgentListView } from "./agent-list";

const companies = [
  { id: "north", name: "North" },
  { id: "south", name: "South" },
  { id: "west", name: "West" },
];
const agents = ["n1", "n2", "n3", "s1", "s2"].map((id) => {
  const company = id.startsWith("n") ? companies[0]! : companies[1]!;
  return { id, name: id, company_id: company.id, company_name: company.name };
});

function list(choice: AgentChoice, view: Partial<AgentListView> = {}, found = agents) {
  const listed = listCompanies(found, companies, {
    value: choice,
    openedWith: choice,
    isFiltered: false,
    limitedTo: null,
    canFold: false,
    unfolded: new Set(),
    ...view,
  });
  return Object.fromEntries(listed.map(({ name, listed }) => [name, listed.map(({ id }) => id)]));
}

test("ticked agents come first, and so do their companies", () => {
  const choice = tickAgent(noAgents, "s2", true);
  expect(Object.entries(list(choice))).toEqual([
    ["South", ["s2", "s1"]],
    ["North", ["n1", "n2", "n3"]],
    ["West", []],
  ]);
});

test("nothing moves while agents are ticked", () => {
  const openedWith = tickAgent(noAgents, "n3", true);
  const value = tickAgent(openedWith, "s2", true);
  expect(list(value, { openedWith })).toEqual({ North: ["n3", "n1", "n2"], South: ["s1", "s2"], West: [] });
});

test("a folded company lists what is ticked one by one, also once it is unticked", () => {
  const openedWith = tickAgents(noAgents, [{ id: "n2" }, { id: "s1" }], true);
  const value = tickAgent(openedWith, "n2", false);
  expect(list(value, { openedWith, canFold: true, unfolded: new Set(["south"]) })).toEqual({
    North: ["n2"],
    South: ["s1", "s2"],
    West: [],
  });
});

test("of a folded company all of whose agents are ticked, none is listed", () => {
  const choice = tickAgents(noAgents, agents.slice(3), true);
  expect(list(choice, { canFold: true })).toEqual({ South: [], North: [], West: [] });
});

test("of a company that is ticked as a whole, nothing is listed while it is folded", () => {
  expect(list(tickCompany(noAgents, "north", true), { canFold: true })).toEqual({ North: [], South: [], West: [] });
});

test("only ticked agents are listed with those that were ticked before, and companies that are ticked as a whole", () => {
  const limitedTo = tickCompany(tickAgent(noAgents, "n1", true), "west", true);
  const value = tickAgent(limitedTo, "n1", false);
  expect(list(value, { limitedTo, canFold: true })).toEqual({ North: ["n1"], West: [] });
});

test("what a filter finds is unfolded, without companies in which it finds nothing", () => {
  expect(list(noAgents, { canFold: true, isFiltered: true }, agents.slice(3))).toEqual({ South: ["s1", "s2"] });
});
