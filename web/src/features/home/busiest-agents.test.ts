import { expect, test } from "vitest";
import type { AgentSummary } from "../../api/schema";
import { chooseAgents } from "./busiest-agents";

const agent = (id: string) => ({ id, name: `Agent ${id}`, company_name: "North" });
const busy = (id: string, calls: number) => ({ ...agent(id), calls });
const idsOf = (...chosen: Parameters<typeof chooseAgents>) =>
  chooseAgents(...chosen).map(({ id, calls }) => [id, calls]);

test("the busiest come first, then others, each once", () => {
  const others = ["a", "b", "c"].map(agent) as AgentSummary[];
  expect(idsOf([busy("c", 9), busy("a", 2)], others)).toEqual([
    ["c", 9],
    ["a", 2],
    ["b", 0],
  ]);
});

test("no more than ten are chosen", () => {
  const ids = Array.from({ length: 12 }, (_, index) => String(index));
  expect(
    idsOf(
      ids.slice(0, 8).map((id) => busy(id, 1)),
      ids.map(agent) as AgentSummary[],
    ),
  ).toHaveLength(10);
});
