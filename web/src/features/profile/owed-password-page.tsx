import { Anchor } from "@mantine/core";
import { useSignOut } from "../../api/session";
import { NarrowPage } from "../../components/layout/narrow-page";
import { leave } from "../../lib/leave";
import styles from "./owed-password-page.module.css";
import { OwnPasswordForm } from "./own-password-form";

/** An administrator has set the password: until its owner has chosen another one, there is only this page. */
export function OwedPasswordPage() {
  const signOut = useSignOut();
  return (
    <NarrowPage
      title="Choose a password of your own"
      lead="An administrator has set the one that you signed in with. Choose one that only you know, and you go on to the page you wanted."
    >
      <OwnPasswordForm submit="Set password" alone />
      <p className={styles.out}>
        <Anchor
          component="button"
          type="button"
          inherit
          onClick={() => signOut.mutate(undefined, { onSuccess: () => leave("/sign-in") })}
        >
          Sign out
        </Anchor>
      </p>
    </NarrowPage>
  );
}
