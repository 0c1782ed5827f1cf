import { Message } from "../../components/feedback/message";
import { useSession } from "./session-context";

/** Says which permission is missing, and who can grant it. */
export function NoAccess({ children }: { children: React.ReactNode }) {
  const account = useSession().account.name;
  return (
    <Message title="No access">
      <p>{children}</p>
      <p>
        An administrator of <bdi>{account}</bdi> can grant it.
      </p>
    </Message>
  );
}
