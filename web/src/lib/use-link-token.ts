import { useLocation, useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";

/**
 * The token of the link that was opened, from the fragment `#token=...`; null if it has none. The token is removed from
 * the address bar at once, so that neither the history nor a shared screen shows it.
 */
export function useLinkToken(): string | null {
  const fragment = useLocation({ select: (location) => location.hash });
  const navigate = useNavigate();
  const given = tokenIn(fragment);
  const [token, setToken] = useState(given);
  if (given && given !== token) setToken(given);

  useEffect(() => {
    if (given) void navigate({ to: ".", hash: "", replace: true });
  }, [given, navigate]);
  return token;
}

function tokenIn(fragment: string): string | null {
  return new URLSearchParams(fragment.replace(/^#/, "")).get("token") || null;
}
