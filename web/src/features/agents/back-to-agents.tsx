import { BackLink } from "../../components/layout/back-link";
import { agentsMemory } from "./agents-search";

export function BackToAgents() {
  return (
    <BackLink to="/agents" search={agentsMemory.latest() as never}>
      Agents
    </BackLink>
  );
}
