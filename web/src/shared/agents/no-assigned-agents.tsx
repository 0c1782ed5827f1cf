import { Message } from "../../components/feedback/message";
import { useSession } from "../session/session-context";

/** In place of a list for a member without agents: `children` say what will be here, and then follows whom to ask. */
export function NoAssignedAgents({ children }: { children: React.ReactNode }) {
  const account = useSession().account.name;
  return (
    <Message title="No agents are assigned to you yet">
      <p>{children}</p>
      <p>
        Ask an administrator of <bdi>{account}</bdi> to assign them to you.
      </p>
    </Message>
  );
}
