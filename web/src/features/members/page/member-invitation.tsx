import { Button, Group } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { Member } from "../../../api/schema";
import { Moment } from "../../../components/text/moment";
import { useSession } from "../../../shared/session/session-context";
import type { StartTask } from "../member-task-dialog";
import { describeStatus } from "../member-words";
import styles from "./member-page.module.css";
import { Section } from "./section";

interface Props {
  member: Member;
  onStart: StartTask;
}

const emailWords = {
  none: "No email was sent",
  queued: "Sending the email",
  sent: "The email was sent",
  kept: "The email was not sent (no mail server)",
  failed: "The email could not be sent",
} satisfies Record<NonNullable<Member["invitation"]>["delivery"]["state"], string>;

/** The state of an invitation that is not accepted yet, and what can be done about it. */
export function MemberInvitation({ member, onStart }: Props) {
  const { sends_mail } = useSession().account;
  const { expires_at, delivery } = member.invitation!;
  const maySend = member.can.includes("send_invitation");
  return (
    <Section title="Invitation">
      <p className={styles.line}>
        {describeStatus(member)}.{" "}
        {member.status === "invited" && expires_at && (
          <>
            The link works until <Moment at={expires_at} as="time" />.
          </>
        )}
      </p>
      <p className={styles.quiet}>
        {delivery.mail_id ? (
          <Link to="/account/outbox/$id" params={{ id: delivery.mail_id }}>
            {emailWords[delivery.state]}
          </Link>
        ) : (
          emailWords[delivery.state]
        )}
        {delivery.reason && `: ${delivery.reason}`}
      </p>
      <Group gap="xs" mt="sm">
        {maySend && sends_mail && (
          <Button variant="default" size="xs" onClick={() => onStart({ action: "send_invitation", member })}>
            Send invitation again
          </Button>
        )}
        {maySend && (
          <Button variant="default" size="xs" onClick={() => onStart({ action: "create_link", member })}>
            Copy invitation link
          </Button>
        )}
        {member.can.includes("revoke_invitation") && (
          <Button variant="default" size="xs" onClick={() => onStart({ action: "revoke_invitation", member })}>
            Revoke invitation
          </Button>
        )}
      </Group>
    </Section>
  );
}
