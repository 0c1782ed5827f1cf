import type { MemberSummary } from "../../api/schema";
import { OneTimeSecret } from "../../components/dialog/one-time-secret";

interface Props {
  member: MemberSummary;
  password: string;
  must_change: boolean;
  onDone: () => void;
}

/** What has happened, and the last look at the password. */
export function PasswordIsSet({ member, password, must_change, onDone }: Props) {
  const name = <bdi>{member.name}</bdi>;
  return (
    <OneTimeSecret label="New password" value={password} advice="Copy it now and hand it over." onDone={onDone}>
      {member.invitation ? (
        <>{name} is a member now, and the invitation has ended. The password is needed at the first sign-in</>
      ) : (
        <>
          The password of {name} is updated, and all sessions and API tokens have ended. The new one is needed at the
          next sign-in
        </>
      )}
      {must_change && <>, after which {name} chooses one of their own</>}.
    </OneTimeSecret>
  );
}
