import { useSession } from "../../shared/session/session-context";
import styles from "./no-mail-server.module.css";

/** Says that mail stays here, and how to have it sent. Nothing where it is sent. */
export function NoMailServer() {
  if (useSession().account.sends_mail) return null;
  return (
    <div role="note" aria-label="No mail server" className={styles.note}>
      <p>No mail server is set, so mail is kept here: open it, and hand its link over yourself.</p>
      <p>
        To have mail sent, start Rollcall with <code>--smtp-url smtp://user:password@mail.example:587</code> and{" "}
        <code>--mail-from rollcall@mail.example</code>.
      </p>
    </div>
  );
}
