import { expect, test } from "vitest";
import { groupAccess } from "./company-access";

const companies = [
  { id: "n", name: "North" },
  { id: "s", name: "South" },
  { id: "w", name: "West" },
];
const agents = [
  { id: "n1", company_id: "n", company_name: "North" },
  { id: "n2", company_id: "n", company_name: "North" },
  { id: "s1", company_id: "s", company_name: "South" },
];

test("agents that are assigned one by one or by company are listed by company", () => {
  const groups = groupAccess({ agent_ids: ["s1"], company_ids: ["n", "w"] }, agents, companies);
  expect(groups.map(({ name, whole, agents }) => [name, whole, agents.map(({ id }) => id)])).toEqual([
    ["North", true, ["n1", "n2"]],
    ["South", false, ["s1"]],
    ["West", true, []],
  ]);
  expect(groupAccess({ agent_ids: [], company_ids: [] }, agents, companies)).toEqual([]);
});
