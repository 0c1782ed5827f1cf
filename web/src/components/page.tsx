import { useContext, useEffect, useRef } from "react";
import { useDocumentTitle } from "@mantine/hooks";
import { hasNavigated } from "./navigation-state";
import { SessionContext } from "./session-context";
import styles from "./page.module.css";

interface Props {
  title: string;
  /** Stands above the title: the way back. */
  above?: React.ReactNode;
  /** The one main action. */
  action?: React.ReactNode;
  children: React.ReactNode;
}

/** One page inside the frame. Its title takes the focus after a navigation, so that a screen reader begins there. */
export function Page({ title, above, action, children }: Props) {
  const account = useContext(SessionContext)?.account.name;
  const heading = useRef<HTMLHeadingElement>(null);
  useDocumentTitle(account ? `${title} · ${account}` : title);
  useEffect(() => {
    if (hasNavigated()) heading.current?.focus({ preventScroll: true });
  }, []);

  return (
    <>
      <header className={styles.header}>
        <div>
          {above}
          <h1 ref={heading} tabIndex={-1} dir="auto" className={styles.title}>
            {title}
          </h1>
        </div>
        {action}
      </header>
      {children}
    </>
  );
}
