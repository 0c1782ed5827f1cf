import { useDisclosure } from "@mantine/hooks";
import { useLocation } from "@tanstack/react-router";
import { useEffect } from "react";
import { useLoaded } from "../lib/use-loaded";
import { useSession } from "../shared/session/session-context";
import styles from "./phone-bar.module.css";
import { useOverlay } from "./quick/overlay";

const importDrawer = async () => (await import("./menu-drawer")).MenuDrawer;

/** The top of the page on a phone: the button that opens the menu, and the account's name. */
export function PhoneBar() {
  const [opened, { open, close }] = useDisclosure(false);
  const [Drawer, load] = useLoaded(importDrawer);
  const { account } = useSession();
  const path = useLocation({ select: (location) => location.pathname });
  const overlay = useOverlay();
  useEffect(close, [close, path, overlay]);
  const openMenu = () => {
    if (Drawer) open();
    else void load(open).catch(() => undefined); // without a network it can be clicked again
  };

  return (
    <section aria-label="Top" className={styles.bar}>
      <button
        type="button"
        onClick={openMenu}
        aria-expanded={opened}
        aria-label="Open the menu"
        className={styles.button}
      >
        <span aria-hidden />
      </button>
      <bdi className={styles.account}>{account.name}</bdi>
      {Drawer && <Drawer opened={opened} onClose={close} />}
    </section>
  );
}
