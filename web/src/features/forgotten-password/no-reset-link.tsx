import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { NarrowPage } from "../../components/layout/narrow-page";

/** Nothing can be changed with the link. Which reason it is, the server keeps to itself. */
export function NoResetLink({ incomplete = false }: { incomplete?: boolean }) {
  return (
    <NarrowPage
      title={incomplete ? "Open the link in the mail" : "This link does not work"}
      lead={
        incomplete
          ? "A part of the address is missing here. Open the mail once more, and follow the link in it."
          : "It is older than an hour, or was used already."
      }
    >
      <Button fullWidth renderRoot={(props) => <Link to="/forgotten-password" {...props} />}>
        Ask for a new link
      </Button>
    </NarrowPage>
  );
}
