import type { MemberSummary } from "../../api/schema";
import { TwoLines } from "../../components/text/two-lines";
import { MemberAvatar } from "../../shared/members/member-avatar";
import styles from "./member-name.module.css";
import { MemberStatus } from "./member-status";

export function MemberName({ member }: { member: MemberSummary }) {
  return (
    <span className={styles.member}>
      <MemberAvatar name={member.name} id={member.id} pictureUrl={member.picture_url} />
      <span className={styles.words}>
        <TwoLines first={member.name} second={member.job_title} />
        <MemberStatus member={member} />
      </span>
    </span>
  );
}
