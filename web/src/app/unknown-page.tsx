import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { Page } from "../components/layout/page";

/** For members who are signed in: an address that leads nowhere. */
export function UnknownPage() {
  return (
    <Page title="Page not found">
      <p>Check the address, or start from Home.</p>
      <Button variant="default" renderRoot={(props) => <Link to="/" {...props} />}>
        Go to Home
      </Button>
    </Page>
  );
}
