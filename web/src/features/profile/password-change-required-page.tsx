import { Anchor, Box } from "@mantine/core";
import { useSignOut } from "../../api/session";
import { FormError } from "../../components/form/form-error";
import { NarrowPage } from "../../components/layout/narrow-page";
import { leaveSignedOut } from "../../lib/leave";
import { OwnPasswordForm } from "./own-password-form";

/** The only page for a member whose password was set by an administrator, until it is changed. */
export function PasswordChangeRequiredPage() {
  const signOut = useSignOut();
  return (
    <NarrowPage
      title="Choose your own password"
      lead="An administrator set the password you signed in with. Choose one that only you know to continue."
    >
      <OwnPasswordForm submit="Set password" alone />
      <Box component="p" mt={24} mb={0}>
        <Anchor
          component="button"
          type="button"
          inherit
          onClick={() => signOut.mutate(undefined, { onSuccess: leaveSignedOut })}
        >
          Sign out
        </Anchor>
      </Box>
      <FormError>{signOut.error?.message}</FormError>
    </NarrowPage>
  );
}
