import { Anchor } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { NarrowPage } from "../../components/layout/narrow-page";

/** The link does not work. The server does not say for which reason. */
export function InvalidInvitation({ incomplete = false }: { incomplete?: boolean }) {
  return (
    <NarrowPage
      title={incomplete ? "Open the link in the mail" : "This invitation does not work"}
      lead={
        incomplete
          ? "An invitation is opened by the link in its mail, and a part of the address is missing here."
          : "It was used already, replaced by a newer one, or revoked."
      }
    >
      <p>
        {incomplete
          ? "Open the mail once more, and follow the link in it."
          : "Look for a newer mail, or ask whoever invited you for a new invitation."}
      </p>
      <p>
        You have chosen a password already?{" "}
        <Anchor underline="always" renderRoot={(props) => <Link to="/sign-in" {...props} />}>
          Sign in
        </Anchor>
      </p>
    </NarrowPage>
  );
}
