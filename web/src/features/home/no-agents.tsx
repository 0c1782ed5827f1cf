import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { Message } from "../../components/feedback/message";
import { useCan, useSession } from "../../shared/session/session-context";

/** In place of the home page for a member without agents: whom to ask, or where to begin. */
export function NoAgents({ hasCompanies }: { hasCompanies: boolean }) {
  const { account, member } = useSession();
  const mayCreate = useCan("create_agents");
  if (!mayCreate) {
    return (
      <Message title="No agents are assigned to you yet">
        <p>
          Welcome, <bdi>{member.name}</bdi>. Here you will find the voice agents that you work with, and their calls.
        </p>
        <p>
          Ask an administrator of <bdi>{account.name}</bdi> to assign them to you.
        </p>
      </Message>
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
