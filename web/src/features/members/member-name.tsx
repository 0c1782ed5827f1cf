import type { MemberSummary } from "../../api/schema";
import { InitialAvatar } from "../../components/initial-avatar";
import { TwoLines } from "../../components/two-lines";
import styles from "./member-name.module.css";
import { Suspended } from "./suspended";

export function MemberName({ member }: { member: MemberSummary }) {
  return (
    <span className={styles.member}>
      <InitialAvatar name={member.name} id={member.id} />
      <TwoLines first={member.name} second={member.job_title} />
      {member.status === "suspended" && <Suspended />}
    </span>
  );
}
