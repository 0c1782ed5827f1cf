import { useLocation } from "@tanstack/react-router";
import { useState } from "react";
import styles from "./menu-group.module.css";

interface Props {
  title: string;
  /** Where its pages are. There it is open from the start. */
  path: string;
  children: React.ReactNode;
}

export function MenuGroup({ title, path, children }: Props) {
  const inside = useLocation({ select: (location) => location.pathname.startsWith(`${path}/`) });
  const [chosen, setChosen] = useState<boolean | null>(null);
  const opened = chosen ?? inside;
  return (
    <li>
      <button type="button" aria-expanded={opened} onClick={() => setChosen(!opened)} className={styles.title}>
        {title}
        <span aria-hidden className={styles.arrow} />
      </button>
      {opened && <ul className={styles.pages}>{children}</ul>}
    </li>
  );
}
