import { Drawer } from "@mantine/core";
import { Menu } from "./menu";
import styles from "./phone-bar.module.css";

interface Props {
  opened: boolean;
  onClose: () => void;
}

/** The menu of the frame as a sheet. */
export function MenuDrawer({ opened, onClose }: Props) {
  return (
    <Drawer.Root opened={opened} onClose={onClose} size={280} classNames={{ content: styles.drawer }}>
      <Drawer.Overlay />
      <Drawer.Content aria-label="Menu">
        <Drawer.Body p={0} h="100dvh">
          <Menu />
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}
