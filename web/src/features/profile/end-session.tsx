import { Button } from "@mantine/core";
import { useEndOwnSession } from "../../api/profile";
import type { OwnSession } from "../../api/schema";
import { describeBrowser } from "./describe-browser";

export function EndSession({ session }: { session: OwnSession }) {
  const endSession = useEndOwnSession();
  // This one is ended by signing out.
  if (session.current || !session.can.includes("end")) return null;
  return (
    <Button
      variant="default"
      size="xs"
      loading={endSession.isPending}
      onClick={() => endSession.mutate(session.id)}
      aria-label={`End the session of ${describeBrowser(session.user_agent)}`}
    >
      End
    </Button>
  );
}
