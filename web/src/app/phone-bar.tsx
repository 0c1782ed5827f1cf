import { Drawer } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useLocation } from "@tanstack/react-router";
import { useEffect } from "react";
import { useSession } from "../shared/session/session-context";
import { Menu } from "./menu";
import styles from "./phone-bar.module.css";

/** The top of the page on a phone: the button that opens the menu, and the account's name. */
export function PhoneBar() {
  const [opened, { open, close }] = useDisclosure(false);
  const { account } = useSession();
  const path = useLocation({ select: (location) => location.pathname });
  useEffect(close, [close, path]);

  return (
    <section aria-label="Top" className={styles.bar}>
      <button type="button" onClick={open} aria-expanded={opened} aria-label="Open the menu" className={styles.button}>
        <span aria-hidden />
      </button>
      <bdi className={styles.account}>{account.name}</bdi>
      <Drawer.Root opened={opened} onClose={close} size={280} classNames={{ content: styles.drawer }}>
        <Drawer.Overlay />
        <Drawer.Content aria-label="Menu">
          <Drawer.Body p={0} h="100dvh">
            <Menu />
          </Drawer.Body>
        </Drawer.Content>
      </Drawer.Root>
    </section>
  );
}
