import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { membersQuery } from "../../api/members";
import type { MemberSummary } from "../../api/schema";
import { Address } from "../../components/text/address";
import { TwoLines } from "../../components/text/two-lines";
import { FailedReads } from "./failed-reads";
import styles from "./home-page.module.css";

/** How many of each kind are shown. */
const limit = 5;

/** Who has not accepted an invitation yet; renders nothing without any. For administrators. */
export function PendingInvitations() {
  const invited = useQuery(membersQuery({ status: "invited", sort: "-created_at", limit }));
  const expired = useQuery(membersQuery({ status: "invitation_expired", sort: "-created_at", limit }));
  const failed = [invited, expired].filter(({ isError, data }) => isError && !data);
  const members = [...(expired.data?.items ?? []), ...(invited.data?.items ?? [])];
  if (members.length === 0 && failed.length === 0) return null;
  return (
    <section aria-labelledby="pending-invitations">
      <header className={styles.head}>
        <h2 id="pending-invitations" className={styles.title}>
          Pending invitations
        </h2>
        <Link to="/account/members" search={{ status: getCommonStatus(members) } as never}>
          Members
        </Link>
      </header>
      {members.length > 0 && (
        <ul className={styles.list}>
          {members.map((member) => (
            <li key={member.id}>
              <TwoLines
                first={
                  <Link to="/account/members/$id" params={{ id: member.id }}>
                    {member.name}
                  </Link>
                }
                second={<Address>{member.email}</Address>}
              />
              <span className={styles.value}>{describeInvitation(member)}</span>
            </li>
          ))}
        </ul>
      )}
      <FailedReads of="Not all invitations" reads={failed} />
    </section>
  );
}

/** The status of all of them, to show the same members; undefined where they have several. */
function getCommonStatus(members: MemberSummary[]): MemberSummary["status"] | undefined {
  const statuses = new Set(members.map(({ status }) => status));
  return statuses.size === 1 ? members[0]!.status : undefined;
}

const day = 24 * 60 * 60 * 1000;

/** "Expires in 7 days", "Expired", "Revoked". */
function describeInvitation({ status, invitation }: MemberSummary): string {
  if (!invitation?.expires_at) return "Revoked";
  if (status === "invitation_expired") return "Expired";
  if (invitation.delivery.state === "failed") return "Email failed";
  const days = Math.ceil((Date.parse(invitation.expires_at) - Date.now()) / day);
  return days <= 1 ? "Expires within a day" : `Expires in ${days} days`;
}
