import { Button, Group, Modal } from "@mantine/core";
import { useTopmostEscape } from "./use-topmost-escape";

interface Props {
  opened: boolean;
  title: string;
  /** The button that loses something. */
  leave: string;
  /** The button that goes back. */
  stay: string;
  onLeave: () => void;
  onStay: () => void;
  zIndex?: number;
  /** What is lost. */
  children: React.ReactNode;
}

/** Asks before something that was typed, or a secret, is lost. Escape stays. */
export function CloseQuestion({ opened, title, leave, stay, onLeave, onStay, zIndex, children }: Props) {
  useTopmostEscape(opened, onStay);
  return (
    <Modal
      title={title}
      opened={opened}
      onClose={onStay}
      closeOnEscape={false}
      size={420}
      zIndex={zIndex}
      closeButtonProps={{ "aria-label": "Close" }}
      attributes={{ header: { role: "presentation" } }}
    >
      {children}
      <Group justify="flex-end" gap="xs" mt="xl">
        <Button variant="default" onClick={onLeave}>
          {leave}
        </Button>
        <Button onClick={onStay} data-autofocus>
          {stay}
        </Button>
      </Group>
    </Modal>
  );
}
