import { Button } from "@mantine/core";
import type { TestEmail as Result } from "../../api/schema";
import { useSendTestEmail } from "../../api/settings";
import { FormError } from "../../components/form/form-error";
import { useSession } from "../../shared/session/session-context";
import styles from "./settings-form.module.css";

/** Whether emails are sent, and a button that tries it with an email to oneself. */
export function TestEmail() {
  const { account, member } = useSession();
  const test = useSendTestEmail();
  return (
    <div>
      <p className={styles.text}>
        {account.sends_mail ? (
          "A mail server is set. Emails are sent through it."
        ) : (
          <>
            No mail server is set, so no email is sent. Set <code>ROLLCALL_SMTP_URL</code> and{" "}
            <code>ROLLCALL_MAIL_FROM</code>, and restart Rollcall.
          </>
        )}
      </p>
      <Button variant="default" loading={test.isPending} onClick={() => test.mutate()}>
        Send a test email
      </Button>
      <p className={styles.hint}>
        To <bdi>{member.email}</bdi>
      </p>
      <div role="status" className={styles.result}>
        {test.data && <TestResult result={test.data} />}
      </div>
      <FormError>{test.error?.message}</FormError>
    </div>
  );
}

function TestResult({ result: { state, recipient, answer } }: { result: Result }) {
  if (state === "no_mail_server") return <>Not sent: no mail server is set.</>;
  if (state !== "sent") return <>Not sent. {answer}</>;
  return (
    <>
      Sent to <bdi>{recipient}</bdi>.{answer && ` The mail server answered: ${answer}`}
    </>
  );
}
