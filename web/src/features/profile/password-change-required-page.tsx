import { Anchor, Box } from "@mantine/core";
import { useSignOut } from "../../api/session";
import { NarrowPage } from "../../components/layout/narrow-page";
import { leave } from "../../lib/leave";
import { OwnPasswordForm } from "./own-password-form";

/** The only page for a member whose password was set by an administrator, until it is changed. */
export function PasswordChangeRequiredPage() {
  const signOut = useSignOut();
  return (
    <NarrowPage
      title="Choose a password of your own"
      lead="An administrator has set the one that you signed in with. Choose one that only you know, and you go on to the page you wanted."
    >
      <OwnPasswordForm submit="Set password" alone />
      <Box component="p" mt={24} mb={0}>
        <Anchor
          component="button"
          type="button"
          inherit
          onClick={() => signOut.mutate(undefined, { onSuccess: () => leave("/sign-in") })}
        >
          Sign out
        </Anchor>
      </Box>
    </NarrowPage>
  );
}
