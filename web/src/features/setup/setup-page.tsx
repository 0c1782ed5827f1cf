import { useLocation, useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { GatePage } from "../../components/gate-page";
import { SetupForm } from "./setup-form";
import { SetupLinkNeeded } from "./setup-link-needed";
import { tokenIn } from "./setup-token";

/** Makes the account and its first administrator, for whoever holds the link that the server has printed. */
export function SetupPage() {
  const fragment = useLocation({ select: (location) => location.hash });
  const navigate = useNavigate();
  const [token, setToken] = useState(() => tokenIn(fragment));
  const [refused, setRefused] = useState(false);

  const given = tokenIn(fragment);
  if (given && given !== token) {
    setToken(given);
    setRefused(false);
  }
  // The token leaves the address bar at once, so that neither history nor a shared screen keeps it.
  useEffect(() => {
    if (given) void navigate({ to: ".", hash: "", replace: true });
  }, [given, navigate]);

  if (!token || refused) return <SetupLinkNeeded wrong={refused} />;
  return (
    <GatePage title="Set up Rollcall" lead="Name the account and make yourself its first administrator.">
      <SetupForm token={token} onWrongToken={() => setRefused(true)} />
    </GatePage>
  );
}
