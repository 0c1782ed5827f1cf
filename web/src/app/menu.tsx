import { Link, useLocation } from "@tanstack/react-router";
import { useState } from "react";
import { useSession } from "../shared/session/session-context";
import { MemberMenu } from "./member-menu";
import { useMenuPages, type MenuPage, type MenuSection } from "./menu-pages";
import styles from "./menu.module.css";
import { setOverlay } from "./quick/overlay";
import { commandKey } from "./quick/pressed-key";

/** The links to the pages that this member may open. */
export function Menu() {
  const { account } = useSession();
  const { pages, sections } = useMenuPages();
  return (
    <div className={styles.menu}>
      <p className={styles.account}>
        <bdi>{account.name}</bdi>
      </p>
      <button type="button" className={styles.search} onClick={() => setOverlay("palette")}>
        Search
        <kbd aria-hidden>{commandKey} K</kbd>
      </button>
      <nav aria-label="Main" className={styles.links}>
        <ul>
          {pages.map((page) => (
            <MenuLink key={page.to} {...page} />
          ))}
          {sections.map((section) => (
            <MenuGroup key={section.title} {...section} />
          ))}
        </ul>
      </nav>
      <MemberMenu />
    </div>
  );
}

/** It starts open on its pages. */
function MenuGroup({ title, paths, pages }: MenuSection) {
  const pathname = useLocation({ select: (location) => location.pathname });
  const isInside = paths.some((path) => pathname === path || pathname.startsWith(`${path}/`));
  const [chosen, setChosen] = useState<boolean | null>(null);
  const opened = chosen ?? isInside;
  return (
    <li>
      <button type="button" aria-expanded={opened} onClick={() => setChosen(!opened)} className={styles.groupTitle}>
        {title}
        <span aria-hidden className={styles.arrow} />
      </button>
      {opened && (
        <ul className={styles.groupLinks}>
          {pages.map((page) => (
            <MenuLink key={page.to} {...page} />
          ))}
        </ul>
      )}
    </li>
  );
}

function MenuLink({ to, title }: MenuPage) {
  return (
    <li>
      <Link to={to} activeOptions={{ includeSearch: false, exact: to === "/" }} className={styles.link}>
        {title}
      </Link>
    </li>
  );
}
