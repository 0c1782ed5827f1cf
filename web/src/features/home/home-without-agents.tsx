import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { Message } from "../../components/feedback/message";
import { NoAssignedAgents } from "../../shared/agents/no-assigned-agents";
import { useCan, useSession } from "../../shared/session/session-context";

/** In place of the home page for a member without agents: whom to ask, or where to begin. */
export function HomeWithoutAgents({ hasCompanies }: { hasCompanies: boolean }) {
  const { member } = useSession();
  const mayCreate = useCan("create_agents");
  if (!mayCreate) {
    return (
      <NoAssignedAgents>
        Welcome, <bdi>{member.name}</bdi>. Here you will find the voice agents that you work with, and their calls.
      </NoAssignedAgents>
    );
  }
  if (!hasCompanies) {
    return (
      <Message
        title="Begin with a company"
        action={<Button renderRoot={(props) => <Link to="/companies" {...props} />}>Go to Companies</Button>}
      >
        <p>
          Each agent belongs to a company: a business unit or a client. Then come its agents, the connection that brings
          their calls, and the members who may see them.
        </p>
      </Message>
    );
  }
  return (
    <Message
      title="Now the agents"
      action={<Button renderRoot={(props) => <Link to="/agents" {...props} />}>Go to Agents</Button>}
    >
      <p>Create the voice agents whose calls are to come here, connect their platform, and invite who may see them.</p>
    </Message>
  );
}
