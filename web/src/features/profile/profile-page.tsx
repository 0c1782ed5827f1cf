import { useQuery } from "@tanstack/react-query";
import { profileQuery } from "../../api/profile";
import { SkeletonRows } from "../../components/feedback/skeleton-rows";
import { Page } from "../../components/layout/page";
import { QueryState } from "../../shared/requests/query-state";
import { ChangePassword } from "./change-password";
import { OwnData } from "./own-data";
import { OwnPicture } from "./own-picture";
import { OwnSessions } from "./own-sessions";
import { ProfileSection } from "./profile-section";

export function ProfilePage() {
  const profile = useQuery(profileQuery);
  return (
    <Page title="Profile">
      <OwnPicture />
      <QueryState query={profile} skeleton={<SkeletonRows count={4} />}>
        {(own) => <OwnData profile={own} />}
      </QueryState>
      <ProfileSection title="Change password">
        <ChangePassword />
      </ProfileSection>
      <ProfileSection title="Where you are signed in">
        <OwnSessions />
      </ProfileSection>
    </Page>
  );
}
