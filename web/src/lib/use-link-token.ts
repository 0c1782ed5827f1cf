import { useLocation, useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";

declare module "@tanstack/react-router" {
  interface HistoryState {
    /** Of the link that was opened. */
    linkToken?: string;
  }
}

/**
 * The token of the link that was opened, from the fragment `#token=...`; null if it has none. The token is removed from
 * the address bar at once, so that neither the history nor a shared screen shows it, and kept in the state of the page,
 * which a reload keeps.
 */
export function useLinkToken(): string | null {
  const given = tokenIn(useLocation({ select: (location) => location.hash }));
  const kept = useLocation({ select: (location) => location.state.linkToken });
  const navigate = useNavigate();

  useEffect(() => {
    if (given) void navigate({ to: ".", hash: "", replace: true, state: { linkToken: given } });
  }, [given, navigate]);
  return given ?? kept ?? null;
}

function tokenIn(fragment: string): string | null {
  return new URLSearchParams(fragment.replace(/^#/, "")).get("token") || null;
}
