import { createContext, useContext, useEffect, useRef } from "react";
import { useDocumentTitle } from "@mantine/hooks";
import { hasNavigated } from "../../lib/navigation-state";
import styles from "./page.module.css";

/** What follows the title of each page in the window's title, such as the name of the account. */
export const DocumentTitleSuffix = createContext<string | undefined>(undefined);

export interface PageProps {
  title: string;
  /** Above the title: the link back. */
  above?: React.ReactNode;
  /** The one main action. */
  action?: React.ReactNode;
  children: React.ReactNode;
}

/** One page inside the frame. Its title takes the focus after a navigation, so that a screen reader starts there. */
export function Page({ title, above, action, children }: PageProps) {
  const suffix = useContext(DocumentTitleSuffix);
  const heading = useRef<HTMLHeadingElement>(null);
  useDocumentTitle(suffix ? `${title} · ${suffix}` : title);
  useEffect(() => {
    if (hasNavigated()) heading.current?.focus({ preventScroll: true });
  }, []);

  return (
    <>
      <header className={styles.header}>
        <div>
          {above}
          <h1 ref={heading} tabIndex={-1} data-takes-lost-focus dir="auto" className={styles.title}>
            {title}
          </h1>
        </div>
        {action}
      </header>
      {children}
    </>
  );
}
