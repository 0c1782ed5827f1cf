import { notifications, Notifications, useNotifications } from "@mantine/notifications";
import { useEffect } from "react";
import styles from "./toasts.module.css";

/** A file of its own, so that it is loaded apart from what adds messages. Only the newest is shown. */
export function ToastContainer() {
  const { notifications: shown } = useNotifications();
  useEffect(() => shown.slice(0, -1).forEach(({ id }) => notifications.hide(id!)), [shown]);
  return (
    <Notifications
      position="top-left"
      autoClose={6000}
      containerWidth={216}
      className={styles.toasts}
      classNames={{ notification: styles.toast }}
    />
  );
}
