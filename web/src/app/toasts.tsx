import { useNotifications } from "@mantine/notifications";
import { useEffect } from "react";
import { useLoaded } from "../lib/use-loaded";

const importContainer = async () => (await import("./toast-container")).ToastContainer;

/** Short messages beside the name of the account, where they cover no button. What shows them is loaded with the first one. */
export function Toasts() {
  const isWanted = useNotifications().notifications.length > 0;
  const [Container, load] = useLoaded(importContainer);
  useEffect(() => {
    if (isWanted && !Container) void load().catch(() => undefined); // without a network there are none
  }, [isWanted, Container, load]);
  return Container && <Container />;
}
