import type { Member } from "../../../api/schema";
import { Address } from "../../../components/text/address";
import { Fact } from "../../../components/text/fact";
import { Moment } from "../../../components/text/moment";
import { MemberAvatar } from "../../../shared/members/member-avatar";
import { describeStatus } from "../member-words";
import styles from "./member-page.module.css";

export function MemberFacts({ member }: { member: Member }) {
  return (
    <section aria-label="Details" className={styles.facts}>
      <MemberAvatar name={member.name} id={member.id} pictureUrl={member.picture_url} size="large" />
      <dl className={styles.list}>
        <Fact name="Email">
          <a href={`mailto:${member.email}`}>
            <Address>{member.email}</Address>
          </a>
        </Fact>
        <Fact name="Job title">{member.job_title && <bdi>{member.job_title}</bdi>}</Fact>
        <Fact name="Role">{member.role === "administrator" ? "Administrator" : "Member"}</Fact>
        <Fact name="Status">{describeStatus(member)}</Fact>
        <Fact name="Last active">
          <Moment at={member.last_active_at} />
        </Fact>
        <Fact name="Added">
          <Moment at={member.created_at} as="date" />
        </Fact>
      </dl>
    </section>
  );
}
