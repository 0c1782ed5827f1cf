import { Menu, useMantineColorScheme, type MantineColorScheme } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useSignOut } from "../api/session";
import { TwoLines } from "../components/text/two-lines";
import { leave } from "../lib/leave";
import { MemberAvatar } from "../shared/members/member-avatar";
import { useSession } from "../shared/session/session-context";
import styles from "./member-menu.module.css";

const colorSchemes: [MantineColorScheme, string][] = [
  ["light", "Light"],
  ["dark", "Dark"],
  ["auto", "System"],
];

/** The signed-in member, with the profile, the colour scheme and the sign-out. */
export function MemberMenu() {
  const { member, version } = useSession();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const signOut = useSignOut();
  return (
    <Menu position="top-start" width={208} withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <button type="button" className={styles.member}>
          <MemberAvatar name={member.name} id={member.id} pictureUrl={member.picture_url} />
          <TwoLines first={member.name} second={member.job_title ?? member.email} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item renderRoot={(props) => <Link to="/profile" {...props} />}>Profile</Menu.Item>
        <Menu.Divider />
        <Menu.Label>Colour scheme</Menu.Label>
        <Menu.RadioGroup value={colorScheme} onChange={(scheme) => setColorScheme(scheme as MantineColorScheme)}>
          {colorSchemes.map(([scheme, label]) => (
            <Menu.RadioItem key={scheme} value={scheme}>
              {label}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item onClick={() => signOut.mutate(undefined, { onSuccess: () => leave("/sign-in") })}>
          Sign out
        </Menu.Item>
        <Menu.Label>Rollcall {version}</Menu.Label>
      </Menu.Dropdown>
    </Menu>
  );
}
