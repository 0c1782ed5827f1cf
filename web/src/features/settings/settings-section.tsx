import { Stack } from "@mantine/core";
import { useEffect, useRef } from "react";
import styles from "./settings-form.module.css";

/** The sections in their order, by the fragments of their addresses: "/account/settings#passwords". */
const sections = [
  ["account", "Account"],
  ["members", "Members and invitations"],
  ["passwords", "Passwords"],
  ["calls", "Calls and minutes"],
  ["crm", "CRM and campaigns"],
  ["email", "Email"],
] as const;

export type SettingsSectionId = (typeof sections)[number][0];

/** Links to the sections. */
export function SettingsContents() {
  return (
    <nav aria-label="Sections" className={styles.contents}>
      {sections.map(([id, title]) => (
        <a key={id} href={`#${id}`}>
          {title}
        </a>
      ))}
    </nav>
  );
}

interface Props {
  id: SettingsSectionId;
  title: string;
  children: React.ReactNode;
}

/** A part of the settings, with an address of its own. */
export function SettingsSection({ id, title, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  // The page is loaded before the settings are: the browser did not find the section then.
  useEffect(() => {
    if (window.location.hash !== `#${id}`) return;
    heading.current?.scrollIntoView();
    heading.current?.focus({ preventScroll: true });
  }, [id]);

  return (
    <section aria-labelledby={id} className={styles.section}>
      <h2 ref={heading} id={id} tabIndex={-1} className={styles.title}>
        {title}
      </h2>
      <Stack gap="lg">{children}</Stack>
    </section>
  );
}
