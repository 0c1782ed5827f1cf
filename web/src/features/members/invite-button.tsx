import { Button } from "@mantine/core";
import { useCan } from "../../shared/session/session-context";

export function InviteButton({ onClick }: { onClick: () => void }) {
  if (!useCan("create_members")) return null;
  return <Button onClick={onClick}>+ Invite</Button>;
}
