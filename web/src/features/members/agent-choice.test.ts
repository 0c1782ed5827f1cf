import { expect, test } from "vitest";
import {
  asAssignments,
  countTicked,
  groupByCompany,
  groupState,
  isTicked,
  matching,
  nothingChosen,
  tickAgent,
  tickAgents,
  tickCompany,
} from "./agent-choice";

const reception = { id: "a1", company_id: "north", company_name: "North", name: "Reception" };
const sales = { id: "a2", company_id: "north", company_name: "North", name: "Sales" };
const cafe = { id: "a3", company_id: "south", company_name: "South", name: "Café" };
const agents = [reception, sales, cafe];
const north = [reception, sales];

test("at first nothing is ticked", () => {
  expect(countTicked(nothingChosen, agents)).toBe(0);
  expect(groupState(nothingChosen, north)).toBe("none");
});

test("a group is half ticked while some of its agents are", () => {
  const one = tickAgent(nothingChosen, "a1", true);
  expect(groupState(one, north)).toBe("some");
  expect(groupState(tickAgent(one, "a2", true), north)).toBe("all");
});

test("the box of a group ticks its agents and no others", () => {
  const choice = tickAgents(nothingChosen, north, true);
  expect(asAssignments(choice, agents)).toEqual({ agent_ids: ["a1", "a2"], company_ids: [] });
  expect(countTicked(tickAgents(choice, north, false), agents)).toBe(0);
});

test("a given company shows all its agents ticked and is named instead of them", () => {
  const choice = tickCompany(tickAgent(nothingChosen, "a1", true), "north", true);
  expect(north.every((agent) => isTicked(choice, agent))).toBe(true);
  expect(isTicked(choice, cafe)).toBe(false);
  expect(asAssignments(choice, agents)).toEqual({ agent_ids: [], company_ids: ["north"] });
});

test("taking a company back leaves what was ticked one by one", () => {
  const choice = tickCompany(tickCompany(tickAgent(nothingChosen, "a1", true), "north", true), "north", false);
  expect(asAssignments(choice, agents)).toEqual({ agent_ids: ["a1"], company_ids: [] });
});

test("an assigned agent that is not known here is not taken away", () => {
  const choice = tickAgent(tickAgent(nothingChosen, "new", true), "a3", true);
  expect(asAssignments(choice, agents).agent_ids).toEqual(["new", "a3"]);
});

test("groups stand by name, and a company without agents is one of them", () => {
  const companies = [
    { id: "south", name: "South" },
    { id: "east", name: "East" },
    { id: "north", name: "North" },
  ];
  const groups = groupByCompany(companies, agents);
  expect(groups.map((group) => [group.name, group.agents.length])).toEqual([
    ["East", 0],
    ["North", 2],
    ["South", 1],
  ]);
});

test("the filter finds parts of names without regard to case and accents", () => {
  expect(matching(agents, "CAFE")).toEqual([cafe]);
  expect(matching(agents, "north")).toEqual(north);
  expect(matching(agents, " ")).toEqual(agents);
});
