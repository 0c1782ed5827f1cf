import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useIsRemoving } from "../../../api/member-changes";
import { memberQuery } from "../../../api/members";
import type { Member } from "../../../api/schema";
import { Message } from "../../../components/feedback/message";
import { SkeletonRows } from "../../../components/feedback/skeleton-rows";
import { BackLink } from "../../../components/layout/back-link";
import { hasDraft } from "../../../lib/stored-drafts";
import { QueryState } from "../../../shared/requests/query-state";
import { getVisible } from "../../../shared/requests/refusal";
import { ProtectedPage } from "../../../shared/session/protected-page";
import { useCan } from "../../../shared/session/session-context";
import { membersMemory } from "../members-search";
import { useMemberTasks } from "../use-member-tasks";
import { MemberAccess } from "./member-access";
import { MemberButtons } from "./member-buttons";
import { MemberFacts } from "./member-facts";
import { MemberHistory } from "./member-history";
import { MemberInvitation } from "./member-invitation";
import styles from "./member-page.module.css";
import { MemberSessions } from "./member-sessions";

const noAccess = "You don’t have access to members.";

/** One member: what he or she sees and may do, the invitation, the sessions and the history. */
export function MemberPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const mayView = useCan("view_members");
  const [removed, setRemoved] = useState<Member>();
  const isRemoved = removed?.id === id;
  const isRemoving = useIsRemoving(id);
  const query = useQuery({ ...memberQuery(id), enabled: mayView && !isRemoved && !isRemoving });
  const back = (
    <BackLink to="/account/members" search={membersMemory.latest() as never}>
      Members
    </BackLink>
  );
  // A removed member cannot be read again, but the page stays below the dialogs that follow.
  const visible = isRemoved ? removed : isRemoving ? query.data : getVisible(query);
  if (visible) return <LoadedPage key={id} member={visible} back={back} onRemoved={() => setRemoved(visible)} />;
  return (
    <ProtectedPage key={id} title="Member" above={back} isAllowed={mayView} noAccess={noAccess}>
      <QueryState
        query={query}
        skeleton={<SkeletonRows count={8} />}
        notFound={
          <Message title="Member not found" action={<Link to="/account/members">Show all members</Link>}>
            This member has been removed, or the address is wrong.
          </Message>
        }
      >
        {() => null}
      </QueryState>
    </ProtectedPage>
  );
}

interface LoadedProps {
  member: Member;
  back: React.ReactNode;
  onRemoved: () => void;
}

function LoadedPage({ member, back, onRemoved }: LoadedProps) {
  const navigate = useNavigate();
  const { startTask, dialogs } = useMemberTasks({
    firstTask: hasDraft(`edit-member:${member.id}`) ? { action: "update", member } : undefined,
    onRemoved,
    onRemovalClosed: () => void navigate({ to: "/account/members", search: membersMemory.latest() as never }),
  });
  return (
    <ProtectedPage
      title={member.name}
      above={back}
      action={<MemberButtons member={member} onStart={startTask} />}
      isAllowed
      noAccess={noAccess}
    >
      <div className={styles.member}>
        <div className={styles.side}>
          <MemberFacts member={member} />
          {member.invitation && <MemberInvitation member={member} onStart={startTask} />}
          <MemberAccess member={member} />
        </div>
        <div className={styles.side}>
          {!member.invitation && <MemberSessions member={member} onStart={startTask} />}
          <MemberHistory id={member.id} />
        </div>
      </div>
      {dialogs}
    </ProtectedPage>
  );
}
