import { Anchor } from "@mantine/core";
import { Link } from "@tanstack/react-router";

export function BackToSignIn() {
  return (
    <p>
      <Anchor renderRoot={(props) => <Link to="/sign-in" {...props} />}>Back to the sign-in</Anchor>
    </p>
  );
}
