import { useQuery } from "@tanstack/react-query";
import { memberQuery } from "../../api/members";
import type { MemberSummary } from "../../api/schema";
import { Message } from "../../components/feedback/message";
import { SkeletonRows } from "../../components/feedback/skeleton-rows";
import { QueryState } from "../../shared/requests/query-state";
import { EditMemberForm } from "./edit-member-form";
import type { BeginTask } from "./member-task";

interface Props {
  member: MemberSummary;
  onDone: () => void;
  onBegin: BeginTask;
}

/** The edit dialog's content: the member is read first, since the row does not know the agents. */
export function EditMember({ member, onDone, onBegin }: Props) {
  const query = useQuery(memberQuery(member.id));
  return (
    <QueryState
      query={query}
      skeleton={<SkeletonRows count={6} />}
      notFound={
        <Message title="This member is gone">
          <bdi>{member.name}</bdi> was removed meanwhile.
        </Message>
      }
    >
      {(latest) => <EditMemberForm member={latest} onDone={onDone} onBegin={onBegin} />}
    </QueryState>
  );
}
