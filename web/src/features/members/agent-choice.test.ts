import { expect, test } from "vitest";
import {
  countTicked,
  filterAgents,
  getTickState,
  isTicked,
  noAgents,
  tickAgent,
  tickAgents,
  tickCompany,
  toAssignments,
} from "./agent-choice";

const reception = { id: "a1", company_id: "north", company_name: "North", name: "Reception" };
const sales = { id: "a2", company_id: "north", company_name: "North", name: "Sales" };
const cafe = { id: "a3", company_id: "south", company_name: "South", name: "Café" };
const agents = [reception, sales, cafe];
const north = [reception, sales];

test("at first nothing is ticked", () => {
  expect(countTicked(noAgents, agents)).toBe(0);
  expect(getTickState(noAgents, north)).toBe("none");
});

test("a company is partly ticked while some of its agents are", () => {
  const one = tickAgent(noAgents, "a1", true);
  expect(getTickState(one, north)).toBe("some");
  expect(getTickState(tickAgent(one, "a2", true), north)).toBe("all");
});

test("several agents are ticked and unticked at once, and no others", () => {
  const choice = tickAgents(noAgents, north, true);
  expect(toAssignments(choice, agents)).toEqual({ agent_ids: ["a1", "a2"], company_ids: [] });
  expect(countTicked(tickAgents(choice, north, false), agents)).toBe(0);
});

test("all agents of a ticked company are ticked, and the assignments name the company instead of them", () => {
  const choice = tickCompany(tickAgent(noAgents, "a1", true), "north", true);
  expect(north.every((agent) => isTicked(choice, agent))).toBe(true);
  expect(isTicked(choice, cafe)).toBe(false);
  expect(toAssignments(choice, agents)).toEqual({ agent_ids: [], company_ids: ["north"] });
});

test("after a company is unticked, the agents that were ticked one by one still are", () => {
  const choice = tickCompany(tickCompany(tickAgent(noAgents, "a1", true), "north", true), "north", false);
  expect(toAssignments(choice, agents)).toEqual({ agent_ids: ["a1"], company_ids: [] });
});

test("an assigned agent that is not in the list of agents stays assigned", () => {
  const choice = tickAgent(tickAgent(noAgents, "new", true), "a3", true);
  expect(toAssignments(choice, agents).agent_ids).toEqual(["new", "a3"]);
});

test("the filter finds parts of names regardless of case and accents", () => {
  expect(filterAgents(agents, "CAFE")).toEqual([cafe]);
  expect(filterAgents(agents, "north")).toEqual(north);
  expect(filterAgents(agents, " ")).toEqual(agents);
});
