import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { agentAccessQuery } from "../../api/agents";
import type { AgentAccess as MemberAccess } from "../../api/schema";
import { SkeletonRows } from "../../components/feedback/skeleton-rows";
import { FormError } from "../../components/form/form-error";
import { formatCount } from "../../lib/numbers";
import { MemberAvatar } from "../../shared/members/member-avatar";
import { listShortPermissions } from "../../shared/members/permissions";
import { ErrorNotice } from "../../shared/requests/error-notice";
import { useCan } from "../../shared/session/session-context";
import styles from "./agent-page.module.css";

const reasonWords = {
  administrator: "Administrator",
  company: "Through the company",
  agent: "Assigned",
} satisfies Record<MemberAccess["because"], string>;

const stateWords = {
  active: "",
  invited: "Invited",
  suspended: "Suspended",
} satisfies Record<MemberAccess["state"], string>;

/** Who has access to the agent, why, and what each may do. */
export function AgentAccess({ agentId }: { agentId: string }) {
  const { data, error, isFetchNextPageError, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } =
    useInfiniteQuery(agentAccessQuery(agentId));
  const members = data?.pages.flatMap(({ items }) => items);
  return (
    <section aria-labelledby="agent-access" className={styles.section}>
      <h2 id="agent-access" className={styles.title}>
        Who has access
      </h2>
      {!members &&
        (error ? <ErrorNotice error={error} onTryAgain={() => void refetch()} /> : <SkeletonRows count={3} />)}
      {members && (
        <>
          <p className={styles.quiet}>{formatCount(data!.pages[0]!.total ?? members.length, "member")}</p>
          <ul className={styles.members}>
            {members.map((access) => (
              <MemberLine key={access.member.id} access={access} />
            ))}
          </ul>
        </>
      )}
      {isFetchNextPageError && <FormError>{error?.message}</FormError>}
      {hasNextPage && (
        <Button variant="default" mt="md" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show more
        </Button>
      )}
    </section>
  );
}

function MemberLine({ access }: { access: MemberAccess }) {
  const { member, because, state } = access;
  const mayView = useCan("view_members");
  return (
    <li className={styles.member}>
      <span className={styles.memberName}>
        <MemberAvatar name={member.name} id={member.id} pictureUrl={member.picture_url} />
        <bdi>
          {mayView ? (
            <Link to="/account/members/$id" params={{ id: member.id }}>
              {member.name}
            </Link>
          ) : (
            member.name
          )}
        </bdi>
      </span>
      <span className={styles.memberRights}>
        {[reasonWords[because], stateWords[state], describePermissions(access)].filter(Boolean).join(" · ")}
      </span>
    </li>
  );
}

function describePermissions({ because, permissions }: MemberAccess): string {
  if (because === "administrator") return "everything";
  return listShortPermissions(permissions).join(", ") || "view only";
}
