import { ActionIcon, Menu } from "@mantine/core";
import type { MemberSummary } from "../../api/schema";
import styles from "./member-actions.module.css";
import type { BeginTask, MemberTask } from "./member-task";

interface Props {
  member: MemberSummary;
  /** Where there is little room, all of them are in the menu. */
  compact: boolean;
  onBegin: BeginTask;
}

interface Named {
  task: MemberTask;
  label: string;
  /** The API's name of what must be possible, where it is another one. */
  needs?: MemberSummary["can"][number];
}

const frequent: Named[] = [
  { task: "update", label: "Edit agents" },
  { task: "set_password", label: "Change password" },
  { task: "remove", label: "Remove" },
];
const rare: Named[] = [
  { task: "send_invitation", label: "Send invitation again" },
  { task: "take_link", label: "Take link by hand", needs: "send_invitation" },
  { task: "revoke_invitation", label: "Revoke invitation" },
  { task: "suspend", label: "Suspend" },
  { task: "restore", label: "Restore" },
];

/** What can be done with the member of a row. */
export function MemberActions({ member, compact, onBegin }: Props) {
  const allowed = ({ task, needs }: Named) => member.can.some((possible) => possible === (needs ?? task));
  const buttons = compact ? [] : frequent.filter(allowed);
  const items = (compact ? [...frequent, ...rare] : rare).filter(allowed);

  return (
    <div className={styles.actions}>
      {buttons.map(({ task, label }) => (
        <button
          key={task}
          type="button"
          className={styles.button}
          aria-label={`${label}: ${member.name}`}
          onClick={() => onBegin({ task, member })}
        >
          {label}
        </button>
      ))}
      {items.length > 0 && (
        <Menu position="bottom-end" withInitialFocusPlaceholder={false} hideDetached={false}>
          <Menu.Target>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={32}
              className={styles.more}
              aria-label={`More actions: ${member.name}`}
            >
              <svg aria-hidden width="16" height="16" fill="currentColor">
                <circle cx="2.5" cy="8" r="1.5" />
                <circle cx="8" cy="8" r="1.5" />
                <circle cx="13.5" cy="8" r="1.5" />
              </svg>
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {items.map(({ task, label }) => (
              <Menu.Item key={task} onClick={() => onBegin({ task, member })}>
                {label}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  );
}
