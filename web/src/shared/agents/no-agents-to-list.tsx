import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { Message } from "../../components/feedback/message";
import { useCan } from "../session/session-context";
import { NoAssignedAgents } from "./no-assigned-agents";

const firstSteps = {
  company: { title: "Create a company first", to: "/companies", action: "Go to Companies" },
  agent: { title: "Create an agent first", to: "/agents", action: "Go to Agents" },
} as const;

interface Props {
  /** What would be listed, such as "Contacts". */
  items: string;
  /** What they need, in an account that has none. */
  first: keyof typeof firstSteps;
}

/** In place of a list of the CRM that has nothing to show without an agent or a company: the next step for this caller. */
export function NoAgentsToList({ items, first }: Props) {
  const mayCreate = useCan("create_agents");
  if (!mayCreate) return <NoAssignedAgents>{items} appear here once you are assigned agents.</NoAssignedAgents>;
  const { title, to, action } = firstSteps[first];
  return (
    <Message title={title} action={<Button renderRoot={(props) => <Link to={to} {...props} />}>{action}</Button>}>
      <p>
        {items} need {first === "company" ? "a company: a business unit or a client" : "an agent that makes the calls"}.
      </p>
    </Message>
  );
}
