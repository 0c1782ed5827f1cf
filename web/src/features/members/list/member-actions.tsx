import { ActionIcon, Menu } from "@mantine/core";
import type { MemberSummary } from "../../../api/schema";
import type { MemberAction, StartTask } from "../member-task-dialog";
import styles from "./member-list.module.css";

interface Props {
  member: MemberSummary;
  /** Whether all actions are in the menu, for lack of room. */
  compact: boolean;
  onStart: StartTask;
}

interface Item {
  action: MemberAction;
  label: string;
  /** The API's name of the action, if it differs. */
  needs?: MemberSummary["can"][number];
}

const frequent: Item[] = [
  { action: "update", label: "Edit agents" },
  { action: "set_password", label: "Change password" },
];
const rare: Item[] = [
  { action: "send_invitation", label: "Send invitation again" },
  { action: "create_link", label: "Copy invitation link", needs: "send_invitation" },
  { action: "revoke_invitation", label: "Revoke invitation" },
  { action: "end_sessions", label: "End all sessions" },
  { action: "suspend", label: "Suspend" },
  { action: "restore", label: "Restore" },
];
const removal: Item = { action: "remove", label: "Remove" };

/** The actions of a row: buttons for three of them (M7), and a menu, in which the removal is the last and apart. */
export function MemberActions({ member, compact, onStart }: Props) {
  const isAllowed = ({ action, needs }: Item) => member.can.some((allowed) => allowed === (needs ?? action));
  const buttons = (compact ? [] : [...frequent, removal]).filter(isAllowed);
  const menu = (compact ? [...frequent, ...rare] : rare).filter(isAllowed);
  const hasRemoval = compact && isAllowed(removal);

  return (
    <div className={styles.actions}>
      {buttons.map(({ action, label }) => (
        <button
          key={action}
          type="button"
          className={styles.button}
          aria-label={`${label}: ${member.name}`}
          onClick={() => onStart({ action, member })}
        >
          {label}
        </button>
      ))}
      {(menu.length > 0 || hasRemoval) && (
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
            {menu.map(({ action, label }) => (
              <Menu.Item key={action} onClick={() => onStart({ action, member })}>
                {label}
              </Menu.Item>
            ))}
            {hasRemoval && (
              <>
                {menu.length > 0 && <Menu.Divider />}
                <Menu.Item color="red" onClick={() => onStart({ action: removal.action, member })}>
                  {removal.label}
                </Menu.Item>
              </>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  );
}
