import { notifications } from "@mantine/notifications";
import { useQuery } from "@tanstack/react-query";
import { profileQuery } from "../../api/profile";
import { SkeletonRows } from "../../components/feedback/skeleton-rows";
import { Page } from "../../components/layout/page";
import { QueryState } from "../../shared/requests/query-state";
import { OwnData } from "./own-data";
import { OwnPasswordForm } from "./own-password-form";
import { OwnPicture } from "./own-picture";
import { OwnSessions } from "./own-sessions";
import { OwnSignIns } from "./own-sign-ins";
import styles from "./profile.module.css";

export function ProfilePage() {
  const profile = useQuery(profileQuery);
  return (
    <Page title="Profile">
      <OwnPicture />
      <QueryState query={profile} skeleton={<SkeletonRows count={4} />}>
        {(own) => <OwnData profile={own} />}
      </QueryState>
      <Section title="Change password">
        <OwnPasswordForm
          submit="Change password"
          onSaved={() => notifications.show({ message: "Your password was changed. All other sessions ended." })}
        />
      </Section>
      <Section title="Your sessions">
        <OwnSessions />
      </Section>
      <Section title="Recent sign-ins">
        <OwnSignIns />
      </Section>
    </Page>
  );
}

interface SectionProps {
  title: string;
  children: React.ReactNode;
}

function Section({ title, children }: SectionProps) {
  return (
    <section className={styles.section} aria-label={title}>
      <h2 className={styles.sectionTitle}>{title}</h2>
      {children}
    </section>
  );
}
