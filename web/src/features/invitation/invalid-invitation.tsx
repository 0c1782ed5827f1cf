import { Anchor } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { NarrowPage } from "../../components/layout/narrow-page";

/** The link does not work. The server does not say for which reason. */
export function InvalidInvitation({ incomplete = false }: { incomplete?: boolean }) {
  return (
    <NarrowPage
      title={incomplete ? "Open the link in your email" : "This invitation is not valid"}
      lead={
        incomplete
          ? "Use the link in the invitation email. Part of the address is missing here."
          : "It was already used, replaced by a newer one, or revoked."
      }
    >
      <p>
        {incomplete
          ? "Open the email again and use the link in it."
          : "Look for a newer email, or ask the person who invited you for a new invitation."}
      </p>
      <p>
        Already chose a password?{" "}
        <Anchor underline="always" renderRoot={(props) => <Link to="/sign-in" {...props} />}>
          Sign in
        </Anchor>
      </p>
    </NarrowPage>
  );
}
