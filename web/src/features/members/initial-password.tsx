import { OneTimeSecret } from "../../components/dialog/one-time-secret";

interface Props {
  label: string;
  member: { email: string };
  password: string;
  onDone: () => void;
  /** What has happened. */
  children: React.ReactNode;
}

/** A password that an administrator hands over, with what is needed to sign in by it. */
export function InitialPassword({ label, member, password, onDone, children }: Props) {
  return (
    <OneTimeSecret label={label} value={password} advice="Copy it now and hand it over." onDone={onDone}>
      <p style={{ marginTop: 0 }}>{children}</p>
      Sign in at <bdi>{`${window.location.origin}/sign-in`}</bdi> with <bdi>{member.email}</bdi>.
    </OneTimeSecret>
  );
}
