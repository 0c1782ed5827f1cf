import { Menu, useMantineColorScheme, type MantineColorScheme } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { Link } from "@tanstack/react-router";
import { useSignOut } from "../api/session";
import { leaveSignedOut } from "../lib/leave";
import { useSession } from "../shared/session/session-context";

const colorSchemes: [MantineColorScheme, string][] = [
  ["light", "Light"],
  ["dark", "Dark"],
  ["auto", "System"],
];

const showError = ({ message }: Error) => notifications.show({ message, color: "red", autoClose: false });

interface Props {
  opened: boolean;
  onChange: (opened: boolean) => void;
  /** The button of the menu. */
  children: React.ReactNode;
}

/** The profile, the colour scheme and the sign-out. */
export function MemberMenuList({ opened, onChange, children }: Props) {
  const { version } = useSession();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const signOut = useSignOut();
  return (
    <Menu
      position="top-start"
      width={208}
      withinPortal={false}
      withInitialFocusPlaceholder={false}
      opened={opened}
      onChange={onChange}
    >
      <Menu.Target>{children}</Menu.Target>
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
        <Menu.Item onClick={() => signOut.mutate(undefined, { onSuccess: leaveSignedOut, onError: showError })}>
          Sign out
        </Menu.Item>
        <Menu.Label>Rollcall {version}</Menu.Label>
      </Menu.Dropdown>
    </Menu>
  );
}
