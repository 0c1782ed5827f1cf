import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEndMemberSession } from "../../../api/member-changes";
import { memberSessionsQuery } from "../../../api/members";
import type { Member, MemberSession } from "../../../api/schema";
import { SkeletonRows } from "../../../components/feedback/skeleton-rows";
import { FormError } from "../../../components/form/form-error";
import { Moment } from "../../../components/text/moment";
import { useTimeZone } from "../../../components/text/time-zone";
import { describeBrowser } from "../../../lib/describe-browser";
import { describeSession } from "../../../lib/describe-session";
import { QueryState } from "../../../shared/requests/query-state";
import { useSession } from "../../../shared/session/session-context";
import type { StartTask } from "../member-task-dialog";
import styles from "./member-page.module.css";
import { Section } from "./section";

interface Props {
  member: Member;
  onStart: StartTask;
}

/** Where the member is signed in, with buttons to end one session or all. */
export function MemberSessions({ member, onStart }: Props) {
  const sessions = useQuery(memberSessionsQuery(member.id));
  const ending = useEndMemberSession(member.id);
  const isOwn = useSession().member.id === member.id;
  const timeZone = useTimeZone();
  const endsAll = member.can.includes("end_sessions") && sessions.data && sessions.data.items.length > 1;
  return (
    <Section
      title="Sessions"
      action={
        endsAll && (
          <Button variant="default" size="xs" onClick={() => onStart({ action: "end_sessions", member })}>
            End all sessions
          </Button>
        )
      }
    >
      <QueryState query={sessions} skeleton={<SkeletonRows count={2} />}>
        {({ items }) =>
          items.length === 0 ? (
            <p className={styles.quiet}>Not signed in anywhere.</p>
          ) : (
            <ul className={styles.rows} aria-label="Sessions">
              {items.map((session) => (
                <li key={session.id}>
                  <SessionLine session={session} />
                  {session.can.includes("end") && (
                    <Button
                      variant="default"
                      size="xs"
                      loading={ending.isPending && ending.variables === session.id}
                      disabled={ending.isPending}
                      onClick={() => ending.mutate(session.id)}
                      aria-label={`End the session of ${describeSession(session, timeZone)}`}
                    >
                      End
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </QueryState>
      <FormError>{ending.error?.message}</FormError>
      {isOwn && (
        <p className={styles.quiet}>
          End your own sessions in your <Link to="/profile">profile</Link>.
        </p>
      )}
    </Section>
  );
}

function SessionLine({ session }: { session: MemberSession }) {
  return (
    <span className={styles.row}>
      <span>{describeBrowser(session.user_agent)}</span>
      <span className={styles.quiet}>
        {session.address} · signed in <Moment at={session.created_at} /> · active <Moment at={session.last_active_at} />
      </span>
    </span>
  );
}
