import { Button, Group } from "@mantine/core";
import type { MemberSummary } from "../../../api/schema";
import type { StartTask } from "../member-task-dialog";

interface Props {
  member: MemberSummary;
  onStart: StartTask;
}

const buttons = [
  { action: "update", label: "Edit agents" },
  { action: "set_password", label: "Change password" },
  { action: "suspend", label: "Suspend" },
  { action: "restore", label: "Restore" },
  { action: "remove", label: "Remove" },
] as const;

/** The actions of the member's row in the list, apart from those of the invitation and the sessions. */
export function MemberButtons({ member, onStart }: Props) {
  return (
    <Group gap="xs">
      {buttons
        .filter(({ action }) => member.can.includes(action))
        .map(({ action, label }) => (
          <Button
            key={action}
            variant={action === "remove" ? "outline" : "default"}
            color={action === "remove" ? "red" : undefined}
            onClick={() => onStart({ action, member })}
          >
            {label}
          </Button>
        ))}
    </Group>
  );
}
