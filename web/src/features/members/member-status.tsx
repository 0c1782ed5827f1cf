import type { MemberSummary } from "../../api/schema";
import styles from "./member-status.module.css";
import { wordForStatus } from "./status-words";

/** Says so beside the name, in colour and in a word. Active members need no word. */
export function MemberStatus({ member }: { member: MemberSummary }) {
  if (member.status === "active") return null;
  return (
    <span className={styles.status} data-status={member.status}>
      {wordForStatus(member)}
    </span>
  );
}
